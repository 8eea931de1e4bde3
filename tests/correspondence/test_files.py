"""Files of a letter: the writer's alone until it is sent, then the sender's and the present addressee's."""

import pytest

from tests.attachments.papers import pdf, upload
from tests.correspondence.conftest import ARCHIVES, POLICE
from webapp.attachments import api as attachments
from webapp.attachments.errors import NoSuchCopy
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction
from webapp.correspondence.owners import SLOT
from webapp.correspondence.queries import draft_of, letter_by_public_id
from webapp.correspondence.services import handling
from webapp.correspondence.services.composing import COPIES
from webapp.correspondence.services.sending import send


@pytest.fixture
def lettered(world):
    """A letter to the archives with a file, not sent yet, and the file's public id."""
    public_id = world.written(to=ARCHIVES)
    return public_id, add(world, world.draft(public_id, "sender"), world.citizen).public_id


def add(world, message, actor):
    with transaction():
        return attachments.receive(upload(pdf()), kind=COPIES, ref=message.public_id, slot=SLOT, actor=actor)


def sees(actor, copy):
    with transaction(read_only=True):
        try:
            return attachments.visible_copy(copy, actor).public_id == copy
        except NoSuchCopy:
            return False


def test_a_file_is_seen_by_who_may_see_the_letter(world, lettered):
    public_id, copy = lettered
    assert [sees(one, copy) for one in (world.citizen, world.archivist, world.stranger)] == [True, False, False]
    with transaction():
        letter = letter_by_public_id(public_id, lock=True)
        send(letter, draft_of(letter, "sender"), version=2, actor=world.citizen)
    assert [sees(one, copy) for one in (world.citizen, world.archivist, world.police)] == [True, True, False]
    police, version = world.code_now(POLICE), world.letter(public_id).version
    with transaction():
        handling.forward(public_id, police, "Polisin işidir", version=version, actor=world.archivist)
    assert [sees(one, copy) for one in (world.citizen, world.archivist, world.police)] == [True, False, True]


def test_nothing_is_added_to_what_was_sent_nor_by_the_other_side(world, lettered):
    public_id, _copy = lettered
    message = world.draft(public_id, "sender")
    with pytest.raises(NotFound):
        add(world, message, world.archivist)
    with transaction():
        letter = letter_by_public_id(public_id, lock=True)
        send(letter, draft_of(letter, "sender"), version=2, actor=world.citizen)
    with pytest.raises(NotFound):
        add(world, message, world.citizen)


def test_the_file_is_named_in_the_thread_and_leads_back_to_it(world, lettered, enter):
    public_id, copy = lettered
    client = enter("citizen")
    check = client.get(f"/cabinet/letters/{public_id}/check", expect=200)
    assert "sened.pdf" in check.words
    client.submit(check, "/send", expect=303)
    page = client.get(f"/cabinet/letters/{public_id}", expect=200)
    assert client.get(page.link("sened.pdf"), expect=200)
    office = enter("archivist")
    office.get(f"/copies/{copy}", expect=200)
    enter("police").get(f"/copies/{copy}", expect=404)
