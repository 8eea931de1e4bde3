"""Signatures that come late, what cannot be changed any more, and the sender after the answer."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.correspondence.errors import AlreadyRated, SignatureNeeded, StepNotPossible, TooLate
from webapp.correspondence.jobs import seal_paper
from webapp.correspondence.queries import draft_of, letter_by_public_id
from webapp.correspondence.services import ending
from webapp.correspondence.services.composing import Said, save_letter
from webapp.correspondence.services.sending import ask_signature
from webapp.documents import api as documents


def ask(world, public_id, version):
    with transaction():
        letter = letter_by_public_id(public_id, lock=True)
        return ask_signature(letter, draft_of(letter, "sender"), version=version, actor=world.citizen)


def test_a_complaint_is_sent_by_its_signature_alone(world):
    with pytest.raises(SignatureNeeded):
        world.sent(kind="complaint")
    public_id = world.written(kind="complaint")
    world.signed(public_id, ask(world, public_id, 2), side="sender", by="citizen")
    assert world.letter(public_id).state == "registered"
    assert world.messages(public_id)[0].certificate == "AZ-C-1"


def test_a_draft_that_was_changed_after_it_went_to_its_signature_is_signed_anew(world, told):
    public_id = world.written(kind="complaint")
    old = ask(world, public_id, 2)
    with transaction():
        changed = Said(world.code(world.agency), "complaint", "Başqa mövzu", "Başqa mətn")
        save_letter(public_id, changed, version=2, actor=world.citizen)
    world.signed(public_id, old, side="sender", by="citizen")
    assert world.letter(public_id).state == "draft"
    new = ask(world, public_id, 3)
    assert new != old
    world.signed(public_id, new, side="sender", by="citizen")
    world.signed(public_id, new, side=None, by="citizen")
    assert world.letter(public_id).state == "registered"


def test_an_answer_signed_after_the_letter_was_withdrawn_is_not_sent(world, told):
    public_id = world.taken()
    request_id = world.says(public_id, "answer", "Cədvəl asıldı.")
    message = world.draft(public_id, "office")
    with transaction():
        ending.withdraw(public_id, "Həll olundu", actor=world.citizen)
    world.signed(public_id, request_id, ref=message.public_id)
    assert world.letter(public_id).state == "withdrawn"
    assert "letters.withdraw" in told(world.officer)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE letter_messages SET text = '\\x00'",
        "UPDATE letters SET number = 'M26-999999'",
        "UPDATE letter_steps SET action = 'note'",
        "DELETE FROM letter_steps",
    ],
)
def test_what_was_sent_and_what_happened_cannot_be_changed_in_the_database(world, change):
    world.sent()
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(change))


def test_words_stand_sealed_in_the_database(world):
    world.sent(subject="Gizli mövzu", text="Gizli mətn")
    with transaction(read_only=True) as session:
        for column, table in (("subject", "letters"), ("text", "letter_messages"), ("text", "letter_steps")):
            rows = session.execute(text(f"SELECT {column} FROM {table}")).scalars()  # noqa: S608 - names of ours
            assert all(b"Gizli" not in bytes(row) for row in rows)


def test_a_sender_rates_once_and_opens_again_once_within_its_days(world):
    public_id = world.answered()
    with transaction():
        ending.rate(public_id, 2, "Cavab yarımçıqdır", actor=world.citizen)
    with transaction(), pytest.raises(AlreadyRated):
        ending.rate(public_id, 5, "", actor=world.citizen)
    with transaction():
        ending.reopen(public_id, "Lövhə asılmayıb", actor=world.citizen)
    letter = world.letter(public_id)
    assert (letter.state, letter.reopened, letter.closed_at, letter.assignee_id) == ("registered", 1, None, None)
    with transaction(), pytest.raises(StepNotPossible):
        ending.reopen(public_id, "Yenə", actor=world.citizen)


def test_an_answer_is_not_called_into_question_after_its_days(world, monkeypatch):
    public_id = world.answered()
    monkeypatch.setattr(ending, "today", lambda: today() + timedelta(days=31))
    with transaction(), pytest.raises(TooLate):
        ending.reopen(public_id, "Gec", actor=world.citizen)


def test_papers_are_sealed_once_over_the_officers_signature(world, monkeypatch):
    sealed = []
    monkeypatch.setattr("webapp.correspondence.services.sealing.seal_pdf", lambda pdf: sealed.append(pdf) or pdf)
    public_id = world.answered()
    for message in world.messages(public_id) * 2:
        seal_paper.run(message.public_id)
    with transaction(read_only=True):
        counts = [len(documents.versions(message.document_token)) for message in world.messages_now(public_id)]
    assert counts == [1, 2]
    assert len(sealed) == 2


def test_the_address_of_a_paper_tells_nobodys_name_and_of_a_dropped_draft_nothing(world, client):
    public_id = world.answered(subject="Gizli mövzu")
    address = f"/verify/{world.messages(public_id)[0].document_token}"
    page = client.get(address, expect=200)
    assert "Cavab verilib" in page.words
    assert "Gizli" not in page.words
    assert "Aysel" not in page.words
    other = world.taken()
    world.says(other, "answer", "Cədvəl asıldı.")
    draft = f"/verify/{world.draft(other, 'office').document_token}"
    assert "Hələ göndərilməyib" in client.get(draft, expect=200).words
    with transaction():
        ending.withdraw(other, "Həll olundu", actor=world.citizen)
    client.get(draft, expect=404)
