"""Whose copies they are: the applicant's while the form is open, the officers' and asked bodies' to see."""

from typing import Final

from webapp.attachments.offer import AttachmentOwner, Person, Slot
from webapp.auth.api import staff_roles
from webapp.cabinets.api import is_own, party
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.workflow.addresses import back_to_case
from webapp.workflow.facts import applying_of, definition_of
from webapp.workflow.models import Case
from webapp.workflow.offer.fields import Kind
from webapp.workflow.permissions import APPLY, SEE, SIGN
from webapp.workflow.queries import case_by_id, reviews_of
from webapp.workflow.rules import EDITABLE, State
from webapp.workflow.services.filling import opened_of
from webapp.workflow.services.registering import COPIES


def may_see(actor: Actor, ref: str) -> bool:
    """The applicant, officers who may see cases, and the bodies whose opinion on this case is asked."""
    case = _known(ref)
    if case is None:
        return False
    if is_own(actor, case.party_id):
        return actor.has(APPLY.code) or actor.has(SIGN.code)
    if case.number is None:
        return False
    return actor.has(SEE.code) or _is_asked(actor, case)


def may_change(actor: Actor, ref: str) -> bool:
    """The applicant, while the application is a draft or came back to be mended."""
    case = _known(ref)
    return case is not None and is_own(actor, case.party_id) and actor.has(APPLY.code) and State(case.state) in EDITABLE


def slot_of(ref: str, slot: str) -> Slot | None:
    """Return the document that a place of the form takes, None where the form has no such place."""
    case = _known(ref)
    code, *rest = slot.split(".")
    section = definition_of(case).section(code) if case else None
    if case is None or section is None or len(rest) != (1 if section.rows is None else 2):
        return None
    if section.when is not None and not section.when(applying_of(case)):
        return None
    field = section.field(rest[-1])
    if field is None or field.kind is not Kind.COPY:
        return None
    return Slot(field.label, field.copy_kind, field.most or 20, is_open=opened_of(case).holds(slot))


def about(ref: str) -> Person | None:
    """Return the natural person whose data the copies hold; a firm's copies are nobody's in particular."""
    case = case_by_id(ref)
    applicant = party(case.party_id)
    return Person(applicant.number, applicant.name) if applicant.kind == "person" else None


def _known(ref: str) -> Case | None:
    try:
        return case_by_id(ref)
    except NotFound:
        return None


def _is_asked(actor: Actor, case: Case) -> bool:
    if actor.account_id is None or not actor.office_roles:
        return False
    return bool({row.role for row in reviews_of(case)} & set(staff_roles(actor.account_id)))


OWNER: Final = AttachmentOwner(COPIES, may_see, may_change, back_to_case, about, slot_of)
