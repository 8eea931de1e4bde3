"""What an authority does with a letter besides answering: the clock, the way to others, duplicates, its colleagues."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.correspondence.conftest import AGENCY, ARCHIVES, POLICE, ROADS
from webapp.core.clock import today
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.transaction import transaction
from webapp.core.working_days import add, between
from webapp.correspondence import clock as letters_clock
from webapp.correspondence.errors import (
    AlreadyExtended,
    AnotherHasIt,
    BodyClosed,
    NoSuchLetter,
    NotForwarded,
    NotSameSender,
    OwnLetter,
    TermOver,
    TooManyLetters,
)
from webapp.correspondence.models import Letter, LetterForward
from webapp.correspondence.queries import office_letter, own_letter, steps_of
from webapp.correspondence.services import handling
from webapp.correspondence.services.connecting import close_body
from webapp.correspondence.services.timing import look_at_clocks


def do(world, deed, public_id, *said, by="officer"):
    with transaction():
        deed(public_id, *said, version=world.letter_now(public_id).version, actor=world.actors[by])


def later(public_id, **columns):
    with transaction() as session:
        session.execute(update(Letter).where(Letter.public_id == public_id).values(**columns))


def test_the_clock_stands_while_the_sender_is_asked_and_goes_on_with_the_reply(world, monkeypatch):
    public_id = world.taken()
    due = world.letter(public_id).due_on
    world.says(public_id, "question", "Hansı dayanacaq?")
    asked = world.letter(public_id)
    assert (asked.state, asked.reply_by) == ("waiting", add(today(), 10, {}))
    day = today() + timedelta(days=14)
    monkeypatch.setattr(letters_clock, "today", lambda: day)
    world.replied(public_id)
    stood = between(today(), day, {})
    assert world.letter(public_id).due_on == add(due, stood, {})
    assert (world.letter(public_id).state, world.letter(public_id).reply_by) == ("in_work", None)


def test_a_clock_goes_on_when_the_sender_does_not_reply_in_time(world):
    public_id = world.taken()
    world.says(public_id, "question", "Hansı dayanacaq?")
    later(public_id, reply_by=today() - timedelta(days=1))
    look_at_clocks()
    assert world.letter(public_id).state == "in_work"


def test_officers_are_reminded_and_heads_called_once(world, told):
    public_id = world.taken()
    later(public_id, due_on=today() + timedelta(days=1))
    look_at_clocks()
    look_at_clocks()
    assert told(world.officer).count("letters.remind") == 1
    later(public_id, due_on=today() - timedelta(days=1))
    look_at_clocks()
    look_at_clocks()
    assert told(world.head).count("letters.escalate") == 1
    assert told(world.officer).count("letters.escalate") == 1


def test_a_term_is_extended_once_to_the_longer_one(world, told):
    public_id = world.taken()
    do(world, handling.extend, public_id, "Ölçmə aparılır")
    assert world.letter(public_id).due_on == add(today(), 30, {})
    assert "letters.extend" in told(world.citizen)
    with pytest.raises(AlreadyExtended):
        do(world, handling.extend, public_id, "Yenə")


def test_what_is_late_stays_late(world):
    public_id = world.taken()
    due = today() - timedelta(days=1)
    later(public_id, due_on=due)
    with pytest.raises(TermOver):
        do(world, handling.extend, public_id, "Ölçmə aparılır")
    assert (world.letter(public_id).due_on, world.letter(public_id).extended_on) == (due, None)


def test_a_forwarded_letter_is_seen_by_its_new_authority_alone_and_its_clock_starts_anew(world, told):
    public_id = world.taken()
    later(public_id, clock_from=today() - timedelta(days=20), due_on=today() - timedelta(days=1))
    do(world, handling.forward, public_id, world.code_now(POLICE), "Yol polisinin işidir")
    letter = world.letter(public_id)
    assert (letter.state, letter.assignee_id, letter.due_on) == ("registered", None, add(today(), 15, {}))
    with transaction(read_only=True) as session:
        assert office_letter(public_id, world.police)
        assert own_letter(public_id, world.citizen)
        with pytest.raises(NoSuchLetter):
            office_letter(public_id, world.officer)
        assert session.query(LetterForward).one().late
    assert "letters.forward" in told(world.citizen)
    assert "letters.came" in told(world.police)


def test_a_letter_does_not_travel_in_circles_nor_for_ever_nor_to_a_closed_authority(world):
    public_id = world.sent()
    go = handling.forward
    with pytest.raises(NotForwarded):
        do(world, go, public_id, world.code_now(AGENCY), "Özümüzə")
    archives = world.code_now(ARCHIVES)
    with transaction():
        close_body(archives, "Köçürülür", actor=world.operator)
    with pytest.raises(BodyClosed):
        do(world, go, public_id, archives, "Arxivə")
    do(world, go, public_id, world.code_now(POLICE), "Polisə")
    with pytest.raises(NotForwarded):
        do(world, go, public_id, world.code_now(AGENCY), "Geri", by="police")
    later(public_id, forwards=3)
    with pytest.raises(NotForwarded):
        do(world, go, public_id, world.code_now(ROADS), "Daha uzağa", by="police")


def test_a_duplicate_is_joined_to_the_same_senders_open_letter_alone(world):
    first, second, other = world.taken(), world.sent(), world.sent(by="firm")
    with pytest.raises(NotSameSender):
        do(world, handling.join, second, world.letter(other).number)
    with pytest.raises(NotSameSender):
        do(world, handling.join, second, world.letter(second).number)
    do(world, handling.join, second, world.letter(first).number.lower())
    joined = world.letter(second)
    assert (joined.state, joined.joined_to) == ("joined", world.letter(first).id)


def test_nobody_handles_a_letter_of_his_own(world):
    actor = world.actors["officer"]
    own = world.as_person(actor)
    world.actors["himself"] = own
    public_id = world.sent(by="himself")
    with pytest.raises(OwnLetter):
        do(world, handling.claim, public_id)
    with transaction(), pytest.raises(OwnLetter):
        handling.assign(public_id, actor.account_id, actor=world.head)


def test_of_two_who_take_a_letter_the_second_is_told(world):
    public_id = world.sent()
    version = world.letter(public_id).version
    do(world, handling.claim, public_id)
    with transaction(), pytest.raises(StaleVersion):
        handling.claim(public_id, version=version, actor=world.head)


def test_a_colleagues_letter_is_given_on_by_the_head_alone(world, told):
    public_id = world.taken()
    with pytest.raises(AnotherHasIt):
        do(world, handling.release, public_id, by="colleague")
    with transaction(), pytest.raises(Forbidden):
        handling.assign(public_id, world.officer.account_id, actor=world.officer)
    with transaction():
        handling.assign(public_id, world.colleague.account_id, actor=world.head)
    assert "letters.assign" in told(world.colleague)
    do(world, handling.release, public_id, by="colleague")
    assert world.letter(public_id).assignee_id is None


def test_notes_stay_within_the_authority_that_wrote_them(world):
    public_id = world.taken()
    with transaction():
        handling.write_note(public_id, "Mühəndisdən soruş", actor=world.officer)
    do(world, handling.forward, public_id, world.code_now(POLICE), "Yol polisinin işidir")
    with transaction(read_only=True):
        letter = world.letter_now(public_id)
        shown = [step.text for step in steps_of(letter, body_ids=[letter.body_id]).rows]
    assert "Yol polisinin işidir" in shown
    assert "Mühəndisdən soruş" not in shown


def test_a_program_that_sends_letter_after_letter_is_stopped(world, monkeypatch):
    monkeypatch.setattr("webapp.correspondence.services.sending.most_a_day", lambda: 2)
    world.sent()
    world.sent()
    with pytest.raises(TooManyLetters):
        world.sent()
    assert world.sent(by="firm")


def test_who_writes_on_and_on_in_one_letter_is_stopped_too(world, monkeypatch):
    monkeypatch.setattr("webapp.correspondence.services.sending.most_a_day", lambda: 2)
    public_id = world.taken()
    world.replied(public_id)
    world.replied(public_id)
    with pytest.raises(TooManyLetters):
        world.replied(public_id)
    world.says(public_id, "question", "Hansı dayanacaq?")
