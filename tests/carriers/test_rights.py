"""Rights to vehicles and the ends of papers, by their days alone."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import builds, dates, integers, lists, none, sampled_from

from webapp.carriers.expiring import URGENT, WITHIN, Band, Line, band_of, shelve
from webapp.carriers.rules import holds_on, that_counts

TODAY = date(2026, 11, 22)
DAYS = dates(date(2020, 1, 1), date(2035, 1, 1))


@dataclass(frozen=True)
class Term:
    valid_from: date
    valid_to: date | None


def lasting(start, length):
    return Term(start, None if length is None else start + timedelta(days=length))


TERMS = builds(lasting, DAYS, none() | integers(0, 2000))


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [(0, 0, True), (-10, 0, True), (-10, -1, False), (1, 10, False), (-1, 1, True), (0, None, True), (1, None, False)],
)
def test_a_contract_holds_from_its_first_to_the_end_of_its_last_day(start, end, holds):
    last = None if end is None else TODAY + timedelta(days=end)
    assert holds_on(Term(TODAY + timedelta(days=start), last), TODAY) is holds


@given(found=lists(TERMS, max_size=6), day=DAYS)
def test_of_several_contracts_one_that_holds_counts_and_none_lasts_longer(found, day):
    counting = that_counts(found, day)
    holding = [one for one in found if holds_on(one, day)]
    if holding:
        assert counting in holding
        assert all((one.valid_to or date.max) <= (counting.valid_to or date.max) for one in holding)
    elif counting is not None:
        assert counting.valid_from > day
        assert all(one.valid_from >= counting.valid_from for one in found if one.valid_from > day)
    else:
        assert all(one.valid_to is not None and one.valid_to < day for one in found)


@pytest.mark.parametrize(
    ("left", "band"),
    [
        (None, Band.UNKNOWN),
        (-1, Band.ENDED),
        (0, Band.WEEK),
        (7, Band.WEEK),
        (8, Band.MONTH),
        (30, Band.MONTH),
        (31, Band.TWO_MONTHS),
        (60, Band.TWO_MONTHS),
        (61, Band.LATER),
    ],
)
def test_what_ends_is_told_apart_by_seven_thirty_and_sixty_days(left, band):
    assert band_of(None if left is None else TODAY + timedelta(days=left), TODAY) is band


def line(number, end):
    return Line(
        f"k{number}", f"10-AA-{number:03}", f"10-aa-{number:03} man", None, "inspection", end, band_of(end, TODAY)
    )


@given(ends=lists(none() | DAYS, min_size=1, max_size=40), size=integers(1, 10), band=sampled_from(["", *URGENT]))
def test_pages_of_a_list_together_are_the_list_the_soonest_first(ends, size, band):
    lines = [line(number, end) for number, end in enumerate(ends)]
    seen, after = [], ""
    while after is not None:
        shelf = shelve(lines, band=band, after=after, size=size)
        seen += shelf.lines
        after = shelf.following
    assert len({one.key for one in seen}) == len(seen) == shelf.found
    urgent = [one.valid_to for one in seen if one.band in URGENT]
    assert urgent == sorted(urgent)
    assert all(one.band not in URGENT for one in seen[len(urgent) :])
    if band in WITHIN:
        assert all(0 <= (one.valid_to - TODAY).days <= WITHIN[band] for one in seen)


def test_a_list_is_searched_by_all_words_without_marks():
    lines = [line(1, None), line(2, None)]
    assert [one.key for one in shelve(lines, q="MAN 002").lines] == ["k2"]
    assert shelve(lines, q="volvo").found == 0
