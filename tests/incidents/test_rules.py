"""The 24-hour clock, whom an incident concerns, what counts as an attempt."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.incidents.rules import (
    ANSWER_WITHIN,
    CHANGE_STEPS,
    STEPS,
    NotAllowed,
    State,
    answer_due,
    is_late,
    next_state,
    next_word,
    remind_at,
    shown_count,
    time_left,
    too_many,
    topics,
)

BAKU = ZoneInfo("Asia/Baku")
BERLIN = ZoneInfo("Europe/Berlin")
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, BAKU, BERLIN]))  # noqa: DTZ001 - Hypothesis adds the zones


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-27 17:59", "2026-11-28 17:59"),  # a Friday evening ends on Saturday
        ("2026-11-28 00:00", "2026-11-29 00:00"),  # a Saturday ends on Sunday
        ("2026-12-31 12:00", "2027-01-01 12:00"),  # over the new year, a holiday
        ("2026-03-19 23:30", "2026-03-20 23:30"),  # into Novruz
        ("2028-02-28 08:15", "2028-02-29 08:15"),  # a leap day is a day
        ("2026-06-01 23:59", "2026-06-02 23:59"),  # through the night
    ],
)
def test_the_clock_runs_through_nights_weekends_and_holidays(received, due):
    at = datetime.fromisoformat(received).replace(tzinfo=BAKU)
    assert answer_due(at) == datetime.fromisoformat(due).replace(tzinfo=BAKU)


@given(INSTANTS)
def test_it_is_always_24_hours_and_the_reminder_four_before(received):
    at = received.astimezone(UTC)
    assert answer_due(received) - at == ANSWER_WITHIN == timedelta(hours=24)
    assert answer_due(received) - remind_at(received) == timedelta(hours=4)


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_late_is_after_the_end_and_never_before(received, passed):
    due, at = answer_due(received), received.astimezone(UTC) + passed
    assert is_late(due, None, at) == (passed > ANSWER_WITHIN)
    assert time_left(due, at) == ANSWER_WITHIN - passed
    assert is_late(due, at, at + timedelta(days=30)) == (passed > ANSWER_WITHIN)


def test_a_country_that_changes_its_clocks_gets_no_longer_day():
    received = datetime(2026, 10, 24, 12, 0, tzinfo=BERLIN)
    assert answer_due(received) == datetime(2026, 10, 25, 11, 0, tzinfo=BERLIN)


def test_a_naive_instant_is_no_instant():
    with pytest.raises(ValueError, match="time zone"):
        answer_due(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


@given(st.sampled_from(State), st.text(max_size=10) | st.sampled_from(["begin", "note", "close", "reopen", "delete"]))
def test_the_life_cycle_knows_its_steps_and_no_others(state, action):
    if (state, action) in STEPS:
        assert next_state(state, action) is STEPS[state, action]
    else:
        with pytest.raises(NotAllowed):
            next_state(state, action)


def test_a_declined_change_is_not_released():
    assert next_word(CHANGE_STEPS, "accepted", "release") == "released"
    with pytest.raises(NotAllowed):
        next_word(CHANGE_STEPS, "declined", "release")


@pytest.mark.parametrize(
    ("kind", "services", "attempt", "expected"),
    [
        ("security", [], False, {"security"}),
        ("security", ["exchange"], True, {"security", "exchange", "attempt"}),
        ("fault", ["cloud"], False, {"fault", "exchange"}),
        ("accident", ["portal"], False, {"accident"}),
    ],
)
def test_what_an_incident_is_about_follows_from_kind_services_and_attempt(kind, services, attempt, expected):
    assert topics(kind, services, attempt=attempt) == expected


def test_the_fifth_failure_within_the_window_is_an_attempt():
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    moments = [at - timedelta(minutes=n) for n in range(5)]
    assert too_many(moments, at)
    assert not too_many(moments[1:], at)
    assert not too_many([*moments[:4], at - timedelta(minutes=15)], at)


@given(st.integers(0, 100))
def test_small_numbers_are_hidden_and_nothing_is_nothing(count):
    assert shown_count(count) == (None if 0 < count < 5 else count)
