"""What stops a sheet, what only warns: one table of situations, each spoiled in one way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from webapp.core.findings import Level
from webapp.trip_sheets.checks import DriverFacts, Situation, VehicleFacts, after_return, before_departure
from webapp.trip_sheets.content import Back, Content, Driver, Mark
from webapp.trip_sheets.rules import work_of
from webapp.trip_sheets.texts import TEXTS, text_of

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
MARK = Mark(name="Vaqif", at=NOW)
CONTENT = Content(
    plate="10-XY-101",
    drivers=(Driver(ref="D"),),
    valid_from=DAY,
    valid_until=DAY,
    departs_at=NOW + timedelta(hours=1),
    odometer=1000,
    norm=Decimal(30),
    fuel_left=Decimal(50),
    fuel_given=Decimal(100),
    medical=MARK,
    technical=MARK,
)
TRUCK = VehicleFacts(
    category="N3", max_mass_kg=18_000, status="registered", inspection_valid_to=DAY, insurance_valid_to=DAY
)
RESAD = DriverFacts(name="Rəşad", categories=frozenset({"B", "C", "CE"}), valid_to=DAY, status="valid")
GOOD = Situation(content=CONTENT, now=NOW, vehicle=TRUCK, drivers=(RESAD,), last_odometer=1000, last_number="YV-1")
BACK = Back(departed_at=NOW, returned_at=NOW + timedelta(hours=8), odometer=1300, fuel_left=Decimal(60), trips=2)
LATER = NOW + timedelta(hours=9)
YESTERDAY = DAY - timedelta(days=1)
CONTENTS = [
    ({"valid_from": None}, "days_missing", "block"),
    ({"valid_until": YESTERDAY}, "days_turned", "block"),
    ({"valid_until": DAY + timedelta(days=30)}, "days_many", "block"),
    ({"departs_at": None}, "departure_missing", "block"),
    ({"departs_at": NOW + timedelta(days=1)}, "departure_outside", "block"),
    ({"departs_at": NOW - timedelta(hours=1)}, "departure_past", "block"),
    ({"plate": ""}, "vehicle_missing", "block"),
    ({"drivers": ()}, "driver_missing", "block"),
    ({"drivers": (Driver(ref="D"), Driver(ref="E"))}, "driver_not_yours", "block"),
    ({"odometer": None}, "odometer_missing", "block"),
    ({"odometer": 999}, "odometer_back", "block"),
    ({"odometer": 1001}, "odometer_gap_unexplained", "block"),
    ({"odometer": 1001, "odometer_reason": "Servis"}, "odometer_gap", "warn"),
    ({"fuel_left": None}, "fuel_missing", "block"),
    ({"fuel_given": Decimal(9999)}, "fuel_impossible", "block"),
    ({"fuel_left": Decimal(0), "fuel_given": None}, "tank_empty", "warn"),
    ({"norm": None}, "norm_missing", "warn"),
    ({"medical": Mark()}, "medical_missing", "warn"),
    ({"technical": replace(MARK, at=NOW + timedelta(hours=2))}, "technical_late", "block"),
]
FACTS = [
    ({"vehicle": None}, "vehicle_not_yours"),
    ({"vehicle": replace(TRUCK, status="suspended")}, "vehicle_not_registered"),
    ({"vehicle": replace(TRUCK, inspection_valid_to=YESTERDAY)}, "inspection_over"),
    ({"vehicle": replace(TRUCK, insurance_valid_to=None)}, "insurance_over"),
    ({"busy_with": "YV-2"}, "vehicle_busy"),
    ({"drivers": (replace(RESAD, valid_to=YESTERDAY),)}, "licence_not_valid"),
    ({"drivers": (replace(RESAD, status="withdrawn"),)}, "licence_not_valid"),
    ({"drivers": (replace(RESAD, categories=frozenset({"B"})),)}, "licence_other"),
    ({"drivers": (replace(RESAD, busy_with="YV-2"),)}, "driver_busy"),
    ({"now": NOW + timedelta(days=1)}, "days_over"),
]
BACKS = [
    ({"returned_at": None}, "times_missing", "block"),
    ({"returned_at": NOW}, "times_turned", "block"),
    ({"returned_at": LATER + timedelta(hours=1)}, "times_ahead", "block"),
    ({"odometer": None}, "odometer_missing", "block"),
    ({"odometer": 999}, "odometer_back_home", "block"),
    ({"odometer": 4000}, "too_far", "block"),
    ({"fuel_left": None}, "fuel_missing", "block"),
    ({"fuel_left": Decimal(151)}, "fuel_grew", "block"),
    ({"fuel_left": Decimal(150)}, "fuel_unused", "warn"),
    ({"fuel_left": Decimal(10)}, "fuel_off_norm", "warn"),
    ({"trips": None}, "work_missing", "warn"),
]


def test_nothing_is_wrong_with_the_good_one():
    assert before_departure(GOOD) == []
    assert after_return(CONTENT, BACK, LATER) == []


@pytest.mark.parametrize(("change", "code", "level"), CONTENTS, ids=[row[1] for row in CONTENTS])
def test_each_fault_of_a_sheet_is_found(change, code, level):
    found = {one.code: one for one in before_departure(replace(GOOD, content=replace(CONTENT, **change)))}
    assert found[code].level is Level(level)
    assert "%(" not in text_of(found[code])


@pytest.mark.parametrize(("change", "code"), FACTS, ids=[row[1] for row in FACTS])
def test_each_fault_of_the_facts_is_found(change, code):
    assert code in {one.code for one in before_departure(replace(GOOD, **change)) if one.level is Level.BLOCK}


@pytest.mark.parametrize(("change", "code", "level"), BACKS, ids=[row[1] for row in BACKS])
def test_each_fault_of_the_readings_is_found(change, code, level):
    found = {one.code: one for one in after_return(CONTENT, replace(BACK, **change), LATER)}
    assert found[code].level is Level(level)
    assert "%(" not in text_of(found[code])


def test_a_trailer_asks_for_another_licence():
    only_c = (replace(RESAD, categories=frozenset({"C"})),)
    assert before_departure(replace(GOOD, drivers=only_c)) == []
    pulled = replace(GOOD, drivers=only_c, content=replace(CONTENT, trailers=("10-XT-201",)))
    assert [one.code for one in before_departure(pulled)] == ["licence_other"]


def test_the_arithmetic_of_fuel():
    work = work_of(CONTENT, replace(BACK, fuel_added=Decimal("12.5")))
    assert (work.km, work.used, work.by_norm, work.per_100) == (300, Decimal("102.5"), Decimal("90.0"), Decimal("34.2"))
    assert work.over == Decimal("12.5")
    assert work_of(CONTENT, Back()).used is None


@pytest.mark.parametrize(("left", "is_told"), [("33", False), ("32.9", True), ("87", False), ("87.1", True)])
def test_more_than_three_tenths_off_the_norm_is_told_and_no_less(left, is_told):
    """By norm 90 l of 150: 30 % are 27 l more or less."""
    found = {one.code for one in after_return(CONTENT, replace(BACK, fuel_left=Decimal(left)), LATER)}
    assert ("fuel_off_norm" in found) is is_told


def test_every_sentence_is_for_a_check():
    told = {row[1] for row in (*CONTENTS, *FACTS, *BACKS)}
    assert set(TEXTS) - told == {"medical_late", "technical_missing", "returned_late"}
