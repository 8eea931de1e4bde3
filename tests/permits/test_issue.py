"""Whole cases through the engine: what the registers say, the duty, the permit with its cards and documents."""

from dataclasses import replace

import pytest

from tests.permits.conftest import ABSERON, ELVIN, run
from tests.support.cases import actions, case_of, filled, paid, sign
from tests.support.fleets import driver, vehicle
from webapp.carriers.api import drivers
from webapp.core.transaction import transaction
from webapp.documents.api import documents_of
from webapp.payments.api import invoice
from webapp.permits.errors import HolderHasPermit, VehicleHasCard
from webapp.permits.queries import cards_of_permits, history_of, permit_by_public_id
from webapp.permits.services.issuing import card_of_vehicle
from webapp.permits.services.places import counted
from webapp.workflow.api import withdraw_case
from webapp.workflow.queries import findings_of
from webapp.workflow.services import deciding

CARGO = "permits.cargo.issue"
VEHICLES = (vehicle("10-XY-101"), vehicle("10-XY-102"))


def driver_id(somebody):
    with transaction(read_only=True):
        return drivers(somebody.party_id)[0].public_id


def said(somebody, *plates, **more):
    return {"vehicles": {"plates": list(plates)}, "drivers": {"drivers": [driver_id(somebody)]}, **more}


def lines_of(public_id):
    case = case_of(public_id)
    with transaction(read_only=True):
        return list(findings_of(case))


def found(public_id):
    return {(row.check_code, row.subject): (row.verdict, row.remark) for row in lines_of(public_id)}


def test_a_free_permit_is_given_at_once_when_every_register_agrees(head, registers, database):
    leyla = head(vehicles=VEHICLES)
    case = sign(filled(leyla.actor, said(leyla, "10-XY-101", "10-XY-102"), code=CARGO), leyla.actor)
    run(database)
    run(database)

    assert {one for one, _remark in found(case).values()} == {"agrees"}, found(case)
    issued = case_of(case)
    assert issued.state == "issued", actions(case)
    with transaction(read_only=True):
        permit = permit_by_public_id(issued.result)
        cards = cards_of_permits([permit.id])[permit.id]
        papers = documents_of(leyla.party_id, type_codes={"permit", "permit_card"})
        steps = [one.operation for one in history_of(permit.id)]
    assert permit.number == "İ-2026-000001"
    assert [(one.plate, one.number, one.state) for one in cards] == [
        ("10-XY-101", "İK-2026-000001", "active"),
        ("10-XY-102", "İK-2026-000002", "active"),
    ]
    assert sorted(one.number for one in papers) == ["İ-2026-000001", "İK-2026-000001", "İK-2026-000002"]
    assert steps == ["issue"] * 3
    assert {call["user_id"] for call in registers.calls("getInspection")} == {"AZ7LYL5H2"}


def test_a_second_permit_of_the_type_is_refused_before_the_form(head, held):
    leyla, _permit = held("cargo", "10-XY-101")

    with pytest.raises(HolderHasPermit):
        filled(leyla.actor, {}, code=CARGO)


def test_a_vehicle_is_in_one_permit_only(held, head):
    held("cargo", "10-XY-101")
    stranger = head(ABSERON, vehicles=(vehicle("10-XY-101", owner=ABSERON),))

    with pytest.raises(VehicleHasCard):
        held("cargo", "10-XY-101", somebody=stranger)


def test_another_kind_of_card_is_another_matter(held):
    leyla, _permit = held("cargo", "10-XY-101")
    held("international_cargo", "10-XY-101", somebody=leyla)

    with transaction(read_only=True):
        vin = vehicle("10-XY-101").vin
        assert card_of_vehicle(vin, "cargo").number != card_of_vehicle(vin, "international_cargo").number


def test_what_does_not_agree_is_said_line_by_line(head, registers, database):
    leyla = head(vehicles=(vehicle("10-XY-101"), vehicle("20-KY-501")), drivers=(driver("1XYZ2W3", "Fərid Zeynalov"),))
    case = sign(filled(leyla.actor, said(leyla, "10-XY-101", "20-KY-501"), code=CARGO), leyla.actor)
    run(database)

    lines = found(case)
    assert lines["inspection", "10-XY-101"] == ("agrees", "")
    assert lines["inspection", "20-KY-501"] == ("differs", "inspection_over")
    assert lines["right", "20-KY-501"] == ("differs", "not_yours")
    assert lines["licence", "Fərid Zeynalov"][0] == "differs"
    assert lines["employment", "Fərid Zeynalov"] == ("differs", "not_employed")
    assert lines["medical", "Fərid Zeynalov"] == ("differs", "unfit")
    assert case_of(case).state == "in_review"
    kept = " ".join(f"{row.found}{row.subject}{row.stated}{row.facts}" for row in lines_of(case))
    assert "1XYZ2W3" not in kept


def taxi(somebody, plate="50-EL-301", *, territory="baku", euro="5"):
    car = {"key": "a1", "plate": plate, "euro": euro, "meter": "software"}
    return {
        "carriage": {"territory": territory},
        "cars": [car],
        "drivers": {"drivers": ["self"]},
        "points": {"technical": "own", "medical": "own"},
    }


@pytest.fixture
def elvin(head):
    return head(ELVIN, vehicles=(vehicle("50-EL-301", "M1", tare=1400, mass=1800, owner=ELVIN),))


def test_a_taxi_permit_is_given_when_its_duty_is_paid(elvin, registers, database, officer):
    actor, _client = officer()
    case = sign(filled(elvin.actor, taxi(elvin), code="permits.taxi.issue"), elvin.actor)
    run(database)
    assert case_of(case).proposal == "approve", found(case)

    version = case_of(case).version
    with transaction():
        deciding.approve(case, version=version, actor=actor)
    due = case_of(case)
    assert due.state == "fee_due"
    with transaction(read_only=True):
        assert invoice(due.invoice).qepik == 12_500 + 2_500
        assert counted("taxi", "baku") == (0, 1, 0)

    with transaction():
        paid(due.invoice)
    run(database)
    issued = case_of(case)
    assert issued.state == "issued"
    with transaction(read_only=True):
        permit = permit_by_public_id(issued.result)
        (card,) = cards_of_permits([permit.id])[permit.id]
        assert (card.territory, card.euro, card.carriage) == ("baku", 5, "taxi")
        assert counted("taxi", "baku") == (1, 0, 0)


def test_a_duty_that_is_not_paid_gives_the_place_back(elvin, registers, database):
    case = sign(filled(elvin.actor, taxi(elvin), code="permits.taxi.issue"), elvin.actor)
    run(database)
    with transaction(read_only=True):
        assert counted("taxi", "baku") == (0, 1, 0)

    with transaction():
        withdraw_case(case, actor=elvin.actor)
    with transaction(read_only=True):
        assert counted("taxi", "baku") == (0, 0, 0)


def test_an_old_dark_car_gets_no_taxi_card(head, registers, database):
    old = replace(vehicle("50-EL-301", "M1", owner=ELVIN), year=2010, colour="qara")
    elvin = head(ELVIN, vehicles=(old,))
    case = sign(filled(elvin.actor, taxi(elvin, euro="4"), code="permits.taxi.issue"), elvin.actor)
    run(database)

    remarks = {row.remark for row in lines_of(case) if row.check_code == "car"}
    assert remarks == {"too_old", "colour", "euro"}
