"""The rules of the card: numbers, states, limits, the verdict on a tap."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core.clock import local
from webapp.transport_card.rules import (
    NUMBERS,
    STEPS,
    NotAllowed,
    Ridden,
    Standing,
    State,
    Tariff,
    Terms,
    WrongAmount,
    ensure_amount,
    in_force,
    judge,
    judge_clock,
    last_day,
    number_of,
    plain_number,
    step,
)

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
TARIFF = Tariff(1, 60, 0, 45, 600, "Tarif Şurası", date(2026, 1, 1), None)
TERMS = Terms("plastic", "plastic", 200, False, True, None, None, 60, 20, 5000, 10000, 0, date(2026, 1, 1), None)


def standing(balance=1000, state=State.ACTIVE, *, since=AT, expires=None, negative=60, rides=None):
    return Standing(state, since, expires, balance, negative, rides)


def verdict(card, *before, at=AT, vehicle="A", tariff=TARIFF):
    return judge(card, at, local(at).date(), vehicle, tariff, before)


@settings(max_examples=40)
@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_never_a_number(body, place, change):
    right = number_of(body)
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert plain_number(right) == right
    assert plain_number(wrong) is None


@pytest.mark.parametrize("typed", ["", "9944", "٩٩٤٤٠٠٠٠٠٠٠٠٠٠١٤", "9" * 40, "9944-abcd-0000-0014", "0" * 20])
def test_what_can_be_no_number_is_none(typed):
    assert plain_number(typed) is None


def test_spaces_and_hyphens_are_forgiven_in_a_number():
    number = number_of("00000000001")
    assert plain_number(f"{number[:4]} {number[4:8]}-{number[8:]}") == number
    assert number.startswith(NUMBERS.prefix)


def test_every_step_leads_to_a_state_and_a_closed_card_has_none():
    assert set(STEPS.values()) == set(State) - {State.NEW}
    assert not [state for state, _action in STEPS if state is State.CLOSED]
    with pytest.raises(NotAllowed):
        step(State.CLOSED, "unblock")


def test_of_two_rows_in_force_the_newer_holds():
    newer = Tariff(1, 70, 0, 0, 600, "Tarif Şurası", date(2026, 11, 22), None)
    assert in_force([newer, TARIFF], date(2026, 11, 21)) is TARIFF
    assert in_force([TARIFF, newer], DAY) is newer
    assert in_force([newer], date(2026, 11, 21)) is None


@pytest.mark.parametrize(("qepik", "balance", "limit"), [(19, 0, "least"), (5001, 0, "most"), (600, 9500, "balance")])
def test_an_amount_outside_the_bounds_is_refused_by_its_bound(qepik, balance, limit):
    with pytest.raises(WrongAmount) as refused:
        ensure_amount(TERMS, qepik, balance)
    assert refused.value.limit == limit


def test_the_last_day_counts_from_the_sale():
    assert last_day(TERMS, DAY) is None
    paper = Terms("paper", "paper", 140, False, False, 45, 2, 0, 1, 1, 0, 0, DAY, None)
    assert last_day(paper, DAY) == date(2027, 1, 6)


def test_a_ride_costs_the_fare_and_one_goes_below_zero_by_one_ride_only():
    assert verdict(standing(60)).qepik == 60
    assert verdict(standing(0)).accepted
    assert verdict(standing(0, negative=0)).reason == "no_money"
    assert verdict(standing(-60)).reason == "no_money"
    assert verdict(standing(-1)).reason == "no_money"


def test_the_same_bus_waits_and_another_does_not():
    ridden = Ridden(AT - timedelta(minutes=9), "A", full=True)
    assert verdict(standing(), ridden).reason == "pass_back"
    assert verdict(standing(), ridden, at=AT + timedelta(minutes=1)).qepik == 60
    assert verdict(standing(), ridden, vehicle="B").accepted


def test_a_later_ride_that_came_first_also_passes_back():
    assert verdict(standing(), Ridden(AT + timedelta(minutes=9), "A", full=True)).reason == "pass_back"


def test_changing_buses_in_time_costs_the_transfer_and_only_after_a_full_fare():
    full, changed = (
        Ridden(AT - timedelta(minutes=40), "A", full=True),
        Ridden(AT - timedelta(minutes=40), "A", full=False),
    )
    assert verdict(standing(), full, vehicle="B").qepik == 0
    assert verdict(standing(), changed, vehicle="B").qepik == 60
    assert verdict(standing(), full, vehicle="B", at=AT + timedelta(minutes=6)).qepik == 60


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.NEW, "not_sold"),
        (State.BLOCKED, "blocked"),
        (State.LOST, "blocked"),
        (State.CLOSED, "closed"),
        (State.EXPIRED, "expired"),
    ],
)
def test_a_card_that_stands_badly_takes_nobody(state, reason):
    assert verdict(standing(state=state)).reason == reason


def test_what_befell_a_card_after_the_ride_does_not_undo_it():
    assert verdict(standing(state=State.LOST, since=AT + timedelta(hours=1))).accepted
    assert verdict(standing(state=State.CLOSED, since=AT + timedelta(hours=1))).reason == "closed"


def test_a_card_rides_on_its_last_day_and_not_on_the_next():
    assert verdict(standing(expires=DAY)).accepted
    assert verdict(standing(expires=DAY - timedelta(days=1))).reason == "expired"


def test_a_card_of_rides_counts_rides():
    assert verdict(standing(0, rides=1)).ride
    assert verdict(standing(0, rides=0)).reason == "no_rides"


def test_no_tariff_no_ride():
    assert verdict(standing(), tariff=None).reason == "no_tariff"


def test_the_clock_of_a_validator_may_be_a_little_ahead_and_a_week_behind():
    assert judge_clock(AT + timedelta(minutes=5), AT) == ""
    assert judge_clock(AT + timedelta(minutes=6), AT) == "clock_ahead"
    assert judge_clock(AT - timedelta(days=7), AT) == ""
    assert judge_clock(AT - timedelta(days=8), AT) == "too_old"


def test_on_the_night_when_clocks_went_back_an_hour_apart_is_an_hour_apart():
    """In Baku clocks went back on 25 October 2015 at 05:00 (+05:00): 04:30 stands twice on that night's clocks."""
    first, second = datetime(2015, 10, 24, 23, 30, tzinfo=UTC), datetime(2015, 10, 25, 0, 30, tzinfo=UTC)
    assert local(first).replace(tzinfo=None) == local(second).replace(tzinfo=None)
    old = Tariff(1, 20, 0, 45, 600, "Tarif Şurası", date(2015, 1, 1), None)
    ridden = Ridden(first, "A", full=True)
    assert verdict(standing(since=first), ridden, at=second, tariff=old).qepik == 20
    assert verdict(standing(since=first), ridden, at=second, vehicle="B", tariff=old).qepik == 20
