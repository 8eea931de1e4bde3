"""The officer's side: taken up, returned, approved, confirmed, refused. Two officers at once: the second is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.permissions import ensure_may
from webapp.core.transaction import transaction
from webapp.core.working_days import deadline
from webapp.workflow.clock import stop_clock
from webapp.workflow.errors import (
    ChecksChanged,
    ChecksFail,
    NotReady,
    OriginalNotNeeded,
    RegistersSilent,
    SecondPersonNeeded,
    StepNotPossible,
    UnknownGround,
)
from webapp.workflow.events import CaseRefused, CaseReturned
from webapp.workflow.facts import definition_of
from webapp.workflow.models import Case, Mark
from webapp.workflow.offer.deciding import Ground
from webapp.workflow.permissions import CONFIRM, DECIDE
from webapp.workflow.queries import findings_of, office_case
from webapp.workflow.rules import State, stands_in_the_way
from webapp.workflow.services import checking
from webapp.workflow.services.granting import ensure_reviewed, grant
from webapp.workflow.services.stepping import take
from webapp.workflow.wording import MARK_NEEDED

UNANSWERED: Final = frozenset({"silent", "absent"})
FRESH: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ToMend:
    """A place of the form to be mended (empty: the application as a whole), the ground, and advice how (191/2011, 7.4)."""

    place: str
    ground: str
    advice: str


def take_up(public_id: str, *, version: int, actor: Actor) -> None:
    """Go on although a register is silent; its line stays a doubt. Raises NoSuchCase, StaleVersion, StepNotPossible."""
    case = _held(public_id, version, actor)
    take(case, "take_up", actor=actor, is_open=True)
    case.assignee_id = case.assignee_id or actor.account_id


def return_case(public_id: str, marks: Sequence[ToMend], *, version: int, actor: Actor, original: bool = False) -> None:
    """Send the case back with the very places to be mended; the clock stands until it comes again.

    `original` also wants the original of a document, which may be wanted only where a register is silent or knows
    nothing (6.1.1); which ones is kept. Raises OriginalNotNeeded, NotReady without a place, UnknownGround for a reason that the regulation does not name, ClockStopped,
    NoSuchCase, StaleVersion, StepNotPossible.
    """
    case = _held(public_id, version, actor)
    case_type = definition_of(case)
    if not marks:
        raise NotReady([("places", MARK_NEEDED)])
    unanswered = unanswered_checks(case)
    if original and not unanswered:
        raise OriginalNotNeeded
    for mark in marks:
        _ground(case_type.returns, mark.ground)
        db.session().add(
            Mark(case_id=case.id, place=mark.place, ground=mark.ground, advice=mark.advice.strip(), at=now())
        )
    take(
        case,
        "return",
        actor=actor,
        detail={"places": [mark.place for mark in marks], **({"original_for": unanswered} if original else {})},
    )
    stop_clock(case, "return", marks[0].advice)
    case.mend_by = deadline(today(), case_type.course.return_days)
    publish(CaseReturned(**_about(case)))


def unanswered_checks(case: Case) -> list[str]:
    """Return the checks whose register is silent or knows nothing of what was asked."""
    return sorted({row.check_code for row in findings_of(case) if row.verdict in UNANSWERED})


def refuse(public_id: str, *, ground: str, reason: str, version: int, actor: Actor) -> None:
    """Refuse on a ground of the regulation. Raises UnknownGround, NoSuchCase, StaleVersion, StepNotPossible."""
    case = _held(public_id, version, actor)
    _ground(definition_of(case).refusals, ground)
    case.decision, case.decided_at, case.decided_by = "refuse", now(), actor.account_id
    case.ground, case.reason = ground, reason.strip()
    take(case, "refuse", actor=actor, text=case.reason, detail={"ground": ground})
    publish(CaseRefused(**_about(case)))


def recheck_before_decision(public_id: str, *, version: int, actor: Actor) -> None:
    """Ask the registers anew when what is known is older than ten minutes. No transaction may be open.

    Raises ChecksChanged when they say something else than the officer saw, RegistersSilent, NoSuchCase.
    """
    with transaction(read_only=True):
        case = office_case(public_id)
        if case.version != version:
            raise StaleVersion
        seen = _seen(case)
        if case.checked_at is None or case.checked_at > now() - FRESH:
            return
    checking.recheck(public_id, actor=actor)
    with transaction(read_only=True):
        now_seen = _seen(office_case(public_id))
    if "silent" in {verdict for *_what, verdict in now_seen - seen}:
        raise RegistersSilent
    if now_seen != seen:
        raise ChecksChanged


def approve(public_id: str, *, version: int, actor: Actor, reason: str = "") -> None:
    """Approve, or propose it to the second person where the definition wants four eyes.

    Call `recheck_before_decision` first. Raises ChecksFail when a blocking check does not agree, what the effect of the
    decision refuses (nothing has changed then), NoSuchCase, StaleVersion, StepNotPossible.
    """
    case = _held(public_id, version, actor)
    if stands_in_the_way(checking.lines_of(case)):
        raise ChecksFail
    ensure_reviewed(case)
    if case.state == State.IN_REVIEW and definition_of(case).course.four_eyes:
        case.proposed_by = actor.account_id
        take(case, "propose_approval", actor=actor, text=reason, is_open=False)
        return
    if case.state != State.IN_REVIEW:
        raise StepNotPossible
    grant(case, actor=actor, reason=reason)


def confirm(public_id: str, *, version: int, actor: Actor) -> None:
    """Confirm as the second person. Raises SecondPersonNeeded to who proposed, ChecksFail, StaleVersion, StepNotPossible."""
    ensure_may(actor, CONFIRM)
    case = _held(public_id, version, actor)
    if case.state != State.CONFIRMING:
        raise StepNotPossible
    if case.proposed_by == actor.account_id:
        raise SecondPersonNeeded
    if stands_in_the_way(checking.lines_of(case)):
        raise ChecksFail
    grant(case, actor=actor)


def disagree(public_id: str, *, reason: str, version: int, actor: Actor) -> None:
    """Send a proposal back to the officer. Raises StaleVersion, StepNotPossible."""
    ensure_may(actor, CONFIRM)
    case = _held(public_id, version, actor)
    case.proposed_by = None
    take(case, "disagree", actor=actor, text=reason, is_open=False)


def _held(public_id: str, version: int, actor: Actor) -> Case:
    ensure_may(actor, DECIDE)
    case = office_case(public_id, lock=True)
    if case.version != version:
        raise StaleVersion
    return case


def _ground(grounds: Sequence[Ground], code: str) -> None:
    if code not in {ground.code for ground in grounds}:
        raise UnknownGround


def _seen(case: Case) -> set[tuple[str, str, str]]:
    return {(row.check_code, row.subject, row.verdict) for row in findings_of(case)}


def _about(case: Case) -> dict[str, Any]:
    return {"case": case.public_id, "kind": case.type_code, "party_id": case.party_id, "subject": case.subject}
