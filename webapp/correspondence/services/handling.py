"""The authority's side: who has a letter, notes, the longer term, the way to another authority, duplicates."""

from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.permissions import ensure_may
from webapp.core.text import Text, _
from webapp.core.working_days import deadline
from webapp.correspondence import clock
from webapp.correspondence.errors import (
    AlreadyExtended,
    AnotherHasIt,
    NotForwarded,
    NotSameSender,
    OwnLetter,
    StepNotPossible,
    TermOver,
)
from webapp.correspondence.models import Letter, LetterForward
from webapp.correspondence.people import is_writer, leads, officers_of
from webapp.correspondence.permissions import HANDLE
from webapp.correspondence.queries import draft_of, forwards_of, office_letter
from webapp.correspondence.rules import State
from webapp.correspondence.services.composing import discard_message, open_body
from webapp.correspondence.services.stepping import close, ensure_possible, note, take

ONE_JOIN: Final = 191_117


def handled(public_id: str, actor: Actor, *, version: int | None = None) -> Letter:
    """Return a letter of the actor's authority, locked, to do something with it.

    Raises NoSuchLetter, OwnLetter for who wrote it, StaleVersion.
    """
    ensure_may(actor, HANDLE)
    letter = office_letter(public_id, actor, lock=True)
    if is_writer(actor, letter):
        raise OwnLetter
    if version is not None and letter.version != version:
        raise StaleVersion(version=letter.version)
    return letter


def in_hand(public_id: str, actor: Actor, *, version: int | None = None) -> Letter:
    """Return a letter that the actor has in hand, or leads. Raises AnotherHasIt, and what `handled` raises."""
    letter = handled(public_id, actor, version=version)
    if letter.assignee_id not in {None, actor.account_id} and not leads(actor, letter.body_id):
        raise AnotherHasIt
    return letter


def claim(public_id: str, *, version: int, actor: Actor) -> None:
    """Take a letter that nobody has. Raises StepNotPossible, and what `handled` raises."""
    letter = handled(public_id, actor, version=version)
    ensure_possible(letter, "take")
    letter.assignee_id = actor.account_id
    take(letter, "take", actor=actor, body_id=letter.body_id)


def release(public_id: str, *, version: int, actor: Actor) -> None:
    """Give a letter back to the queue. Raises StepNotPossible, and what `in_hand` raises."""
    letter = in_hand(public_id, actor, version=version)
    ensure_possible(letter, "release")
    letter.assignee_id = None
    take(letter, "release", actor=actor, body_id=letter.body_id)


def assign(public_id: str, account_id: int, *, actor: Actor) -> None:
    """Give a letter to an officer of the same authority. Raises Forbidden for who does not lead, OwnLetter, StepNotPossible."""
    letter = handled(public_id, actor)
    if not leads(actor, letter.body_id) or account_id not in officers_of(letter.body_id):
        raise Forbidden
    if account_id == letter.account_id:
        raise OwnLetter
    ensure_possible(letter, "assign")
    letter.assignee_id = account_id
    take(letter, "assign", actor=actor, body_id=letter.body_id)


def write_note(public_id: str, text: str, *, actor: Actor) -> None:
    """Write a note that stays within the authority."""
    letter = handled(public_id, actor)
    if letter.erased_at is not None:
        raise StepNotPossible
    note(letter, "note", actor=actor, text=text, body_id=letter.body_id, is_open=False)


def extend(public_id: str, reason: str, *, version: int, actor: Actor) -> None:
    """Put the answer off, once, with a reason that the sender reads. Raises AlreadyExtended, TermOver, StepNotPossible."""
    letter = in_hand(public_id, actor, version=version)
    ensure_possible(letter, "extend")
    if letter.extended_on is not None:
        raise AlreadyExtended
    if not clock.may_put_off(letter):
        raise TermOver
    clock.extend_clock(letter)
    detail = {"late": True} if letter.late_once else None
    take(letter, "extend", actor=actor, text=reason, body_id=letter.body_id, detail=detail)


def forward(public_id: str, to: str, reason: str, *, version: int, actor: Actor) -> None:
    """Send the whole thread on to the authority that it concerns; its clock starts anew there.

    Raises NotForwarded back to where it was, too often, or to itself; BodyClosed, NoSuchBody, StepNotPossible.
    """
    letter = in_hand(public_id, actor, version=version)
    ensure_possible(letter, "forward")
    body = open_body(to)
    refusal = _no_way(letter, body.id)
    if refusal:
        raise NotForwarded(fields={"to": refusal})
    term, start = clock.term_of(letter), letter.clock_from or today()
    way = LetterForward(letter_id=letter.id, from_body_id=letter.body_id, to_body_id=body.id, at=now())
    way.account_id, way.late = actor.account_id or 0, today() > deadline(start, term.pass_on)
    db.session().add(way)
    unsent = draft_of(letter, "office", lock=True)
    if unsent is not None:
        discard_message(unsent, actor=actor)
    was = letter.body_id
    letter.body_id, letter.assignee_id = body.id, None
    letter.forwards += 1
    clock.start_clock(letter)
    take(letter, "forward", actor=actor, text=reason, body_id=was, detail={"from": was, "to": body.id})


def join(public_id: str, number: str, *, version: int, actor: Actor) -> None:
    """Join a letter into another open one of the same sender to the same authority; it is answered there.

    Raises NotSameSender, StepNotPossible.
    """
    db.session().execute(
        select(func.pg_advisory_xact_lock(ONE_JOIN))
    )  # each into the other at once would wait for ever
    letter = in_hand(public_id, actor, version=version)
    ensure_possible(letter, "join")
    wanted = select(Letter).where(Letter.number == number.strip().upper(), Letter.id != letter.id)
    other = db.session().scalar(wanted.with_for_update())
    same = other is not None and (other.party_id, other.body_id) == (letter.party_id, letter.body_id)
    if other is None or not same or State(other.state) not in {State.REGISTERED, State.IN_WORK, State.WAITING}:
        raise NotSameSender(fields={"number": NotSameSender.text})
    unsent = draft_of(letter, "office", lock=True)
    if unsent is not None:
        discard_message(unsent, actor=actor)
    close(letter)
    letter.joined_to = other.id
    take(letter, "join", actor=actor, body_id=letter.body_id, detail={"into": other.public_id})


def _no_way(letter: Letter, to_id: int) -> Text:
    """Return why the letter cannot go there, empty when it can."""
    ways = forwards_of(letter)
    if to_id == letter.body_id:
        return _("Məktub artıq bu orqandadır.")
    if to_id in {way.from_body_id for way in ways} | {way.to_body_id for way in ways}:
        return _("Məktub bu orqanda olub: geri yönləndirilmir. Cavabı siz verin.")
    if letter.forwards >= clock.term_of(letter).most_forwards:
        return _("Məktub artıq %(n)s dəfə yönləndirilib: daha yönləndirilmir. Cavabı siz verin.", n=letter.forwards)
    return ""
