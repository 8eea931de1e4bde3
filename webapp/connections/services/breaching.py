"""Breaches (3.6) and the block at once (3.7): letter, receipt, one month, cure or disconnection."""

from webapp.connections import exchange, wording
from webapp.connections.errors import BreachOpen, NotReady, StepNotPossible, TooEarly
from webapp.connections.models import Breach, Participant
from webapp.connections.queries import breach_of, office_case, open_breach
from webapp.connections.rules import (
    BLOCKABLE,
    BlockReason,
    BreachState,
    NotAllowed,
    ParticipantState,
    may_disconnect_for_breach,
    next_state,
)
from webapp.connections.services.connecting import part_with
from webapp.connections.services.stepping import note, take
from webapp.connections.telling import tell, tell_office
from webapp.connections.terms import cure_term
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.text import _l, in_language
from webapp.core.transaction import savepoint

BLOCK_CLAUSES = {BlockReason.HARM: "3.7.1", BlockReason.SECURITY: "3.7.2"}


def send_breach(public_id: str, *, clause: str, text: str, actor: Actor) -> str:
    """Send the written query that names the breached clause; return the case's public id.

    Raises NoSuchCase, StepNotPossible for who is not connected, BreachOpen while another case is open.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    if participant.state != "connected":
        raise StepNotPossible
    if open_breach(participant) is not None:
        raise BreachOpen
    return _open(participant, clause=clause, text=text, by_block=False, actor=actor)


def receive_breach(public_id: str, *, actor: Actor) -> None:
    """The participant says that the letter is received: the month begins now, not before. Raises NoSuchCase, StepNotPossible."""
    breach, participant = breach_of(public_id, actor=actor, own=True, lock=True)
    state, due = _next(breach, "receive"), cure_term(today())
    breach.state, breach.received_at, breach.received_by = state, now(), actor.name
    breach.due_on = participant.due_on = due
    note(participant, "receive", actor=actor, text=breach.clause)
    tell_office("connections.waiting", participant, step="receive")


def report_cure(public_id: str, *, text: str, actor: Actor) -> None:
    """The participant says what was done about the breach; the operator decides. Raises NoSuchCase, StepNotPossible."""
    breach, participant = breach_of(public_id, actor=actor, own=True, lock=True)
    if breach.state != BreachState.CURE:
        raise StepNotPossible
    breach.answer = text
    note(participant, "cure_reported", actor=actor, text=text)
    tell_office("connections.waiting", participant, step="cure_reported")


def confirm_cure(public_id: str, *, actor: Actor) -> None:
    """Find that the breach is remedied; a block is lifted by its own step. Raises NoSuchCase, StepNotPossible."""
    breach, participant = breach_of(public_id, actor=actor, own=False, lock=True)
    breach.state, breach.ended_at = _next(breach, "cured"), now()
    participant.due_on = None
    note(participant, "cured", actor=actor, text=breach.clause)
    tell(participant, "cured", breach.clause)


def disconnect_for_breach(public_id: str, *, actor: Actor) -> None:
    """Disconnect who did not remedy in time (3.6, third sentence). Raises NoSuchCase, StepNotPossible, TooEarly."""
    breach, _own = breach_of(public_id, actor=actor, own=False, lock=True)
    participant = office_case(_own.public_id, actor=actor, lock=True)
    state = _next(breach, "disconnect")
    if breach.due_on is None or not may_disconnect_for_breach(today(), breach.due_on):
        raise TooEarly
    breach.state, breach.ended_at = state, now()
    take(participant, "disconnect", actor=actor, text=f"{breach.clause}: {breach.text}")
    part_with(participant, breach.clause, actor=actor)


def block(public_id: str, *, reason: BlockReason, text: str, actor: Actor) -> None:
    """Block at once for reason 1 or 2 of 3.7, which opens a breach case by itself when none is open.

    Raises NoSuchCase, StepNotPossible for who is not connected or blocked already, NotReady without words.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    if ParticipantState(participant.state) not in BLOCKABLE or participant.blocked_reason is not None:
        raise StepNotPossible
    if not text:
        raise NotReady([_l("Nə baş verdiyini yazın.")])
    with in_language("az"):
        said = f"{wording.BLOCK_REASONS[reason]}: {text}"
    participant.blocked_reason, participant.blocked_at, participant.blocked_by = reason.value, now(), actor.name
    exchange.block(participant, said, actor=actor)
    note(participant, "block", actor=actor, text=said)
    tell(participant, "block", said, urgent=True)
    if open_breach(participant) is None:
        _open(participant, clause=BLOCK_CLAUSES[reason], text=text, by_block=True, actor=actor)


def unblock(public_id: str, *, text: str, actor: Actor) -> None:
    """Lift the block, with the reason. Raises NoSuchCase, StepNotPossible."""
    participant = office_case(public_id, actor=actor, lock=True)
    if participant.blocked_reason is None or participant.state != "connected":
        raise StepNotPossible
    participant.blocked_reason = participant.blocked_at = participant.blocked_by = None
    exchange.unblock(participant, actor=actor)
    note(participant, "unblock", actor=actor, text=text)
    tell(participant, "unblock", text)


def _open(participant: Participant, *, clause: str, text: str, by_block: bool, actor: Actor) -> str:
    breach = Breach(public_id=new_public_id(), participant_id=participant.id, clause=clause, text=text)
    breach.by_block, breach.state, breach.sent_at = by_block, BreachState.NOTIFIED.value, now()
    with savepoint():
        db.session().add(breach)
    said = f"{clause}: {text}"
    note(participant, "breach", actor=actor, text=said)
    tell(participant, "breach", said, urgent=True)
    return breach.public_id


def _next(breach: Breach, action: str) -> str:
    try:
        return next_state(BreachState(breach.state), action).value
    except NotAllowed:
        raise StepNotPossible from None
