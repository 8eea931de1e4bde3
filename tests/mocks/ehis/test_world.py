"""The invented world: consistent, the same at every start, with the records that portals forget."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.az import voen

from mocks.ehis.central import PROVIDED
from mocks.ehis.data import entities, population, vehicles
from mocks.ehis.data.estate import AddressRecord, RightRecord
from mocks.ehis.data.ledger import UnionRecord
from mocks.ehis.data.notary import PowerRecord
from mocks.ehis.data.world import world_on
from mocks.ehis.lookups import LISTS, SINGLE
from mocks.ehis.registers import answer
from mocks.people import OFFICES, ORGANISATIONS, PEOPLE
from webapp.ehis.schema import ensure_valid

TODAY = date(2026, 11, 22)
WORLD = world_on(TODAY)
FIN = re.compile(r"[0-9A-HJ-NP-Z]{7}")
PLATE = re.compile(r"\d{2}-[A-Z]{2}-\d{3}")


def duplicates(keys):
    return {key for key, times in Counter(keys).items() if times > 1}


def person(fin):
    return next(one for one in WORLD.people if one.fin == fin)


def fleet(owner):
    return [one for one in WORLD.vehicles if one.owner == owner]


def test_there_are_at_least_200_people_40_firms_and_300_vehicles():
    assert len(WORLD.people) - len(PEOPLE) >= 200
    assert len(WORLD.entities) - len(ORGANISATIONS) >= 40
    assert len(WORLD.vehicles) >= 300


def test_every_number_passes_its_check():
    assert all(FIN.fullmatch(one.fin) for one in WORLD.people)
    assert all(voen.is_valid(one.voen) for one in WORLD.entities)
    assert all(PLATE.fullmatch(one.plate) for one in WORLD.vehicles)
    assert voen.is_valid(entities.NOT_FOUND)


def test_only_the_records_meant_to_be_double_are():
    assert duplicates(one.fin for one in WORLD.people) == {population.SEVERAL}
    assert duplicates(one.plate for one in WORLD.vehicles) == {vehicles.SEVERAL}
    assert duplicates(one.voen for one in WORLD.entities) == set()
    assert not {population.NOT_FOUND} & {one.fin for one in WORLD.people}
    assert not {vehicles.NOT_FOUND} & {one.plate for one in WORLD.vehicles}


def test_whoever_is_named_anywhere_exists():
    people, firms = {one.fin for one in WORLD.people}, {one.voen for one in WORLD.entities}

    assert {one.head_fin for one in WORLD.entities} <= people
    assert {one.fin for one in WORLD.licences} <= people
    assert {one.fin for one in WORLD.employees} <= people
    assert {one.voen for one in WORLD.employees} <= firms
    assert {one.owner for one in WORLD.vehicles} <= people | firms


def test_the_demo_people_and_their_offices_are_known_by_the_same_names():
    for one in PEOPLE:
        assert (person(one.fin).full_name, person(one.fin).birth_date) == (one.full_name, one.birthdate)
    heads = {one.voen: one.head_fin for one in WORLD.entities}
    for office in OFFICES:
        assert heads[office.voen] == office.fin


def test_the_demo_fleets():
    assert Counter(one.category[0] for one in fleet("9900010101")) == {"N": 6, "O": 2}
    assert Counter(one.category for one in fleet("9900020172")) == {"M1": 2, "N1": 1}
    assert {(one.plate, one.colour) for one in fleet("9900020172") if one.year >= TODAY.year - 8} >= {
        ("50-EL-303", "ağ")
    }
    assert Counter(one.category[0] for one in fleet("9900010491")) == {"M": 4}
    assert fleet("9900010511")[0].inspection_valid_to < TODAY


def test_the_demo_carrier_has_drivers_for_its_trucks_and_trailers():
    drivers = {one.fin for one in WORLD.employees if one.voen == "9900010101" and one.position == "Sürücü"}
    licences = {one.fin: one for one in WORLD.licences}

    assert "2RSD4K7" in drivers
    assert len(drivers) == 6
    assert all({"C", "CE"} <= set(licences[fin].categories) for fin in drivers)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29), date(2027, 1, 1)])
def test_special_records_are_relative_to_the_day(today):
    world = world_on(today)
    people = {one.fin: one for one in world.people}
    cars = {one.plate: one for one in world.vehicles}
    licences = {one.fin: one for one in world.licences}
    day = timedelta(days=1)

    assert people[population.DECEASED].status == "deceased"
    assert (today - people[population.MINOR].birth_date).days < 18 * 365
    assert people[population.EXPIRED_YESTERDAY].document_valid_to == today - day
    assert people[population.EXPIRING_TODAY].document_valid_to == today
    assert licences[population.EXPIRED_YESTERDAY].valid_to == today - day
    assert licences[population.EXPIRING_TODAY].valid_to == today
    assert licences[population.SUSPENDED_LICENCE].status == "suspended"
    assert cars[vehicles.INSPECTION_EXPIRED_YESTERDAY].inspection_valid_to == today - day
    assert cars[vehicles.INSPECTION_EXPIRING_TODAY].inspection_valid_to == today
    assert cars[vehicles.INSURANCE_EXPIRED_YESTERDAY].insurance_valid_to == today - day
    assert cars[vehicles.SUSPENDED].status == "suspended"
    assert {one.status for one in world.entities} == {"active", "suspended", "liquidated"}


@given(st.dates(date(2026, 1, 1), date(2036, 12, 31)))
@settings(max_examples=15, deadline=None)
def test_names_and_numbers_do_not_depend_on_the_day(today):
    world = world_on(today)

    assert [(one.fin, one.full_name) for one in world.people] == [(one.fin, one.full_name) for one in WORLD.people]
    assert [(one.plate, one.vin, one.owner) for one in world.vehicles] == [
        (one.plate, one.vin, one.owner) for one in WORLD.vehicles
    ]


def questions():
    """Every question that has an answer: each service with the parameters of each of its records."""
    fins = [one.fin for one in WORLD.people]
    voens = [one.voen for one in WORLD.entities]
    plates = [one.plate for one in WORLD.vehicles]
    asked = {
        "getPerson": [{"fin": fin} for fin in [*fins, population.NOT_FOUND]],
        "verifyDocument": [{"fin": one.fin, "number": one.document_number} for one in WORLD.people],
        "listVehiclesByOwner": [{"owner": one.owner} for one in WORLD.vehicles],
        "getCrossings": [{"plate": one, "since": "2025-11-22", "until": "2026-11-22"} for one in plates],
        "getPolicies": [{"plate": one, "kind": kind} for one in plates for kind in ("liability", "passengers")]
        + [{"voen": one, "kind": "occupational"} for one in voens],
        "requestEntryPermit": [
            {"fin": one.fin, "number": one.document_number, "arrival": "2026-12-01", "departure": "2026-12-03"}
            for one in WORLD.people
        ],
        "getPowerByBarcode": [{"barcode": one.barcode} for one in WORLD.every(PowerRecord)],
        "getPowerByAct": [
            {"registerNumber": one.act.register_number, "registeredOn": one.act.registered_on.isoformat()}
            for one in WORLD.every(PowerRecord)
        ],
        "listPowersForRepresented": [{"represented": one} for one in voens],
        "listVehicleUses": [{"user": one} for one in voens],
        "getRights": [{"holder": one} for one in [*voens, *fins]],
        "getExtract": [{"registerNumber": one.register_number} for one in WORLD.every(RightRecord)],
        "resolveAddress": [{"address": one.former} for one in WORLD.every(AddressRecord)],
        "verifyPost": [{"fin": one.fin, "voen": one.voen} for one in WORLD.employees],
        "getNonCommercialEntity": [{"voen": one.voen} for one in WORLD.every(UnionRecord)],
    }
    by_name = {("fin",): fins, ("voen",): voens, ("plate",): plates}
    for code, provided in PROVIDED.items():
        (*names,) = provided.parameters
        asked.setdefault(code, [{names[0]: one} for one in by_name.get(tuple(names), ())])
    return asked


def test_every_row_of_every_register_is_as_its_schema_says():
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    asked = questions()

    assert set(asked) == set(SINGLE) | set(LISTS) == set(PROVIDED)
    for code, several in asked.items():
        answers = [answer(code, one, at=noon) for one in several]
        assert any(len(one) > 1 for one in answers), code
        for one in answers:
            ensure_valid(one, PROVIDED[code].provider)
