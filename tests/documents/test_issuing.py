"""Giving documents and changing how they stand, with what the database itself forbids."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from tests.documents.situations import CARD, OFFICER, WHY, give
from tests.support.jobs import waiting_jobs
from webapp.core.bus import install_reactions, on
from webapp.core.clock import today
from webapp.core.registry import subsystems
from webapp.core.transaction import transaction
from webapp.documents import api
from webapp.documents.errors import DocumentValid, ReasonMissing, WrongDays
from webapp.documents.events import (
    DocumentIssued,
    DocumentReplaced,
    DocumentRestored,
    DocumentRevoked,
    DocumentSuspended,
)
from webapp.documents.life import Status
from webapp.documents.models import DocumentChange, IssuedDocument

FACTS = (DocumentIssued, DocumentSuspended, DocumentRestored, DocumentRevoked, DocumentReplaced)


@pytest.fixture
def heard():
    """Every fact about documents that is published while the test runs."""
    found = []
    house = [reaction for room in subsystems() for reaction in room.reactions]
    install_reactions([*house, *(on(fact)(found.append) for fact in FACTS)])
    yield found
    install_reactions(house)


def standing(token):
    with transaction(read_only=True):
        return api.card_facts(token)


def test_a_document_is_given_and_valid_before_its_file_is_there(holders, database, heard):
    token = give(holders.firm)
    card = standing(token)
    assert (card.status, card.number, card.subject, card.copy) == (Status.VALID, "KT-000001", "10-AA-123", 1)
    assert card.extra == (("Yükgötürmə", "12 400 kq"),)
    assert not card.is_printed
    assert waiting_jobs(database, "documents.print") == [{"token": token}]
    assert heard == [DocumentIssued(token=token, type_code=CARD, ref="1")]


def test_suspended_restored_and_revoked_for_good(holders, heard):
    token = give(holders.firm)
    with transaction():
        api.suspend(token, **WHY, until=today() + timedelta(days=30), actor=OFFICER)
    assert (standing(token).status, standing(token).suspended_until) == (
        Status.SUSPENDED,
        today() + timedelta(days=30),
    )
    with transaction():
        api.restore(token, **WHY, actor=OFFICER)
    assert (standing(token).status, standing(token).suspended_until) == (Status.VALID, None)
    with transaction():
        api.revoke(token, **WHY, actor=OFFICER)
    assert [type(fact) for fact in heard] == [DocumentIssued, DocumentSuspended, DocumentRestored, DocumentRevoked]
    with pytest.raises(api.DocumentRevoked), transaction():
        api.restore(token, **WHY, actor=OFFICER)
    with transaction(read_only=True):
        steps = [(step.action, step.status, step.actor_name) for step in api.status_history(token)]
    assert steps == [
        ("issue", Status.VALID, OFFICER.name),
        ("suspend", Status.SUSPENDED, OFFICER.name),
        ("restore", Status.VALID, OFFICER.name),
        ("revoke", Status.REVOKED, OFFICER.name),
    ]


def test_a_duplicate_keeps_number_and_address_and_makes_former_copies_void(holders, heard):
    token = give(holders.firm)
    with transaction():
        assert api.mark_duplicate(token, "İtirilib", OFFICER) == 2
    card = standing(token)
    assert (card.number, card.copy, card.status) == ("KT-000001", 2, Status.VALID)
    assert heard[-1] == DocumentReplaced(token=token, type_code=CARD, ref="1", by=token)


def test_a_new_document_takes_the_place_of_the_former(holders, heard):
    former = give(holders.firm)
    later = give(holders.firm, "2", number="KT-000001", holder="“Xəzər Yük Plus” MMC", replaces=former)
    assert standing(former).status is Status.REPLACED
    with transaction(read_only=True):
        assert api.replaced_by(former).token == later
        assert api.former_of(later).token == former
        assert api.former_of(former) is api.replaced_by(later) is None
    assert heard[1:] == [
        DocumentReplaced(token=former, type_code=CARD, ref="1", by=later),
        DocumentIssued(token=later, type_code=CARD, ref="2"),
    ]
    with pytest.raises(api.DocumentReplaced):
        give(holders.firm, "3", replaces=former)


def test_a_suspension_is_not_washed_off_by_a_new_name(holders):
    token = give(holders.firm)
    with transaction():
        api.suspend(token, **WHY, until=None, actor=OFFICER)
    with pytest.raises(api.DocumentSuspended):
        give(holders.firm, "2", replaces=token)
    with pytest.raises(api.DocumentSuspended), transaction():
        api.mark_duplicate(token, "İtirilib", OFFICER)
    with pytest.raises(api.DocumentSuspended), transaction():
        api.suspend(token, **WHY, until=None, actor=OFFICER)


def test_what_is_valid_is_not_restored_and_nothing_is_done_without_a_reason(holders):
    token = give(holders.firm)
    with pytest.raises(DocumentValid), transaction():
        api.restore(token, **WHY, actor=OFFICER)
    with pytest.raises(ReasonMissing), transaction():
        api.revoke(token, reason="  ", basis="", actor=OFFICER)
    with pytest.raises(WrongDays), transaction():
        api.suspend(token, **WHY, until=today() - timedelta(days=1), actor=OFFICER)


def test_a_reference_is_issued_once_and_a_number_lives_once(holders):
    token = give(holders.firm)
    with pytest.raises(api.AlreadyIssued):
        give(holders.firm)
    with transaction():
        api.revoke(token, **WHY, actor=OFFICER)
    with pytest.raises(api.NumberTaken):
        give(holders.firm, "2", number="KT-000001")


def test_days_stand_in_order(holders):
    with pytest.raises(WrongDays):
        give(holders.firm, valid_to=today() - timedelta(days=1))


@pytest.mark.parametrize("typed", ["10-AA-123", "10aa123", " 10 AA 123 ", "10-АА-123"])
def test_documents_on_a_plate_are_found_as_people_type_it(holders, typed):
    mine = give(holders.firm)
    give(holders.trader, "2", subject="10-BB-999")
    with transaction(read_only=True):
        assert [item.token for item in api.by_subject(typed)] == [mine]


@pytest.mark.parametrize("typed", ["", "---", "\x00", "🚚", "9" * 5000])
def test_nothing_is_found_by_what_is_no_plate(holders, typed):
    give(holders.firm, subject="")
    with transaction(read_only=True):
        assert api.by_subject(typed) == []


def test_a_holder_s_documents_come_newest_first_and_by_kind(holders):
    first, second = give(holders.firm), give(holders.firm, "2")
    give(holders.trader, "3")
    with transaction(read_only=True):
        assert [item.token for item in api.documents_of(holders.firm)] == [second, first]
        assert api.documents_of(holders.firm, type_codes=["other"]) == []
        with pytest.raises(api.NoSuchDocument):
            api.card_facts("0" * 26)


@pytest.mark.parametrize(
    "change",
    [update(DocumentChange).values(reason="Başqa"), delete(DocumentChange), text("TRUNCATE document_changes")],
    ids=["update", "delete", "truncate"],
)
def test_the_history_only_ever_grows(holders, change):
    give(holders.firm)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(change)


@pytest.mark.parametrize(
    "change",
    [update(IssuedDocument).values(status="valid"), update(IssuedDocument).values(number="X"), delete(IssuedDocument)],
    ids=["brought back", "another number", "deleted"],
)
def test_the_database_itself_keeps_what_was_revoked(holders, change):
    token = give(holders.firm)
    with transaction():
        api.revoke(token, **WHY, actor=OFFICER)
    with pytest.raises(DBAPIError, match="stays"), transaction() as session:
        session.execute(change)
