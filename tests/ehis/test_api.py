"""The questions that other rooms ask."""

import dataclasses
from contextlib import contextmanager
from datetime import UTC

import pytest

from mocks.ehis.data.entities import AYNA
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.errors import NotARegisterNumber, NotInRegister, PurposeNotAllowed, SeveralInRegister
from webapp.ehis.installation import install_exchange
from webapp.ehis.policy import POLICIES

ME = {"purpose": Purpose.CABINET, "asked_by": "2ZAR9W1"}
FLEET = {"purpose": Purpose.FLEET, "asked_by": "7LYL5H2"}


@pytest.fixture(autouse=True)
def installed(exchange, database):
    token = set_actor(SYSTEM)
    install_exchange(exchange)
    yield
    install_exchange(None)
    reset_actor(token)


def test_a_person_comes_with_source_and_instant():
    person = api.get_person("5AYS3L1", **ME)

    assert person.full_name == "Aysel Rəhim qızı Quliyeva"
    assert (person.source, person.as_of.tzinfo, person.status) == ("AZ/GOV/DIN", UTC, "alive")
    assert str(api.source_name(person.source)) != person.source


def test_an_organisation_comes_without_founders_although_the_register_sends_them(registers):
    entity = api.get_legal_entity("9900010101", **ME)

    assert (entity.name, entity.head_fin, entity.kind) == ("“Xəzər Yük” MMC", "7LYL5H2", "legal")
    assert not [field.name for field in dataclasses.fields(entity) if "founder" in field.name or "share" in field.name]
    assert "founder" not in repr(entity).lower()


def test_a_state_body_is_known_as_one():
    assert api.get_legal_entity(AYNA, **ME).kind == "state"


def test_the_head_of_a_firm_finds_it_and_a_citizen_heads_nothing():
    assert [one.voen for one in api.organisations_headed_by("7LYL5H2", **ME)] == ["9900010101"]
    assert [one.kind for one in api.organisations_headed_by("3LVN6T9", **ME)] == ["entrepreneur"]
    assert api.organisations_headed_by("5AYS3L1", **ME) == ()


def test_a_fleet_comes_whole_with_trucks_and_trailers():
    fleet = api.vehicles_of("9900010101", **FLEET)

    assert sorted(one.category[0] for one in fleet) == ["N"] * 6 + ["O"] * 2
    assert all(one.max_mass_kg > one.tare_kg for one in fleet)


@pytest.mark.parametrize("typed", ["10-XY-101", "10 xy 101", "10XY101", "10xy-101"])
def test_a_plate_is_found_however_it_is_typed(typed):
    assert api.get_vehicle(typed, **FLEET).plate == "10-XY-101"


def test_licences_and_staff_of_the_demo_carrier():
    assert {"C", "CE", "D"} <= set(api.get_licence("2RSD4K7", **FLEET).categories)
    assert api.get_licence("1XYZ2W3", **FLEET).status == "withdrawn"
    assert "2RSD4K7" in {one.fin for one in api.employees_of("9900010101", **FLEET)}


def test_missing_and_doubled_records_are_told_apart():
    with pytest.raises(NotInRegister):
        api.get_vehicle("99-NF-999", **FLEET)
    with pytest.raises(SeveralInRegister):
        api.get_vehicle("99-DU-002", **FLEET)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: api.get_person("5AYS3LI", **ME),
        lambda: api.get_person("5ays3l1", **ME),
        lambda: api.get_person("", **ME),
        lambda: api.get_person("5AYS3L1\x00", **ME),
        lambda: api.get_legal_entity("9900010103", **ME),
        lambda: api.get_vehicle("<x/>", **FLEET),
        lambda: api.get_vehicle("ə" * 5000, **FLEET),
        lambda: api.vehicles_of("A" * 20, **FLEET),
    ],
)
def test_what_cannot_be_a_number_is_never_asked(ask, registers, archive):
    with pytest.raises(NotARegisterNumber):
        ask()

    assert (registers.calls(), archive.kept) == ([], [])


def test_a_purpose_without_a_legal_basis_is_refused_before_anything_is_built(registers, archive):
    for purpose in (Purpose.WAYBILL, "curiosity"):
        with pytest.raises(PurposeNotAllowed):
            api.get_person("5AYS3L1", purpose=purpose, asked_by="2ZAR9W1")

    assert (registers.calls(), archive.kept) == ([], [])


def test_every_purpose_has_its_legal_basis_and_every_service_its_purposes():
    assert {purpose for row in POLICIES.values() for purpose in row.purposes} == set(Purpose)
    assert all(row.purposes and row.fields for row in POLICIES.values())
    assert all(terms.basis and terms.roles for row in POLICIES.values() for terms in row.purposes.values())


@contextmanager
def open_transaction():
    with transaction():
        yield


def test_no_register_is_asked_while_a_transaction_is_open(database, registers):
    with open_transaction(), pytest.raises(RuntimeError, match="transaction"):
        api.get_person("5AYS3L1", **ME)

    assert registers.calls() == []
