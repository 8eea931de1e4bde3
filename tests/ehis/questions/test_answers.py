"""What the registers say of the demo world, through the api."""

from datetime import UTC, timedelta
from itertools import pairwise

import pytest

from mocks.ehis.data.entities import POLICE
from mocks.ehis.data.estate import SEVERAL
from mocks.ehis.data.ledger import DISSOLVED, WORKSHOPS
from mocks.ehis.data.numbers import voens
from mocks.ehis.data.population import DECEASED, EXPIRED_YESTERDAY, EXPIRING_TODAY, SUSPENDED_LICENCE
from tests.ehis.questions.asking import ABSERON, CASE, FLEET, KOHNE_YOL, OBJECT, QUESTIONS, SERVICE, WORKSHOP, XEZER
from webapp.core.clock import local, today
from webapp.ehis import api
from webapp.ehis.api import InsuranceKind
from webapp.ehis.errors import NotInRegister, PeriodNotAllowed, SeveralInRegister
from webapp.ehis.policy import POLICIES

DAY = timedelta(days=1)


@pytest.mark.parametrize("code", QUESTIONS)
def test_every_question_is_answered_with_source_and_instant(code, registers, database):
    answer = QUESTIONS[code]()
    rows = answer if isinstance(answer, tuple) else (getattr(answer, "tax", answer),)

    assert rows
    assert registers.calls(code)[-1]["outcome"] == "answered"
    owner = "DVX" if code == "getContributionDebt" else POLICIES[code].provider
    assert {(one.source, one.as_of.tzinfo) for one in rows} == {(f"AZ/GOV/{owner}", UTC)}


def test_every_question_of_the_matrix_is_asked_here():
    assert set(QUESTIONS) == set(POLICIES)


def test_an_identity_document_is_checked_without_telling_whose_it_is():
    person = api.get_person("5AYS3L1", **CASE)
    own = api.verify_document("5AYS3L1", person.document_number, **CASE)
    other = api.verify_document("5AYS3L1", "AA00000000", **CASE)

    assert (own.valid, own.valid_to) == (True, person.document_valid_to)
    assert (other.valid, other.valid_to) == (False, None)
    with pytest.raises(NotInRegister):
        api.verify_document("9NTF9N9", "AA00000000", **CASE)


@pytest.mark.parametrize(("fin", "valid"), [(EXPIRED_YESTERDAY, False), (EXPIRING_TODAY, True), (DECEASED, False)])
def test_a_document_holds_to_the_end_of_its_last_day_and_not_beyond_its_holder(fin, valid):
    number = api.get_person(fin, **CASE).document_number

    assert api.verify_document(fin, number, **CASE).valid is valid


def test_debts_are_a_yes_or_a_no_for_each_register():
    bad, good = api.debts_of(KOHNE_YOL, **FLEET), api.debts_of(XEZER, **FLEET)

    assert (bad.tax.has_debt, bad.contributions.has_debt, good.any) == (True, True, False)
    assert [bad.tax.source, bad.contributions.source] == ["AZ/GOV/DVX", "AZ/GOV/DSMF"]


def test_a_dissolved_union_is_known_as_one():
    assert api.get_non_commercial_entity(DISSOLVED, **CASE).status == "liquidated"


def test_the_last_inspection_has_its_day_and_its_term():
    good, ended = api.get_inspection("10-XY-101", **FLEET), api.get_inspection("20-KY-501", **FLEET)

    assert good.inspected_on < today() < good.valid_to
    assert ended.valid_to < today()
    assert api.get_inspection("99-EX-002", **FLEET).valid_to == today()
    assert not api.get_inspection("99-SU-001", **FLEET).passed
    with pytest.raises(SeveralInRegister):
        api.get_inspection("99-DU-002", **FLEET)


def test_a_withdrawn_and_a_suspended_licence_say_since_when():
    assert [(one.kind, one.until) for one in api.restrictions_of("1XYZ2W3", **FLEET)] == [("withdrawal", None)]
    (suspended,) = api.restrictions_of(SUSPENDED_LICENCE, **FLEET)
    assert suspended.since < today() < suspended.until


def test_contracts_that_ended_are_told_apart_from_the_employer_of_today():
    contracts = api.contracts_of("2RSD4K7", **FLEET)

    assert {(one.employer_voen, one.until is None) for one in contracts} == {(XEZER, True), (KOHNE_YOL, False)}
    assert [one.voen for one in api.active_employers_of("2RSD4K7", **FLEET)] == [XEZER]
    assert api.active_employers_of("5AYS3L1", **FLEET) == ()


def test_crossings_lie_within_the_days_that_were_asked_for():
    since = today() - timedelta(days=2)
    (left,) = api.crossings_of("10-XY-102", since, since, **FLEET)

    assert (left.direction, local(left.at).date()) == ("out", since)
    assert api.crossings_of("01-AB-401", since, today(), **FLEET) == ()
    assert api.is_abroad("10-XY-102", **FLEET).abroad
    assert not api.is_abroad("01-AB-401", **FLEET).abroad


@pytest.mark.parametrize("since", [today() - timedelta(days=367), today() + DAY])
def test_a_period_longer_than_a_year_or_backwards_is_never_asked(since, registers):
    with pytest.raises(PeriodNotAllowed):
        api.crossings_of("10-XY-101", since, today(), **FLEET)

    assert registers.calls() == []


def test_the_three_insurances():
    vehicle = api.get_vehicle("01-AB-401", **FLEET)
    (liability,) = api.policies_of_vehicle("01-AB-401", InsuranceKind.LIABILITY, **FLEET)
    (passengers,) = api.policies_of_vehicle("01-AB-401", InsuranceKind.PASSENGERS, **FLEET)
    (drivers,) = api.policies_of_employer(ABSERON, InsuranceKind.OCCUPATIONAL, **FLEET)

    assert liability.valid_to == vehicle.insurance_valid_to
    assert passengers.concluded_on < passengers.valid_from < passengers.valid_to
    assert (drivers.voen, drivers.plate, drivers.valid_to >= today()) == (ABSERON, "", True)


@pytest.mark.parametrize(("plate", "ends"), [("01-AB-402", today()), ("01-AB-403", today() - DAY), ("01-AB-404", None)])
def test_passengers_insurance_ends_today_ended_yesterday_and_is_missing(plate, ends):
    policies = api.policies_of_vehicle(plate, InsuranceKind.PASSENGERS, **FLEET)

    assert [one.valid_to for one in policies] == ([ends] if ends else [])


def test_a_power_that_was_revoked_ended_that_day():
    ends = {one.plate: one.valid_to for one in api.powers_for(XEZER, **FLEET)}

    assert ends["10-XY-105"] == today() - DAY
    assert ends["10-XY-101"] > today()
    assert api.power_by_barcode("100020260003", **FLEET).valid_to == today()


def test_leased_vehicles_come_with_their_right_and_its_term():
    uses = api.vehicle_uses_of(XEZER, **FLEET)

    assert sorted((one.right, one.valid_to >= today()) for one in uses) == [("lease", False), ("lease", True)]
    assert {one.user for one in uses} == {XEZER}


def test_an_address_of_old_times_is_found_and_one_that_became_two_is_said_to_be_several():
    assert (
        api.resolve_address("Gəncə şəhəri, Lenin küçəsi 101", **OBJECT).current == "Gəncə şəhəri, Cavad xan küçəsi 101"
    )
    with pytest.raises(SeveralInRegister):
        api.resolve_address(SEVERAL, **OBJECT)


def test_medical_conclusions():
    told = {fin: api.driver_medical(fin, **FLEET).conclusion for fin in ("2RSD4K7", "1XYZ2W3", SUSPENDED_LICENCE)}

    assert told == {"2RSD4K7": "fit", "1XYZ2W3": "unfit", SUSPENDED_LICENCE: "restricted"}
    assert api.driver_medical(EXPIRED_YESTERDAY, **FLEET).valid_to == today() - DAY


def test_training_of_drivers_and_of_taxi_drivers_are_two_things():
    assert len(api.domestic_training_of("2RSD4K7", **FLEET)) == 1
    assert api.taxi_training_of("2RSD4K7", **FLEET) == ()
    assert api.taxi_training_of("3LVN6T9", **FLEET)[0].certificate_number
    assert api.domestic_training_of("4KMR8N3", **FLEET) == ()


def test_attestations_of_workshops():
    firms = voens(15_000_001, 34)
    states = [api.accreditations_of(firms[index], **WORKSHOP)[0] for index in WORKSHOPS]

    assert [one.status for one in states] == ["valid", "valid", "valid", "suspended"]
    assert [one.valid_to >= today() for one in states] == [True, False, True, True]


def test_fourteen_years_of_service_in_three_bodies():
    periods = sorted(api.service_periods_of("4LQR2J5", **SERVICE), key=lambda one: one.since)

    assert len({one.voen for one in periods}) == 3
    assert today().year - periods[0].since.year == 14
    assert [before.until == after.since for before, after in pairwise(periods)] == [True, True]
    assert not api.verify_post("4LQR2J5", POLICE, **SERVICE).holds
