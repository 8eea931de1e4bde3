"""Money in a till: which way it may go, what is counted, what a station keeps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.tills.rules import (
    DEFAULT_SHARES,
    DENOMINATIONS,
    INTO,
    OUT,
    Category,
    Kind,
    Method,
    NoShare,
    NotEnough,
    Share,
    change_for,
    counted,
    ensure_sign,
    expected_cash,
    kept,
    left_open,
    may_void,
    share_on,
)

NOON = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize("kind", list(Kind))
def test_money_goes_the_way_of_its_kind(kind):
    for qepik in (500, -500):
        allowed = kind is Kind.DIFFERENCE or (qepik > 0 and kind in INTO) or (qepik < 0 and kind in OUT)
        if allowed:
            ensure_sign(kind, qepik)
        else:
            with pytest.raises(ValueError, match=kind.value):
                ensure_sign(kind, qepik)
    with pytest.raises(ValueError, match="0"):
        ensure_sign(kind, 0)


@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 9999)))
def test_counted_cash_is_the_sum_of_its_pieces(pieces):
    assert counted(pieces) == sum(worth * many for worth, many in pieces.items())


@pytest.mark.parametrize("pieces", [{7: 1}, {100: -1}, {100: 10_000}])
def test_what_is_no_money_is_not_counted(pieces):
    with pytest.raises(ValueError, match="×"):
        counted(pieces)


def test_change_is_given_back_and_too_little_refused():
    assert change_for(1400, 2000) == 600
    assert change_for(1400, 1400) == 0
    with pytest.raises(NotEnough):
        change_for(1400, 1399)


def test_only_cash_is_expected_in_the_drawer():
    assert expected_cash(5000, [(Method.CASH, 1400), (Method.TERMINAL, 900), (Method.CASH, -700)]) == 5700


@pytest.mark.parametrize(
    ("category", "qepik", "part"),
    [
        (Category.FIRST, 1400, 308),
        (Category.SECOND, 1400, 252),
        (Category.SMALL_FIRST, 1010, 152),
        (Category.SMALL_OTHER, 1005, 101),
    ],
)
def test_a_station_keeps_its_share_to_the_qepik(category, qepik, part):
    assert kept(qepik, DEFAULT_SHARES[category]) == part


def test_a_later_row_holds_from_its_day_on():
    old = Share(Category.FIRST, 220, date(2026, 1, 1), "qərar")
    new = Share(Category.FIRST, 175, date(2026, 6, 1), "müqavilə")
    assert share_on([old, new], Category.FIRST, date(2026, 5, 31)) is old
    assert share_on([old, new], Category.FIRST, date(2026, 6, 1)) is new
    with pytest.raises(NoShare):
        share_on([old, new], Category.SECOND, date(2026, 6, 1))


def test_a_slip_of_the_finger_is_taken_back_within_a_minute():
    assert may_void(NOON, NOON + timedelta(seconds=60))
    assert not may_void(NOON, NOON + timedelta(seconds=61))
    assert not may_void(NOON, NOON - timedelta(seconds=1))


def test_a_shift_of_more_than_a_day_was_left_open():
    assert not left_open(NOON, NOON + timedelta(hours=24))
    assert left_open(NOON, NOON + timedelta(hours=25))
