"""The rules of connections, as tables: steps, terms, dates."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.connections.rules import (
    BREACH,
    PARTICIPANT,
    SERVICE,
    TICKET,
    BreachState,
    NotAllowed,
    ParticipantState,
    ServiceState,
    TicketState,
    cure_due,
    days_left,
    earliest_withdrawal,
    may_disconnect_for_breach,
    month_after,
    next_state,
)
from webapp.core import working_days

TABLES = ((ParticipantState, PARTICIPANT), (ServiceState, SERVICE), (BreachState, BREACH), (TicketState, TICKET))
DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))


def workday(day):
    return working_days.is_working(day, {})


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_only_what_the_table_says_is_possible(states, table):
    actions = {action for _, action in table}
    for state, action in product(states, actions):
        if (state, action) in table:
            assert next_state(state, action) is table[state, action]
        else:
            with pytest.raises(NotAllowed):
                next_state(state, action)


@given(st.lists(st.sampled_from(sorted({action for _, action in PARTICIPANT}))))
def test_no_way_leads_back_from_the_end_nor_past_check_and_contract(actions):
    state, seen = ParticipantState.DRAFT, []
    for action in actions:
        try:
            state = next_state(state, action)
        except NotAllowed:
            assert (state, action) not in PARTICIPANT
            continue
        seen.append(action)
    if state is ParticipantState.CONNECTED or "connect" in seen:
        assert seen.index("approve") < seen.index("connect")
        assert seen.index("begin_check") < seen.index("approve")
    for over in ("refuse", "disconnect", "liquidate"):
        assert over not in seen or seen[-1] == over


@given(st.lists(st.sampled_from(sorted({action for _, action in SERVICE}))))
def test_no_service_goes_live_without_test_nor_ends_by_a_letter_without_notice(actions):
    state, seen = ServiceState.DRAFT, []
    for action in actions:
        try:
            state = next_state(state, action)
        except NotAllowed:
            continue
        seen.append(action)
    assert "go_live" not in seen or seen.index("pass") < seen.index("go_live")
    assert "disconnect" not in seen or seen.index("tell_users") < seen.index("disconnect")


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 15), date(2027, 1, 15)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(day, after):
    assert month_after(day) == after


@given(DAYS, st.integers(1, 24))
def test_months_keep_the_day_where_the_month_has_it(day, months):
    after = month_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after.day < day.day and (after.toordinal() + 1) == month_start(after))


def month_start(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal()


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day_if_so_set():
    received = date(2026, 1, 31)  # a month later is a Saturday
    assert cure_due(received, months=1, working=workday) == date(2026, 3, 2)
    assert cure_due(received, months=1, working=None) == date(2026, 2, 28)


def test_a_term_that_ends_in_novruz_moves_behind_it():
    assert cure_due(date(2026, 2, 20), months=1, working=workday) > date(2026, 3, 24)


@given(DAYS)
def test_the_last_day_to_cure_belongs_to_the_participant(received):
    due = cure_due(received, months=1, working=None)
    assert not may_disconnect_for_breach(due, due)
    assert may_disconnect_for_breach(date.fromordinal(due.toordinal() + 1), due)


def test_seven_working_days_leave_out_weekends_and_holidays():
    assert working_days.add(date(2026, 11, 23), 7, {}) == date(2026, 12, 2)
    across_the_new_year = working_days.add(date(2026, 12, 28), 7, {})
    assert working_days.between(date(2026, 12, 28), across_the_new_year, {}) == 7
    assert across_the_new_year > date(2027, 1, 7)


def test_users_have_a_month():
    assert earliest_withdrawal(date(2026, 11, 22), 1) == date(2026, 12, 22)
    assert days_left(date(2026, 12, 21), date(2026, 12, 22)) == -1
