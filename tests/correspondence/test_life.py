"""A letter from its draft to its end: numbers, clocks, signatures, the way between authorities."""

import pytest

from tests.correspondence.conftest import ARCHIVES
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.core.working_days import add
from webapp.correspondence.errors import NoSuchLetter, StepNotPossible
from webapp.correspondence.queries import office_letter, own_letter


def test_a_letter_gets_its_number_and_its_date_when_it_is_sent(world):
    public_id = world.sent()
    letter = world.letter(public_id)
    assert letter.number.startswith(f"M{today():%y}-")
    assert letter.state == "registered"
    assert letter.due_on == add(today(), 15, {})
    assert world.messages(public_id)[0].document_token


def test_only_the_sender_and_the_addressee_see_it(world):
    public_id = world.sent(to=ARCHIVES)
    with transaction(read_only=True):
        assert own_letter(public_id, world.citizen).public_id == public_id
        assert office_letter(public_id, world.archivist).public_id == public_id
        for actor in (world.stranger, world.firm):
            with pytest.raises(NoSuchLetter):
                own_letter(public_id, actor)
        for actor in (world.officer, world.head, world.police, world.operator):
            with pytest.raises(NoSuchLetter):
                office_letter(public_id, actor)


def test_an_answer_is_sent_by_its_signature_alone(world):
    public_id = world.taken()
    request_id = world.says(public_id, "answer", "Cədvəl asıldı.")
    assert world.letter(public_id).state == "in_work"
    world.signed(public_id, request_id)
    letter = world.letter(public_id)
    assert (letter.state, letter.in_time) == ("answered", True)
    answer = world.messages(public_id)[-1]
    assert (answer.number[:1], answer.signed_at is not None) == ("C", True)
    with pytest.raises(StepNotPossible):
        world.says(public_id, "answer", "Yenə")
