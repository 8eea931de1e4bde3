"""The applicant's side: begun, filled in, signed, withdrawn (decision 191/2011, Rules 7.1.2, 7.4)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select

from webapp.attachments import api as attachments
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.text import Text
from webapp.core.words import words_of
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.signing import api as signing
from webapp.workflow.content import Copies, problems_of
from webapp.workflow.errors import (
    BeingSigned,
    DefinitionChanged,
    NoSuchService,
    NotReady,
    RightNeeded,
    StepNotPossible,
    WrongApplicant,
)
from webapp.workflow.events import CaseEnded
from webapp.workflow.facts import applying_as, applying_of, definition_of, is_outdated
from webapp.workflow.models import Case
from webapp.workflow.offer.asking import Applying
from webapp.workflow.offer.case_type import CaseType, type_in_force
from webapp.workflow.printing import DOCUMENT, TEMPLATE, paper_data
from webapp.workflow.queries import marks_of, own_case
from webapp.workflow.rules import EDITABLE, State
from webapp.workflow.services.registering import COPIES, hand_in
from webapp.workflow.services.stepping import ensure_possible, note, take

PURPOSE: Final = "workflow.case"


def ensure_may_start(code: str, *, subject: str, actor: Actor) -> tuple[CaseType, Applying]:
    """Return the definition in force and who applies. Raises NoSuchService, WrongApplicant, RightNeeded, and what the room refuses."""
    case_type = type_in_force(code)
    if case_type is None or case_type.started_by != "applicant":
        raise NoSuchService
    if actor.party_id is None:
        raise WrongApplicant
    applying = applying_as(actor, party_id=actor.party_id, subject=subject, answers={})
    if applying.party_kind not in case_type.party_kinds:
        raise WrongApplicant
    _ensure_right(case_type, actor)
    if case_type.may_apply is not None:
        case_type.may_apply(applying)
    return case_type, applying


def start_case(code: str, *, subject: str = "", actor: Actor) -> str:
    """Open a draft with what is known already; return its public id.

    Who has a draft of the same service for the same subject gets that one: a double click makes one, for the second of
    two requests waits here. Raises what `ensure_may_start` raises.
    """
    case_type, applying = ensure_may_start(code, subject=subject, actor=actor)
    lock = func.hashtextextended(f"workflow-start:{applying.party_id}:{actor.account_id}:{code}:{subject}", 0)
    db.session().execute(select(func.pg_advisory_xact_lock(lock)))
    known = db.session().scalar(
        select(Case).where(
            Case.party_id == applying.party_id,
            Case.type_code == code,
            Case.subject == subject,
            Case.account_id == actor.account_id,
            Case.state == State.DRAFT,
        )
    )
    if known is not None:
        return known.public_id
    moment = now()
    case = Case(
        public_id=new_public_id(),
        type_code=code,
        type_since=case_type.since,
        party_id=applying.party_id,
        account_id=actor.account_id,
        subject=subject,
        answers=dict(case_type.prefill(applying)) if case_type.prefill else {},
        state=State.DRAFT.value,
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(case)
    note(case, "start", actor=actor)
    return case.public_id


def save_answers(
    public_id: str, section: str, said: Mapping[str, Any] | list[Any], *, version: int, actor: Actor
) -> int:
    """Keep what was typed in a section (gaps and mistakes too) and return the new version.

    A signature that is under way for the former text is withdrawn. Raises NoSuchCase, StepNotPossible for what is sent
    already, StaleVersion, NoSuchService.
    """
    case = editable_case(public_id, actor=actor)
    if case.version != version:
        raise StaleVersion
    if definition_of(case).section(section) is None:
        raise NoSuchService
    keep_answers(case, section, said, actor=actor)
    return case.version


def keep_answers(case: Case, section: str, said: Mapping[str, Any] | list[Any], *, actor: Actor) -> None:
    """Write the answers of a section; a signature under way for the former text is withdrawn. The row is locked."""
    if case.answers.get(section) == said:
        return
    if case.request_id is not None:
        signing.withdraw_open(PURPOSE, case.public_id, actor=actor)
        case.request_id = None
    case.answers = {**case.answers, section: said}
    case.version += 1
    case.changed_at = now()
    db.session().flush()


def editable_case(public_id: str, *, actor: Actor) -> Case:
    """Return the case, locked, when its answers may be changed now.

    Raises NoSuchCase, StepNotPossible, and DefinitionChanged for a draft whose service is declared anew since.
    """
    case = own_case(public_id, actor=actor, lock=True)
    if State(case.state) not in EDITABLE:
        raise StepNotPossible
    if is_outdated(case):
        raise DefinitionChanged
    return case


def discard_case(public_id: str, *, actor: Actor) -> None:
    """Throw a draft away: its answers and copies go. Raises NoSuchCase, StepNotPossible."""
    case = own_case(public_id, actor=actor, lock=True)
    ensure_possible(case, "discard")
    signing.withdraw_open(PURPOSE, case.public_id, actor=actor)
    attachments.discard(COPIES, case.public_id, actor=actor)
    case.answers, case.request_id = {}, None
    take(case, "discard", actor=actor)


def missing_for(case: Case) -> list[tuple[str, Text]]:
    """Return (place, what is wrong) for all that stops the application; marked places count until they are mended."""
    return problems_of(definition_of(case), applying_of(case), copies_of(case))


def copies_of(case: Case) -> Copies:
    """Return the copies of a case by the place of the form."""
    found: dict[str, tuple[str, ...]] = {}
    for copy in attachments.copies_of(COPIES, case.public_id):
        found[copy.slot] = (*found.get(copy.slot, ()), copy.public_id)
    return found


def send(public_id: str, *, version: int, actor: Actor) -> str | None:
    """Ask for the signature and return the request's id, or hand in at once a kind that is not signed (None).

    Raises NoSuchCase, StepNotPossible, DefinitionChanged, StaleVersion, RightNeeded, NotReady with what is missing,
    BeingSigned, WrongApplicant and what the room refuses.
    """
    case = editable_case(public_id, actor=actor)
    if case.version != version:
        raise StaleVersion
    case_type = definition_of(case)
    _ensure_right(case_type, actor)
    missing = missing_for(case)
    if missing:
        raise NotReady(missing)
    applying = applying_of(case)
    if case_type.may_apply is not None and case.state == State.DRAFT:
        case_type.may_apply(applying)
    case.about = case_type.about(case.answers) if case_type.about else ""
    case.search = func.array_to_tsvector(_words(case, applying))
    if not case_type.signed:
        hand_in(case, actor=actor, at=now())
        return None
    return _request(case, case_type, actor)


def withdraw_case(public_id: str, *, actor: Actor) -> None:
    """Take the application back before it is decided or paid. Raises NoSuchCase, StepNotPossible."""
    case = own_case(public_id, actor=actor, lock=True)
    ensure_possible(case, "withdraw")
    signing.withdraw_open(PURPOSE, case.public_id, actor=actor)
    if case.invoice is not None:
        payments.cancel_invoice(case.invoice, reason="workflow.withdrawn", actor=actor)
    for mark in marks_of(case):
        mark.mended_at = now()
    case.request_id = None
    take(case, "withdraw", actor=actor)
    publish(
        CaseEnded(
            case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject, how=case.state
        )
    )


def _ensure_right(case_type: CaseType, actor: Actor) -> None:
    if case_type.right is not None and not actor.is_system and not actor.has(case_type.right.code):
        raise RightNeeded(case_type.right.title)


def _request(case: Case, case_type: CaseType, actor: Actor) -> str:
    if actor.account_id is None:
        raise Forbidden
    if case.document_token is None:
        case.document_token = documents.register(DOCUMENT, case.public_id).token
    if case.request_version != case.version:
        signing.withdraw_open(PURPOSE, case.public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, paper_data(case, case_type, copies_of(case), signer=actor.name))
    try:
        request_id = signing.request_signature(
            purpose=PURPOSE, ref=case.public_id, pdf=pdf, text=str(case_type.name), actor=actor
        )
    except signing.SignatureUnderWay:
        raise BeingSigned from None
    case.request_id, case.request_version = request_id, case.version
    db.session().flush()
    return request_id


def _words(case: Case, applying: Applying) -> list[str]:
    return words_of(applying.name, applying.number if applying.party_kind != "person" else "", case.about)
