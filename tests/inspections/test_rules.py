"""Clocks of devices, amounts, cells too small to show, acts read with care."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.inspections.errors import ActWrong
from webapp.inspections.reading import read_act
from webapp.inspections.rules import Subject, act_number, amount_of, corrected_moment, shown_cells

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ACT = {
    "key": "k-1",
    "begun_at": "2026-11-22T12:00:00+04:00",
    "region": "baku",
    "place": "M2, 41-ci km",
    "plate": "10xy101",
    "checked": ["waybill"],
    "outcome": "in_order",
    "violations": [],
}


@pytest.mark.parametrize(
    ("behind", "begun", "off"),
    [
        (timedelta(0), NOON - HOUR, 0),
        (timedelta(seconds=90), NOON - HOUR - timedelta(seconds=90), 0),
        (timedelta(seconds=120), NOON - HOUR - timedelta(seconds=120), 0),
        (timedelta(seconds=121), NOON - HOUR, 121),
        (timedelta(days=365), NOON - HOUR, 365 * 86400),
        (timedelta(days=-365), NOON - HOUR, -365 * 86400),
    ],
)
def test_a_device_whose_clock_is_a_year_off_tells_the_right_hour(behind, begun, off):
    assert corrected_moment(NOON - HOUR - behind, NOON - behind, NOON) == (begun, off)


def test_nothing_is_said_to_have_happened_in_the_future():
    assert corrected_moment(NOON + HOUR, NOON, NOON) == (NOON, 0)


@pytest.mark.parametrize(
    ("subject", "repeated", "qepik"),
    [
        (Subject.DRIVER, False, 4000),
        (Subject.DRIVER, True, 8000),
        (Subject.ENTITY, True, 100000),
        (Subject.OFFICIAL, False, None),
    ],
)
def test_the_amount_is_that_of_who_answers_for_it(subject, repeated, qepik):
    assert amount_of({"driver": 4000, "driver_repeated": 8000, "entity": 100000}, subject, repeated=repeated) == qepik


def test_small_counts_are_hidden_and_none_can_be_reckoned_from_the_sum():
    assert shown_cells([("a", 40), ("b", 4), ("c", 9), ("d", 0)]) == [("a", 40), ("b", None), ("c", None), ("d", 0)]
    assert shown_cells([("a", 3), ("b", 4), ("c", 9)]) == [("a", None), ("b", None), ("c", 9)]
    assert shown_cells([("a", 5)]) == [("a", 5)]


def test_numbers_of_acts_have_their_year():
    assert act_number(2026, 7) == "NA-2026-0000007"


def test_an_act_is_read_in_its_normal_form():
    act = read_act(ACT | {"latitude": "40.41", "longitude": 49.9})
    assert (act.plate, str(act.latitude), act.begun_at.hour) == ("10-XY-101", "40.41000", 12)
    assert read_act(ACT | {"begun_at": "22.11.2026 14:05"}).begun_at.isoformat() == "2026-11-22T14:05:00+04:00"
    assert read_act(ACT | {"latitude": "51.5", "longitude": "0"}).latitude is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"place": " "}, "place"),
        ({"region": "mars"}, "region"),
        ({"plate": None}, "plate"),
        ({"begun_at": "yesterday"}, "begun_at"),
        ({"begun_at": "2026-11-22T12:00:00"}, "begun_at"),
        ({"begun_at": "9999-12-31T23:59:59-23:00"}, "begun_at"),
        ({"begun_at": "0001-01-01T00:00:00+23:59"}, "begun_at"),
        ({"outcome": "fine"}, "outcome"),
        ({"outcome": "violations"}, "violations"),
        ({"violations": ["no_waybill"]}, "violations"),
        ({"checked": "waybill"}, "checked"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_by_field(change, field):
    with pytest.raises(ActWrong) as refused:
        read_act(ACT | change)
    assert set(refused.value.fields) == {field}
