"""Whole cases of the other kinds: marks, a single trip that two bodies are asked about, operators."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.datastructures import FileStorage

from tests.attachments import papers
from tests.permits.conftest import ABSERON, run
from tests.permits.test_issue import driver_id, found
from tests.support.cases import approve, case_of, filled, paid, sign, version_of
from tests.support.fleets import driver, vehicle
from webapp.attachments.api import receive
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.documents.api import Status, card_facts
from webapp.payments.api import invoice
from webapp.permits.queries import cards_of_permits, mark_of, permit_by_public_id, trip_of
from webapp.permits.rules import next_month
from webapp.workflow.errors import BodyObjects, ReviewsOpen, SecondPersonNeeded
from webapp.workflow.models import ReviewRow
from webapp.workflow.services import deciding
from webapp.workflow.services.reviewing import give_opinion

TRUCK = replace(vehicle("10-XY-101", tare=8_100, mass=18_000), seats=2)
TRIP = {
    "vehicle": {"plate": "10-XY-101", "kind": "single", "air": False, "cargo": "Ekskavator"},
    "sizes": {"length": 11.5, "width": 3.2, "height": 4.1, "gross": 24.0},
    "axles": [{"key": f"a{n}", "load": 8.0} for n in range(3)],
    "route": [{"key": "r1", "place": "Bakı"}, {"key": "r2", "place": "Gəncə", "road": "M2"}],
    "days": {"since": str(today() + timedelta(days=20)), "until": str(today() + timedelta(days=22))},
}


def handed_in(somebody, said, code, database):
    case = sign(filled(somebody.actor, said, code=code), somebody.actor)
    run(database)
    return case


def due(case):
    number = case_of(case).invoice
    with transaction(read_only=True):
        return invoice(number).qepik


def pay(case, database):
    number = case_of(case).invoice
    with transaction():
        paid(number)
    run(database)
    issued = case_of(case)
    assert issued.state == "issued"
    return issued.result


def test_a_mark_is_priced_by_its_dated_tariff_and_given_once_it_is_paid(head, registers, database):
    leyla = head(vehicles=(TRUCK,))
    said = {"mark": {"plate": "10-XY-101", "months": "3", "territory": "baku"}}
    case = handed_in(leyla, said, "permits.mark.issue", database)
    assert case_of(case).state == "fee_due", found(case)
    assert due(case) == 5_940  # 1 AZN a tonne of 9.9 t, three months, Baku's coefficient 2

    public_id = pay(case, database)
    with transaction(read_only=True):
        permit = permit_by_public_id(public_id)
        mark = mark_of(permit.id)
        assert (mark.plate, mark.months, mark.qepik, mark.kind) == ("10-XY-101", 3, 5_940, "cargo")
        assert permit.valid_from == next_month(today())
        assert card_facts(permit.document_token).status is Status.UPCOMING


def test_a_special_mark_is_free_and_given_at_once(head, registers, database):
    leyla = head(vehicles=(TRUCK,))
    said = {"mark": {"plate": "10-XY-101", "purpose": "goods"}}
    case = handed_in(leyla, said, "permits.special_mark.issue", database)
    issued = case_of(case)
    assert (issued.state, issued.invoice) == ("issued", None), found(case)
    with transaction(read_only=True):
        assert mark_of(permit_by_public_id(issued.result).id).kind == "own"


def test_an_operator_of_international_passengers_pays_for_the_permit_and_each_bus(head, registers, database, officer):
    bus = vehicle("01-AB-401", "M3", owner=ABSERON)
    sevda = head(
        ABSERON, vehicles=(bus,), drivers=(driver("1RXN5B8", "Orxan Elman oğlu Nəbiyev", categories=("B", "D")),)
    )
    said = {"vehicles": {"plates": ["01-AB-401"]}, "drivers": {"drivers": [driver_id(sevda)]}}
    case = filled(sevda.actor, said, code="permits.international_passengers.issue")
    for slot in ("operator.responsible", "operator.finance"):
        upload = FileStorage(io.BytesIO(papers.pdf()), filename="sened.pdf")
        with transaction():
            receive(upload, kind="workflow_case", ref=case, slot=slot, actor=sevda.actor)
    sign(case, sevda.actor)
    run(database)
    assert {one for one, _remark in found(case).values()} == {"agrees"}, found(case)

    approve(None, case, officer()[0])
    assert due(case) == 25_000 + 7_500
    public_id = pay(case, database)
    with transaction(read_only=True):
        (card,) = cards_of_permits([permit_by_public_id(public_id).id]).popitem()[1]
        assert (card.plate, card.carriage) == ("01-AB-401", "passengers")


@pytest.fixture
def bodies(officer):
    """The officials of both bodies, the officer who decides, and the case of a trip."""
    return {role: officer(role, fin)[0] for role, fin in (("road_police", "7FAQ6P2"), ("road_agency", "4LQR2J5"))}


@pytest.fixture
def trip(head, registers, database, bodies):
    leyla = head(vehicles=(TRUCK,))
    return leyla, handed_in(leyla, TRIP, "permits.oversize.issue", database)


def opine(case, bodies, role, opinion, text=""):
    case_id = case_of(case).id
    with transaction() as session:
        row = session.query(ReviewRow).filter_by(case_id=case_id, role=role).one()
        give_opinion(row.public_id, opinion=opinion, text=text, actor=bodies[role])


def test_a_trip_above_the_limits_waits_for_both_bodies_and_ends_in_a_permit_with_its_route(trip, bodies, officer):
    _leyla, case = trip
    decider = officer()[0]
    assert {one for one, _remark in found(case).values()} == {"agrees"}, found(case)
    opine(case, bodies, "road_police", "agrees", "Müşayiət lazımdır")
    with pytest.raises(ReviewsOpen):
        approve(None, case, decider)

    opine(case, bodies, "road_agency", "agrees")
    approve(None, case, decider)
    issued = case_of(case)
    assert issued.state == "issued"
    with transaction(read_only=True):
        permit = permit_by_public_id(issued.result)
        went = trip_of(permit.id)
    assert permit.number.endswith("-2026-000001")
    assert (went.route, went.gross_kg, went.width_cm) == (["Bakı", "Gəncə"], 24_000, 320)
    assert set(went.over) >= {"width", "height"}
    assert str(permit.valid_from) == TRIP["days"]["since"]


def test_nobody_approves_a_trip_against_the_objection_of_a_body(trip, bodies, officer, database):
    leyla, case = trip
    decider = officer()[0]
    opine(case, bodies, "road_police", "agrees")
    opine(case, bodies, "road_agency", "objects", "Kür çayı üzərindəki körpü 20 tona qədərdir")
    with pytest.raises(BodyObjects):
        approve(None, case, decider)

    place = deciding.ToMend("route.r2.road", "other", "Başqa yol seçin")
    with transaction():
        deciding.return_case(case, [place], version=version_of(case), actor=decider)
    sign(case, leyla.actor)
    run(database)
    with pytest.raises(ReviewsOpen):
        approve(None, case, decider)
    opine(case, bodies, "road_agency", "agrees")
    approve(None, case, decider)
    assert case_of(case).state == "issued"


def test_an_operator_of_taxi_orders_pays_three_thousand_after_two_officers_agreed(head, registers, database, officer):
    leyla, first, second = head(), officer("case_officer", "2ZAR9W1")[0], officer()[0]
    said = {"orders": {"system": "FMS-2026/118", "stream": True}}
    case = handed_in(leyla, said, "permits.taxi_orders.issue", database)
    approve(None, case, first)
    assert case_of(case).state == "confirming"
    with transaction():
        deciding.confirm(case, version=version_of(case), actor=second)
    assert due(case) == 300_000

    public_id = pay(case, database)
    with transaction(read_only=True):
        permit = permit_by_public_id(public_id)
        assert (permit.type_code, permit.state, cards_of_permits([permit.id])[permit.id]) == (
            "taxi_orders",
            "active",
            [],
        )


def test_whoever_proposed_does_not_confirm(head, registers, database, officer):
    leyla, one = head(), officer()[0]
    said = {"orders": {"system": "FMS-2026/118", "stream": True}}
    case = handed_in(leyla, said, "permits.taxi_orders.issue", database)
    approve(None, case, one)
    with pytest.raises(SecondPersonNeeded), transaction():
        deciding.confirm(case, version=version_of(case), actor=one)


def test_works_on_a_road_get_technical_conditions_once_its_owner_consents(head, registers, database, bodies, officer):
    leyla = head()
    first, last = today() + timedelta(days=15), today() + timedelta(days=30)
    said = {
        "works": {"place": "M2 Bakı–Qazax, 45-ci km", "works": "Yolun altından su borusunun keçirilməsi"},
        "days": {"since": str(first), "until": str(last)},
    }
    case = filled(leyla.actor, said, code="permits.road_works.issue")
    upload = FileStorage(io.BytesIO(papers.pdf()), filename="certyoj.pdf")
    with transaction():
        receive(upload, kind="workflow_case", ref=case, slot="works.drawings", actor=leyla.actor)
    sign(case, leyla.actor)
    run(database)
    opine(case, bodies, "road_agency", "agrees", "Gecə saatlarında")
    approve(None, case, officer()[0])

    issued = case_of(case)
    assert issued.state == "issued", found(case)
    with transaction(read_only=True):
        permit = permit_by_public_id(issued.result)
        paper = card_facts(permit.document_token)
        assert permit.number == "TŞ-2026-000001"
        assert (paper.subject, paper.valid_to, paper.kind.code) == ("M2 Bakı–Qazax, 45-ci km", last, "road_works")
    page = leyla.client.open(f"/verify/{permit.document_token}", expect=200)
    assert "su borusunun keçirilməsi" in page.words
