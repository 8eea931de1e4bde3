"""The check of clause 3.2: three parts, seven working days; then remarks (3.4), refusal, or the way to a contract."""

from collections.abc import Mapping

from sqlalchemy.dialects.postgresql import insert

from webapp.connections.checklist import PARTS, participant_items
from webapp.connections.errors import NotReady, StepNotPossible
from webapp.connections.models import CheckItem, Participant
from webapp.connections.queries import checks, office_case
from webapp.connections.services.papers import new_paper
from webapp.connections.services.stepping import take
from webapp.connections.telling import tell
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Invalid
from webapp.core.text import Text, _l

Answer = tuple[bool, str]


def begin_check(public_id: str, *, actor: Actor) -> None:
    """Take an application up. Raises NoSuchCase, StepNotPossible."""
    take(office_case(public_id, actor=actor, lock=True), "begin_check", actor=actor)


def answer_items(public_id: str, answers: Mapping[str, Answer], *, actor: Actor) -> None:
    """Keep the answers to the check list: met, or not met with a remark.

    Raises NoSuchCase, StepNotPossible outside the check, Invalid for an unmet item without its remark.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    if participant.state != "checking":
        raise StepNotPossible
    keep_answers({"participant_id": participant.id}, answers, actor=actor)


def keep_answers(subject: dict[str, int], answers: Mapping[str, Answer], *, actor: Actor) -> None:
    """Write the answers to a check list of `subject`. Raises Invalid for an unmet item without its remark."""
    silent = {item for item, (met, remark) in answers.items() if not met and not remark}
    if silent:
        why: Text = _l("Tələb yerinə yetirilməyibsə, iradı yazın.")
        raise Invalid(fields={f"remark_{item}": why for item in silent})
    for item, (met, remark) in answers.items():
        row = {**subject, "item": item, "met": met, "remark": remark, "by": actor.name, "at": now()}
        changed = {name: row[name] for name in ("met", "remark", "by", "at")}
        key = [*subject, "item"]
        db.session().execute(insert(CheckItem).values(row).on_conflict_do_update(index_elements=key, set_=changed))


def return_application(public_id: str, *, text: str, actor: Actor) -> None:
    """Send the application back with the list of remarks; the same application is repeated (3.4).

    Raises NoSuchCase, StepNotPossible, NotReady when there is not one remark.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    remarks = _remarks(participant)
    if not remarks and not text:
        raise NotReady([_l("Ən azı bir irad yazın.")])
    said = "\n".join([*remarks, *([text] if text else [])])
    take(participant, "return", actor=actor, text=said)
    participant.due_on = None
    tell(participant, "return", urgent=True)


def refuse_application(public_id: str, *, text: str, actor: Actor) -> None:
    """Refuse for good, with the reason. Raises NoSuchCase, StepNotPossible."""
    participant = office_case(public_id, actor=actor, lock=True)
    take(participant, "refuse", actor=actor, text=text)
    participant.due_on = None
    tell(participant, "refuse", text, urgent=True)


def approve_application(public_id: str, *, actor: Actor) -> None:
    """Find that the body can connect, use and protect: a contract is to be made.

    Raises NoSuchCase, StepNotPossible, NotReady with every item that is open (rows of all three parts).
    """
    participant = office_case(public_id, actor=actor, lock=True)
    ensure_all_met(participant)
    take(participant, "approve", actor=actor)
    participant.due_on = None
    new_paper(participant, "contract", {})
    tell(participant, "approve")


def ensure_all_met(participant: Participant) -> None:
    """Raise NotReady with the items that are open or not met."""
    answered = checks(participant=participant.id)
    missing = [item.text for item in participant_items() if item.code not in answered or not answered[item.code].met]
    if missing:
        raise NotReady(missing)


def _remarks(participant: Participant) -> list[str]:
    answered = checks(participant=participant.id)
    return [
        f"{item.clause}. {item.text} — {answered[item.code].remark}"
        for _code, _title, items in PARTS
        for item in items
        if item.code in answered and not answered[item.code].met
    ]
