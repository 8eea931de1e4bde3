"""Which days count and how they become years: the law as a table of cases, its arithmetic as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.civil_service.length.calendar import Span, added, measured, months_later
from webapp.civil_service.length.rules import Effect, Kind, KindRule, Period, Reason, RuleSet, calculate

ON = date(2026, 11, 22)
COUNTS, NOT = KindRule(Effect.COUNTS), KindRule(Effect.NOT)
SERVED = KindRule(Effect.COUNTS, servant=True)
LAW = RuleSet(
    {
        Kind.POST: SERVED,
        Kind.PROBATION: SERVED,
        Kind.SPECIAL: COUNTS,
        Kind.CONSCRIPTION: KindRule(Effect.BETWEEN),
        Kind.PAID_LEAVE: COUNTS,
        Kind.CHILD_LEAVE: COUNTS,
        Kind.UNPAID_LEAVE: KindRule(Effect.TAKEN),
        Kind.OTHER_WORK: NOT,
    }
)
days = st.dates(date(2018, 1, 1), ON)
lengths = st.integers(0, 800)
periods = st.lists(
    st.builds(
        lambda kind, since, more: Period(kind, since, since + timedelta(days=more)),
        st.sampled_from(sorted(LAW.kinds)),
        days,
        lengths,
    ),
    max_size=7,
)


def length(*given_periods, on=ON, law=LAW):
    return calculate(given_periods, on, law)


def post(since, until=None, **more):
    return Period(Kind.POST, since, until, **more)


def reasons(found):
    return [line.reason for line in found.lines]


@given(periods, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_periods_changes_nothing(known, shuffler):
    turned = list(known)
    shuffler.shuffle(turned)
    assert length(*known) == length(*turned)


@given(periods, st.data())
@settings(max_examples=40)
def test_a_period_cut_in_two_is_as_long(known, data):
    if not known:
        return
    one = data.draw(st.sampled_from(known))
    cut = data.draw(st.dates(one.since, one.until))
    parts = [Period(one.kind, one.since, cut)]
    if cut < one.until:
        parts.append(Period(one.kind, cut + timedelta(days=1), one.until))
    found = length(*[period for period in known if period is not one], *parts)
    assert (found.span, found.days, found.runs) == (length(*known).span, length(*known).days, length(*known).runs)


@given(periods, st.data())
@settings(max_examples=40)
def test_a_period_inside_another_adds_nothing(known, data):
    if not known:
        return
    one = data.draw(st.sampled_from(known))
    since = data.draw(st.dates(one.since, one.until))
    inner = Period(one.kind, since, data.draw(st.dates(since, one.until)), "inner")
    assert length(*known, inner).span == length(*known).span


@given(periods)
@settings(max_examples=40)
def test_lines_and_runs_add_up_to_the_whole(known):
    found = length(*known)
    assert sum(line.counted for line in found.lines) == found.days
    assert sum((run.until - run.since).days + 1 for run in found.runs) == found.days
    assert added(run.span for run in found.runs) == found.span
    assert all(0 <= line.counted <= line.days for line in found.lines)
    assert len(found.lines) == len(set(known))


@given(periods, days, st.integers(1, 400))
@settings(max_examples=40)
def test_nobody_has_served_less_a_day_later(known, on, more):
    assert length(*known, on=on).span <= length(*known, on=on + timedelta(days=more)).span


@given(periods, days)
@settings(max_examples=40)
def test_a_day_more_of_service_never_makes_it_shorter(known, day):
    assert length(*known).span <= length(*known, Period(Kind.SPECIAL, day, day)).span


@given(days, lengths, lengths)
@settings(max_examples=50)
def test_a_longer_run_is_never_shorter(since, some, more):
    first = since.toordinal()
    assert measured(first, first + some) <= measured(first, first + some + more)


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), Span(1, 0, 0)),
        (date(2023, 1, 1), date(2023, 12, 31), Span(1, 0, 0)),
        (date(2024, 2, 29), date(2025, 2, 27), Span(1, 0, 0)),
        (date(2024, 2, 29), date(2025, 2, 28), Span(1, 0, 1)),
        (date(2020, 2, 29), date(2024, 2, 28), Span(4, 0, 0)),
        (date(2026, 1, 31), date(2026, 2, 27), Span(0, 1, 0)),
        (date(2026, 1, 31), date(2026, 2, 26), Span(0, 0, 27)),
        (date(2026, 11, 22), date(2026, 11, 22), Span(0, 0, 1)),
        (date(2026, 3, 1), date(2026, 3, 30), Span(0, 0, 30)),
        (date(2026, 3, 1), date(2026, 3, 31), Span(0, 1, 0)),
        (date(2012, 9, 3), date(2026, 11, 22), Span(14, 2, 20)),
    ],
)
def test_one_period_on_the_calendar(since, until, span):
    assert length(post(since, until)).span == span


def test_two_separate_years_are_two_years_leap_or_not():
    found = length(post(date(2023, 1, 1), date(2023, 12, 31)), post(date(2025, 1, 1), date(2025, 12, 31)))
    assert (found.span, found.days, len(found.runs)) == (Span(2, 0, 0), 730, 2)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([Span(0, 11, 20), Span(0, 0, 11)], Span(1, 0, 1)),
        ([Span(0, 0, 30)], Span(0, 0, 30)),
        ([Span(0, 0, 30), Span(0, 0, 30)], Span(0, 1, 30)),
        ([Span(1, 11, 30), Span(0, 0, 1)], Span(2, 0, 1)),
        ([], Span()),
    ],
)
def test_days_over_thirty_become_months_and_twelve_months_a_year(parts, whole):
    assert added(parts) == whole


def test_months_end_where_the_calendar_has_them_end():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    with pytest.raises(OverflowError):
        months_later(date(9999, 12, 1), 1)


def test_a_period_that_ends_before_it_starts_is_none():
    with pytest.raises(ValueError, match="ends before"):
        post(ON, ON - timedelta(days=1))


def test_two_posts_at_once_count_once_and_the_second_says_so():
    found = length(post(date(2020, 1, 1), date(2020, 12, 31)), post(date(2020, 6, 1), date(2020, 6, 30), label="half"))
    assert found.days == 366
    assert reasons(found) == [Reason.COUNTED, Reason.IN_ANOTHER]


def test_leave_without_pay_is_taken_out_wherever_it_lies():
    leave = Period(Kind.UNPAID_LEAVE, date(2020, 3, 1), date(2020, 3, 31))
    found = length(post(date(2020, 1, 1), date(2020, 12, 31)), leave)
    assert found.days == 366 - 31
    assert [(line.reason, line.counted) for line in found.lines] == [(Reason.PARTLY_TAKEN, 335), (Reason.TAKES, 0)]
    assert reasons(length(leave)) == [Reason.TAKES_NOTHING]
    assert reasons(length(post(date(2020, 3, 5), date(2020, 3, 9)), leave)) == [Reason.TAKES, Reason.ALL_TAKEN]


CALLED = Period(Kind.CONSCRIPTION, date(2015, 7, 1), date(2016, 6, 30))
BEFORE, AFTER = post(date(2014, 1, 1), date(2015, 6, 30)), post(date(2016, 7, 11), date(2017, 6, 30))


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        ((BEFORE, AFTER), Reason.COUNTED),
        ((BEFORE,), Reason.NO_SERVICE_AFTER),
        ((AFTER,), Reason.NO_SERVICE_BEFORE),
        ((), Reason.NO_SERVICE_BEFORE),
        ((BEFORE, post(date(2016, 8, 29), date(2017, 1, 1))), Reason.COUNTED),
        ((BEFORE, post(date(2016, 8, 31), date(2017, 1, 1))), Reason.NO_SERVICE_AFTER),
        ((Period(Kind.OTHER_WORK, BEFORE.since, BEFORE.until), AFTER), Reason.NO_SERVICE_BEFORE),
    ],
)
def test_conscript_service_counts_between_two_services_only(around, reason):
    found = length(CALLED, *around)
    assert next(line.reason for line in found.lines if line.period is CALLED) is reason


def test_whoever_still_serves_as_a_conscript_waits_for_the_appointment():
    going_on = Period(Kind.CONSCRIPTION, date(2026, 7, 1))
    found = length(post(date(2020, 1, 1), date(2026, 6, 30)), going_on)
    assert found.lines[1].reason is Reason.NO_SERVICE_AFTER
    assert found.span == Span(6, 6, 0)


def test_what_begins_later_does_not_count_yet_and_an_open_end_is_the_day_asked():
    found = length(post(date(2026, 11, 20)), post(date(2026, 12, 1)))
    assert [(line.days, line.counted, line.reason) for line in found.lines] == [
        (3, 3, Reason.COUNTED),
        (0, 0, Reason.AHEAD),
    ]


def test_a_kind_that_the_law_does_not_name_does_not_count():
    assert reasons(length(Period(Kind.STUDY, date(2020, 1, 1), ON))) == [Reason.NOT_OF_LAW]
    assert length().span == Span()
