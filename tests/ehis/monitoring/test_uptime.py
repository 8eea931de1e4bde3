"""Months and outages: what a hand would reckon."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.core.clock import BAKU
from webapp.core.transaction import transaction
from webapp.ehis.monitoring.models import Spell
from webapp.ehis.monitoring.uptime import Span, availability, months, union

MONTH = Span(datetime(2026, 11, 1, tzinfo=BAKU), datetime(2026, 12, 1, tzinfo=BAKU))
LATER = datetime(2027, 1, 5, tzinfo=BAKU)


def at(day, hour=0, minute=0, second=0):
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BAKU)


def spell(began, ended):
    return Span(began, ended)


def known(*spells, now=LATER):
    return availability("gateway", spells, MONTH, now)


def test_a_month_without_a_break_is_whole():
    found = known(spell(datetime(2026, 10, 1, tzinfo=BAKU), datetime(2026, 12, 2, tzinfo=BAKU)))
    assert (found.share, found.outages) == (1.0, ())


def test_three_days_of_thirty_are_ten_percent():
    before = spell(datetime(2026, 10, 20, tzinfo=BAKU), at(10))
    found = known(before, spell(at(13), datetime(2026, 12, 2, tzinfo=BAKU)))
    assert found.share == pytest.approx(0.9)
    assert found.outages == (Span(at(10), at(13)),)
    assert found.down == timedelta(days=3)


def test_nothing_is_reckoned_before_the_first_spell_nor_after_now():
    found = known(spell(at(20), at(21)), now=at(22))
    assert found.share == pytest.approx(0.5)
    assert found.outages == (Span(at(21), at(22)),)


def test_a_month_that_was_not_watched_has_no_share():
    assert known(spell(LATER, LATER)).share is None
    assert known().share is None


def test_an_outage_over_the_end_of_a_month_counts_in_each_for_its_part():
    spells = spell(at(1), at(29)), spell(datetime(2026, 12, 3, tzinfo=BAKU), LATER)
    assert known(*spells).outages == (Span(at(29), MONTH.ended),)
    december = Span(MONTH.ended, datetime(2027, 1, 1, tzinfo=BAKU))
    assert availability("gateway", spells, december, LATER).outages[0].ended == datetime(2026, 12, 3, tzinfo=BAKU)


def test_spells_of_several_processes_lie_over_each_other():
    spells = spell(at(1), at(5)), spell(at(4), at(9)), spell(at(6), at(7))
    assert union(spells) == [Span(at(1), at(9))]


@pytest.mark.parametrize(("pause", "broken"), [(30, False), (31, True)])
def test_half_a_minute_of_silence_is_no_outage_yet(pause, broken):
    spells = spell(at(1), at(2)), spell(at(2, 0, 0, pause), LATER)
    assert bool(known(*spells).outages) is broken
    assert bool(known(spell(at(1), at(2)), now=at(2, 0, 0, pause)).outages) is broken


@given(some.lists(some.tuples(some.integers(0, 60_000), some.integers(0, 5_000)), min_size=1, max_size=20))
def test_time_up_and_time_down_make_the_watched_time(pairs):
    start = MONTH.began - timedelta(minutes=5_000)
    spells = [Span(start + timedelta(minutes=one), start + timedelta(minutes=one + long)) for one, long in pairs]
    found = availability("gateway", spells, MONTH, LATER)
    if found.share is None:
        return
    watched = MONTH.ended - max(MONTH.began, min(one.began for one in spells))
    assert 0 <= found.share <= 1
    assert found.down.total_seconds() == pytest.approx((1 - found.share) * watched.total_seconds(), abs=1)
    for outage in found.outages:
        assert not any(one.began < outage.ended and outage.began < one.ended for one in spells)


def test_months_are_read_from_the_database_the_present_one_first(committing, station_database):
    with transaction() as session:
        end = session.connection().exec_driver_sql("SELECT now()").scalar()
        session.add(Spell(component="gateway", began_at=end - timedelta(days=70), seen_at=end - timedelta(days=40)))
        session.add(Spell(component="gateway", began_at=end - timedelta(days=39), seen_at=end))
    with station_database.reading.connect() as connection:
        found = months(connection)
    assert 3 <= len(found) <= 4
    assert [one.first for one in found] == sorted((one.first for one in found), reverse=True)
    assert sum(len(one.components[0].outages) for one in found) in {1, 2}  # two when it lies over the end of a month
    assert sum((one.components[0].down for one in found), timedelta()) == timedelta(days=1)
