"""A draft whose service was declared anew: its answers are taken into the new form, the person goes on from there."""

from collections.abc import Mapping
from typing import Any

from webapp.attachments import api as attachments
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.signing import api as signing
from webapp.workflow.content import KEY
from webapp.workflow.errors import NoSuchService, StepNotPossible
from webapp.workflow.facts import applying_of
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import CaseType, type_in_force
from webapp.workflow.offer.fields import Kind, Section
from webapp.workflow.queries import own_case
from webapp.workflow.rules import State
from webapp.workflow.services.applying import PURPOSE
from webapp.workflow.services.registering import COPIES
from webapp.workflow.services.stepping import note


def carry_over(public_id: str, *, actor: Actor) -> None:
    """Take a draft into the definition in force: what is still asked keeps its answer, the rest goes with its copies.

    Raises NoSuchCase, StepNotPossible for what was handed in (it keeps its version), NoSuchService when the service is
    not given any more.
    """
    case = own_case(public_id, actor=actor, lock=True)
    if case.state != State.DRAFT:
        raise StepNotPossible
    case_type = type_in_force(case.type_code)
    if case_type is None or case_type.started_by != "applicant":
        raise NoSuchService
    if case_type.since == case.type_since:
        return
    signing.withdraw_open(PURPOSE, case.public_id, actor=actor)
    case.request_id = None
    known = case_type.prefill(applying_of(case)) if case_type.prefill else {}
    case.answers = {**known, **carried(case_type, case.answers)}
    case.type_since = case_type.since
    case.version += 1
    case.changed_at = now()
    _remove_unasked(case, case_type, actor)
    note(case, "carry_over", actor=actor)


def carried(case_type: CaseType, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that the definition still has questions for."""
    return {
        section.code: _fitted(section, answers[section.code])
        for section in case_type.sections
        if isinstance(answers.get(section.code), list if section.rows else Mapping)
    }


def _fitted(section: Section, said: Any) -> Any:
    codes = {field.code for field in section.fields if field.kind is not Kind.COPY}
    if section.rows is None:
        return {code: value for code, value in said.items() if code in codes}
    return [{code: value for code, value in row.items() if code in codes or code == KEY} for row in said]


def _remove_unasked(case: Case, case_type: CaseType, actor: Actor) -> None:
    for copy in attachments.copies_of(COPIES, case.public_id):
        if not _asked(case_type, copy.slot, case.answers):
            attachments.remove(copy.public_id, actor=actor)


def _asked(case_type: CaseType, slot: str, answers: Mapping[str, Any]) -> bool:
    code, *rest = slot.split(".")
    section = case_type.section(code)
    field = section.field(rest[-1]) if section and rest else None
    if section is None or field is None or field.kind is not Kind.COPY:
        return False
    return section.rows is None or any(row.get(KEY) == rest[0] for row in answers.get(code, ()))
