"""Section 6 of rules 141: which row holds at an instant, what goes back, and what can never be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.tickets.changing.default_tiers import DEFAULTS, SINCE
from webapp.tickets.changing.tiers import (
    Amount,
    Band,
    Tier,
    after,
    amount,
    drawn,
    ends_at,
    exchange_sum,
    pooled,
    shared,
    tier_at,
    tiers_on,
)

DEPARTS = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 12, 1)
ROUTE = 7
TIERS = tiers_on(DEFAULTS, DAY, ROUTE)
SECOND = timedelta(seconds=1)


def before(**span):
    return DEPARTS - timedelta(**span)


@pytest.mark.parametrize(
    ("at", "band"),
    [
        (before(days=30), Band.EARLY),
        (before(hours=2), Band.EARLY),
        (before(hours=2) + SECOND, Band.LATE),
        (before(minutes=15), Band.LATE),
        (before(minutes=15) + SECOND, Band.LAST),
        (DEPARTS, Band.LAST),
        (DEPARTS + SECOND, Band.MISSED),
        (DEPARTS + timedelta(hours=2), Band.MISSED),
        (DEPARTS + timedelta(hours=2) + SECOND, Band.PAPERS),
        (DEPARTS + timedelta(days=3), Band.PAPERS),
        (DEPARTS + timedelta(days=3) + SECOND, None),
    ],
)
def test_the_clock_at_the_limits(at, band):
    found = tier_at(TIERS, DEPARTS, at)
    assert (found.band if found else None) == band
    if found:
        assert ends_at(found, DEPARTS) >= at


@pytest.mark.parametrize(
    ("band", "back", "kept", "commission"),
    [
        (Band.EARLY, 1330, 0, 70),
        (Band.LATE, 1120, 210, 70),
        (Band.LAST, 1050, 350, 0),
        (Band.MISSED, 1050, 350, 0),
        (Band.PAPERS, 1050, 350, 0),
        (Band.CARRIER, 1400, 0, 0),
    ],
)
def test_what_goes_back_of_fourteen_manats(band, back, kept, commission):
    row = TIERS[band]
    assert amount(1400, 70, row, after(TIERS, row)) == Amount(back, kept, commission)


def test_a_large_commission_does_not_make_waiting_pay():
    row = TIERS[Band.LATE]
    assert amount(1000, 220, row, after(TIERS, row)) == Amount(back=750, kept=30, commission=220)
    assert amount(1000, 220, row) == Amount(back=630, kept=150, commission=220)


def test_a_child_on_the_lap_pays_and_gets_nothing():
    assert all(amount(0, 0, row, after(TIERS, row)) == Amount(0, 0, 0) for row in TIERS.values())


def test_a_row_of_the_route_goes_before_one_of_all_and_a_new_one_before_an_old():
    row = TIERS[Band.LATE]
    rows = (*DEFAULTS, replace(row, keeps=100, valid_from=date(2026, 6, 1)), replace(row, keeps=50, route_id=ROUTE))
    assert tiers_on(rows, DAY, ROUTE)[Band.LATE].keeps == 50
    assert tiers_on(rows, DAY, 8)[Band.LATE].keeps == 100
    assert tiers_on(rows, date(2026, 5, 31), 8)[Band.LATE].keeps == 150


def test_a_row_that_ended_leaves_no_older_one_in_force():
    row = TIERS[Band.LATE]
    rows = (*DEFAULTS, replace(row, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 30)))
    assert Band.LATE not in tiers_on(rows, DAY, ROUTE)
    assert tiers_on(rows, date(2026, 6, 30), ROUTE)[Band.LATE].valid_to
    assert tiers_on(DEFAULTS, SINCE - timedelta(days=1), ROUTE) == {}


def test_the_literal_reading_stands_by_and_is_not_in_force():
    assert [row.band for row in DEFAULTS if not row.is_default] == [Band.EARLY, Band.LATE]
    assert TIERS[Band.EARLY].minutes == 120


def test_every_row_names_its_clause():
    assert all("141" in row.basis for row in DEFAULTS)


ROWS = st.builds(
    lambda keeps, commission, adds: (keeps, commission, adds),
    st.integers(0, 1000),
    st.booleans(),
    st.integers(0, 1000),
)
PRICES = st.integers(0, 100_000)


def policy(rows):
    bands = [band for band in Band if band is not Band.CARRIER]
    minutes = (120, 15, 0, -120, -4320)
    return {
        band: Tier(band, at, keeps, commission=commission, adds=adds, delay=None, basis="141", valid_from=SINCE)
        for band, at, (keeps, commission, adds) in zip(bands, minutes, rows, strict=True)
    }


@given(st.tuples(ROWS, ROWS, ROWS, ROWS, ROWS), PRICES, PRICES)
def test_whatever_the_rows_parts_sum_to_the_price_and_waiting_never_pays(rows, price, commission):
    tiers = policy(rows)
    amounts = [amount(price, commission, row, after(tiers, row)) for row in tiers.values()]
    for one in amounts:
        assert one.paid == price
        assert min(one.back, one.kept, one.commission) >= 0
    backs = [one.back for one in amounts]
    assert backs == sorted(backs, reverse=True)


@given(PRICES, PRICES, ROWS)
def test_an_exchange_never_gives_back_more_than_was_paid(old, new, row):
    tier = policy((row,) * 5)[Band.LAST]
    due = exchange_sum(old, new, tier)
    assert -due <= old
    assert due >= new - old


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5000)), max_size=4), st.integers(0, 20_000))
def test_a_refund_goes_back_to_the_payments_it_came_from(funds, qepik):
    funds = list(dict(funds).items())
    if qepik > sum(has for _invoice, has in funds):
        with pytest.raises(ValueError, match="more than was paid"):
            drawn(funds, qepik)
        return
    parts = drawn(funds, qepik)
    assert sum(part for _invoice, part in parts) == qepik
    assert all(0 < part <= dict(funds)[invoice] for invoice, part in parts)
    assert [invoice for invoice, _part in parts] == [one for one, _has in funds[::-1] if one in dict(parts)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5000)), max_size=6), st.lists(st.integers(0, 4000)))
def test_new_tickets_stand_by_the_payments_of_the_old_ones(funds, prices):
    pool = pooled(funds)
    assert sum(has for _invoice, has in pool) == sum(has for _invoice, has in funds)
    if sum(prices) > sum(has for _invoice, has in pool):
        with pytest.raises(ValueError, match="less was paid"):
            shared(pool, prices)
        return
    found = shared(pool, prices)
    assert [sum(part for _invoice, part in parts) for parts in found] == prices
    used = pooled(part for parts in found for part in parts)
    assert all(qepik <= dict(pool)[invoice] for invoice, qepik in used)
