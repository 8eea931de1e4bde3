"""The six operations after the issue, by their services: what becomes of permit, cards, papers and history."""

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy.exc import IntegrityError

from tests.permits.conftest import BY_OFFICE, facts
from tests.support.fleets import fill_fleet, vehicle
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction
from webapp.documents.api import Status, by_number, card_facts, render_pdf
from webapp.documents.paper import paper_data
from webapp.permits.asked import target_of
from webapp.permits.cases.effects import annex, change
from webapp.permits.errors import NothingChanged, OperationNotAllowed, VehicleHasCard
from webapp.permits.models import CardPlate
from webapp.permits.queries import cards_of_permits, history_of, permit_by_public_id
from webapp.permits.rules import By, Operation
from webapp.permits.services.amending import remove_vehicles, reregister
from webapp.permits.services.changing import (
    duplicate,
    restore_card,
    restore_permit,
    revoke_permit,
    suspend_card,
    suspend_permit,
)
from webapp.permits.services.history import locked
from webapp.permits.services.parties import holder_of

PLATES = ("10-XY-101", "10-XY-102")
WHY = replace(BY_OFFICE, by=By.HOLDER)


@pytest.fixture
def permit(held):
    return held("cargo", *PLATES)


def cards(public_id):
    found = permit_by_public_id(public_id)
    return cards_of_permits([found.id])[found.id]


def states(public_id):
    with transaction(read_only=True):
        found = permit_by_public_id(public_id)
        papers = [card_facts(one.document_token).status for one in (found, *cards(public_id))]
        return found.state, [one.state for one in cards(public_id)], papers


def do(what, public_id, *more):
    with transaction():
        what(locked(public_id), *more)


def test_a_suspension_takes_cards_and_papers_along_and_a_restoration_gives_them_back(permit):
    _leyla, public_id = permit
    do(suspend_permit, public_id, BY_OFFICE)
    assert states(public_id) == ("suspended", ["suspended"] * 2, [Status.SUSPENDED] * 3)

    do(restore_permit, public_id, BY_OFFICE)
    assert states(public_id) == ("active", ["active"] * 2, [Status.VALID] * 3)


def test_a_card_that_was_suspended_by_itself_stays_so(permit):
    _leyla, public_id = permit
    with transaction():
        suspend_card(locked(public_id), cards(public_id)[0], BY_OFFICE)
    do(suspend_permit, public_id, BY_OFFICE)
    do(restore_permit, public_id, BY_OFFICE)
    assert states(public_id)[1] == ["suspended", "active"]

    with transaction():
        restore_card(locked(public_id), cards(public_id)[0], BY_OFFICE)
    assert states(public_id)[1] == ["active", "active"]


def test_what_was_revoked_never_comes_back_and_stays_in_the_register(permit):
    _leyla, public_id = permit
    do(revoke_permit, public_id, BY_OFFICE)
    assert states(public_id) == ("revoked", ["revoked"] * 2, [Status.REVOKED] * 3)

    for operation in (restore_permit, suspend_permit, revoke_permit):
        with pytest.raises(OperationNotAllowed):
            do(operation, public_id, BY_OFFICE)


def test_a_revoked_vehicle_can_have_a_card_again(permit, held):
    leyla, public_id = permit
    do(revoke_permit, public_id, WHY)

    _leyla, again = held("cargo", *PLATES, somebody=leyla)
    with transaction(read_only=True):
        assert permit_by_public_id(again).number == "İ-2026-000002"


def test_a_duplicate_has_the_same_number_and_makes_former_copies_invalid(permit):
    _leyla, public_id = permit
    do(duplicate, public_id, None, WHY)

    with transaction(read_only=True):
        found = permit_by_public_id(public_id)
        paper = card_facts(found.document_token)
        assert (paper.number, paper.copy, paper.status) == (found.number, 2, Status.VALID)


def test_an_annex_adds_vehicles_with_cards_of_their_own(permit):
    leyla, public_id = permit
    with transaction():
        fill_fleet(leyla.party_id, leyla.actor.account_id, vehicles=[vehicle(one) for one in (*PLATES, "10-XY-103")])
        said = {"what": {"thing": f"permit:{public_id}"}, "vehicles": {"plates": ["10-XY-103"]}}
        annex(facts(leyla, said, subject=public_id))

    with transaction(read_only=True):
        assert [one.plate for one in cards(public_id)] == [*PLATES, "10-XY-103"]
        assert cards(public_id)[2].number == "İK-2026-000003"


def test_an_annex_takes_vehicles_out(permit):
    leyla, public_id = permit
    with transaction():
        annex(facts(leyla, {"remove": {"plates": ["10-XY-102"]}}, subject=public_id))
    assert states(public_id)[1] == ["active", "revoked"]

    with pytest.raises(OperationNotAllowed):
        do(remove_vehicles, public_id, ["10-XY-102"], WHY)


def test_an_annex_never_gives_a_vehicle_a_second_card(permit):
    leyla, public_id = permit
    with pytest.raises(VehicleHasCard), transaction():
        annex(facts(leyla, {"vehicles": {"plates": ["10-XY-101"]}}, subject=public_id))
    assert states(public_id)[1] == ["active", "active"]


def test_a_new_name_leads_to_a_new_paper_of_the_same_number(permit):
    _leyla, public_id = permit
    with transaction():
        former = locked(public_id).document_token
        holder = replace(holder_of(locked(public_id).party_id), name="“Xəzər Yük Plus” MMC")
        reregister(locked(public_id), holder, why=WHY)

    with transaction(read_only=True):
        found = permit_by_public_id(public_id)
        assert (found.holder_name, found.revision) == ("“Xəzər Yük Plus” MMC", 2)
        assert card_facts(former).status is Status.REPLACED
        now = card_facts(found.document_token)
        assert (now.status, now.number, now.holder) == (Status.VALID, found.number, "“Xəzər Yük Plus” MMC")
        assert {one.status for one in by_number(found.number)} == {Status.VALID, Status.REPLACED}


def test_a_new_plate_is_a_dated_attribute_of_the_same_card(permit):
    leyla, public_id = permit
    moved = replace(vehicle("10-XY-101"), plate="77-AA-777")
    with transaction():
        fill_fleet(leyla.party_id, leyla.actor.account_id, vehicles=[moved, vehicle("10-XY-102")])
        reregister(locked(public_id), holder_of(leyla.party_id), why=WHY)

    with transaction(read_only=True) as session:
        first = cards(public_id)[0]
        assert (first.plate, first.vin, first.revision) == ("77-AA-777", vehicle("10-XY-101").vin, 2)
        plates = session.query(CardPlate).filter_by(card_id=first.id).order_by(CardPlate.id).all()
        assert [(one.plate, one.until) for one in plates] == [("10-XY-101", today()), ("77-AA-777", None)]
        assert carriers.vehicle(leyla.party_id, "77-AA-777").vin == first.vin


def test_nothing_changed_is_no_reregistration(permit):
    leyla, public_id = permit
    with pytest.raises(NothingChanged):
        do(lambda row: reregister(row, holder_of(leyla.party_id), why=WHY), public_id)


def test_an_effect_reads_its_ground_and_reason_from_the_form(permit):
    leyla, public_id = permit
    said = {"what": {"thing": f"permit:{public_id}"}, "reason": {"ground": "court", "text": "Məhkəmənin qərarı var"}}
    with transaction():
        change(Operation.SUSPENSION, by=By.OFFICE)(facts(leyla, said, subject=public_id))

    with transaction(read_only=True):
        last = next(one for one in history_of(permit_by_public_id(public_id).id) if one.card_id is None)
        assert (last.operation, last.ground, last.reason, last.by) == (
            "suspension",
            "court",
            "Məhkəmənin qərarı var",
            "office",
        )


def test_nobody_reaches_the_permit_of_another(permit, head):
    _leyla, public_id = permit
    stranger = head("9900010491", vehicles=(vehicle("01-AB-401", "M3"),))
    with transaction(read_only=True), pytest.raises(NotFound):
        target_of(facts(stranger, {"what": {"thing": f"permit:{public_id}"}}))


@pytest.mark.usefixtures("permit")
def test_the_history_is_only_added_to():
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(db.Base.metadata.tables["permit_changes"].update().values(reason="x"))


def test_permit_and_card_are_printed_on_sheets_of_their_own(permit, pki):
    _leyla, public_id = permit
    with transaction():
        found = permit_by_public_id(public_id)
        papers = [card_facts(one.document_token) for one in (found, cards(public_id)[0])]
        made = [words_of(render_pdf(one.kind.template, paper_data(one))) for one in papers]

    sheet, card = made
    assert found.number in sheet[0]
    assert "10-XY-101" in sheet[0]
    assert "10-XY-102" in sheet[0]
    assert len(card) == 2
    assert "10-XY-101" in card[0]
    assert "“Xəzər Yük” MMC" in card[1]


def words_of(pdf):
    """The text of each page."""
    with PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
