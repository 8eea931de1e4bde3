"""The participant's and the operator's answers: refused with reasons, or accepted and then signed as a change (6.1.21)."""

from webapp.civil_service.correcting.errors import CorrectionStands, CorrectionWrong, OwnCorrection
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import body_correction, office_correction
from webapp.civil_service.correcting.rules import ENDED, LONGEST, Side, State, Step, may
from webapp.civil_service.correcting.stepping import locked, take
from webapp.civil_service.entering.events import PaperDone
from webapp.civil_service.governing.closing import ensure_may_change
from webapp.civil_service.governing.parameters import due_in
from webapp.civil_service.permissions import ANSWER, CONFIRM
from webapp.civil_service.queries import servant_by_id
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import today
from webapp.core.permissions import ensure_may
from webapp.core.text import _l

GIVE_REASONS = _l("Cavabı əsaslandırın (ən çoxu 4000 simvol).")


def may_answer(public_id: str, actor: Actor) -> ServiceCorrection:
    """Return a correction that the actor may accept or refuse now: for the body acted for, or as the operator; held.

    Raises Forbidden, NoSuchCorrection, OwnCorrection, CorrectionStands.
    """
    if actor.party_id is None:
        ensure_may(actor, CONFIRM)
        row = locked(office_correction(public_id, actor).public_id)
        step = Step.CONFIRM
    else:
        ensure_may(actor, ANSWER)
        ensure_may_change(actor)
        row = locked(body_correction(public_id, actor).public_id)
        step = Step.ACCEPT
    if servant_by_id(row.servant_id).fin == actor.fin:
        raise OwnCorrection
    if not may(row.state, step):
        raise CorrectionStands
    return row


def accepted(row: ServiceCorrection, paper: str, actor: Actor) -> None:
    """Keep that the change was drawn up which answers a correction; it is made when it is signed."""
    row.paper = paper
    if actor.party_id is None:
        row.decided_by = actor.account_id
        take(row, Step.CONFIRM, Side.OPERATOR, actor)
    else:
        take(row, Step.ACCEPT, Side.BODY, actor)


def refuse(public_id: str, *, reasons: str, actor: Actor) -> ServiceCorrection:
    """Refuse a correction with reasons: the participant's refusal may go to the operator, his to complaint and court.

    Raises as `may_answer` does, CorrectionWrong without reasons.
    """
    row = may_answer(public_id, actor)
    if not reasons.strip() or len(reasons) > LONGEST:
        raise CorrectionWrong(fields={"reasons": GIVE_REASONS})
    if actor.party_id is None:
        row.decided_by = actor.account_id
        take(row, Step.REJECT, Side.OPERATOR, actor, words=reasons)
    else:
        take(row, Step.REFUSE, Side.BODY, actor, words=reasons)
    return row


def paper_done(fact: PaperDone) -> None:
    """End a correction whose change was signed and made; one that could not be made is open again, with a new term."""
    if fact.correction is None:
        return
    row = locked(fact.correction)
    if row.paper != fact.public_id or row.state in ENDED:
        return
    if fact.made:
        take(row, Step.MADE, Side.SYSTEM, SYSTEM)
        return
    if row.state not in {State.ACCEPTED, State.CONFIRMED}:
        row.paper = None
        return
    code = "correction_participant" if row.state == State.ACCEPTED else "correction_operator"
    row.paper = None
    take(row, Step.NOT_MADE, Side.SYSTEM, SYSTEM, due_on=due_in(code))


def lapse(public_id: str) -> None:
    """Keep that the participant's term is over and the record not put right: the servant may go to the operator.

    A change that was accepted and not signed is no answer; signed later, it still ends the correction.
    """
    row = locked(public_id)
    if row.state in {State.WITH_BODY, State.ACCEPTED} and row.due_on < today():
        take(row, Step.LAPSE, Side.SYSTEM, SYSTEM)
