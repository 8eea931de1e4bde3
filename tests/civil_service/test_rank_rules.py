"""Ranks: the lowest of a class at once, the next by years; what is missing is said with the day on which it is not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.civil_service.length.calendar import Span
from webapp.civil_service.length.rules import Effect, Kind, KindRule, Period, RuleSet, calculate
from webapp.civil_service.ranks.rules import (
    Lack,
    PostHeld,
    Rank,
    RankHeld,
    RankRules,
    Service,
    StepRule,
    eligibility,
)

ON = date(2026, 11, 22)
CODES = ("junior", "third", "second", "first", "chief", "c3", "c2", "c1", "true")
LAW = RankRules(
    [Rank(code, code, place) for place, code in enumerate(CODES)],
    {1: ("true",), 2: ("c2", "c1"), 3: ("c3", "c2"), 6: ("third", "second"), 7: ("junior", "third", "second")},
    [StepRule((2, 3), 10, 3), *(StepRule((each,), 0, 4) for each in range(4, 8))],
)
COUNTED = RuleSet({Kind.POST: KindRule(Effect.COUNTS, servant=True)})


def service(*posts, ranks=(), measures=()):
    periods = [Period(Kind.POST, one.since, one.until) for one in posts]
    return Service(posts, ranks, lambda day: calculate(periods, day, COUNTED).span, measures)


def post(post_class, since, until=None, *, administrative=True):
    return PostHeld(administrative, post_class, since, until)


def lacks(found):
    return [one.lack for one in found.missing]


def test_whoever_comes_into_a_class_gets_its_lowest_rank_at_once():
    found = eligibility(service(post(7, date(2026, 11, 2))), LAW, ON)
    assert (found.now, found.next.code, found.due_on, found.due) == (None, "junior", date(2026, 11, 2), True)


def test_the_next_rank_is_due_four_years_later_to_the_day():
    one = service(post(7, date(2023, 2, 1)), ranks=[RankHeld("junior", date(2023, 2, 1))])
    found = eligibility(one, LAW, ON)
    assert (found.next.code, found.due_on, lacks(found)) == ("third", date(2027, 2, 1), [Lack.POST])
    assert found.missing[0].have == Span(3, 9, 21)
    assert eligibility(one, LAW, found.due_on).due
    assert not eligibility(one, LAW, found.due_on - timedelta(days=1)).due


def test_the_third_step_is_counted_from_the_second():
    ranks = [RankHeld("junior", date(2015, 1, 1)), RankHeld("third", date(2025, 1, 1))]
    found = eligibility(service(post(7, date(2015, 1, 1)), ranks=ranks), LAW, ON)
    assert (found.next.code, found.due_on) == ("second", date(2029, 1, 1))


def test_time_in_another_class_does_not_count_for_the_step():
    one = service(
        post(7, date(2015, 1, 1), date(2024, 12, 31)),
        post(6, date(2025, 1, 1)),
        ranks=[RankHeld("second", date(2023, 1, 1))],
    )
    assert lacks(eligibility(one, LAW, ON)) == [Lack.HIGHEST]
    lower = service(*one.posts, ranks=[RankHeld("third", date(2019, 1, 1))])
    assert eligibility(lower, LAW, ON).due_on == date(2029, 1, 1)


def test_classes_two_and_three_ask_for_ten_years_and_three_of_them_there():
    posts = post(7, date(2018, 1, 1), date(2024, 12, 31)), post(3, date(2025, 1, 1))
    found = eligibility(service(*posts, ranks=[RankHeld("c3", date(2025, 1, 1))]), LAW, ON)
    assert lacks(found) == [Lack.SERVICE, Lack.POST]
    assert found.due_on == date(2028, 1, 1)
    longer = service(post(7, date(2010, 1, 1), date(2024, 12, 31)), posts[1], ranks=[RankHeld("c3", date(2025, 1, 1))])
    assert lacks(eligibility(longer, LAW, ON)) == [Lack.POST]


@pytest.mark.parametrize(
    ("posts", "lack"),
    [
        ((), Lack.NOT_IN_SERVICE),
        ((post(7, date(2020, 1, 1), date(2026, 11, 21)),), Lack.NOT_IN_SERVICE),
        ((post(2, date(2020, 1, 1), administrative=False),), Lack.NOT_ADMINISTRATIVE),
        ((post(5, date(2020, 1, 1)),), Lack.NO_RULE),
    ],
)
def test_no_rank_without_an_administrative_post(posts, lack):
    found = eligibility(service(*posts, ranks=[RankHeld("third", date(2021, 1, 1))]), LAW, ON)
    assert (lacks(found), found.now.code, found.next) == ([lack], "third", None)


def test_the_first_class_has_no_term_after_its_first_rank():
    assert eligibility(service(post(1, date(2026, 1, 1))), LAW, ON).next.code == "true"
    two = RankRules(LAW.ladder, {1: ("c1", "true")}, LAW.steps)
    held = service(post(1, date(2010, 1, 1)), ranks=[RankHeld("c1", date(2010, 1, 1))])
    assert lacks(eligibility(held, two, ON)) == [Lack.BY_DECISION]


def test_a_measure_of_discipline_puts_the_rank_off():
    until = date(2027, 3, 4)
    held = service(
        post(7, date(2020, 1, 1)), ranks=[RankHeld("junior", date(2020, 1, 1))], measures=[(date(2026, 3, 5), until)]
    )
    found = eligibility(held, LAW, ON)
    assert (lacks(found), found.due_on) == ([Lack.DISCIPLINE], date(2027, 3, 5))
    assert eligibility(held, LAW, found.due_on).due


def test_a_rank_that_will_never_be_reached_has_no_day():
    ends = service(post(7, date(2025, 1, 1), date(2027, 1, 1)), ranks=[RankHeld("junior", date(2025, 1, 1))])
    assert eligibility(ends, LAW, ON).due_on is None


@given(st.dates(date(2000, 1, 1), ON), st.dates(date(2000, 1, 1), ON), st.sampled_from([2, 3, 6, 7]))
@settings(max_examples=20)
def test_on_the_day_it_is_due_nothing_is_missing_and_on_the_day_before_something_is(entered, moved, post_class):
    entered, moved = min(entered, moved), max(entered, moved)
    posts = [post(post_class, moved)] + ([post(7, entered, moved - timedelta(days=1))] if entered < moved else [])
    one = service(*posts, ranks=[RankHeld(LAW.classes[post_class][0], moved)])
    due_on = eligibility(one, LAW, ON).due_on
    assert eligibility(one, LAW, max(due_on, moved)).due
    if due_on > moved:
        assert not eligibility(one, LAW, due_on - timedelta(days=1)).due
