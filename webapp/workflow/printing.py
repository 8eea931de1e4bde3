"""The application as a PDF to be signed, in Azerbaijani, and what is public of it."""

from collections.abc import Mapping
from typing import Any, Final

from webapp.attachments import api as attachments
from webapp.core.clock import today
from webapp.core.text import _, _l, in_language
from webapp.documents.api import DocumentType, PublicFacts, frame, versions
from webapp.workflow.content import Answer, parts_of
from webapp.workflow.facts import applying_of, definition_of
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.queries import case_by_id
from webapp.workflow.wording import STATES

DOCUMENT: Final = "workflow_case"
TEMPLATE: Final = "workflow/templates/workflow/application.typ"
TITLE: Final = _l("Elektron xidmət üzrə müraciət")


def paper_data(
    case: Case, case_type: CaseType, copies: Mapping[str, tuple[str, ...]], *, signer: str
) -> dict[str, Any]:
    """Return the data of the application as it goes to its signature; copies are named by their digests."""
    with in_language("az"):
        applying = applying_of(case)
        token = case.document_token or ""
        parts = [
            {"title": part.title, "rows": [[str(one.label), printed_answer(one)] for one in part.answers]}
            for part in parts_of(case_type, applying, copies)
        ]
        who = [
            [_("Müraciət edən"), applying.name],
            [_("VÖEN") if applying.party_kind != "person" else _("FİN"), applying.number],
            [_("Xidmət"), str(case_type.name)],
        ]
        signature = [
            [_("İmza"), _("Elektron imza: %(name)s", name=signer)],
            [_("Tarix"), f"{today():%d.%m.%Y}"],
        ]
        return {
            "frame": frame(token, title=TITLE, number=case.number, version=len(versions(token)) + 1 if token else 1),
            "who": {"title": _("Müraciət"), "rows": who},
            "parts": parts,
            "confirmations": {"title": _("Təsdiqlər"), "lines": [str(one) for one in case_type.confirmations]},
            "signature": {"title": _("İmza"), "rows": signature},
        }


def printed_answer(answer: Answer) -> str:
    """Return an answer as it is printed; copies by their names and digests."""
    if not answer.copies:
        return answer.words or "—"
    named = [attachments.copy(public_id) for public_id in answer.copies]
    return "\n".join(f"{one.name} (SHA-256: {printed_digest(one.sha256)})" for one in named)


def printed_digest(digest: str) -> str:
    """Return a digest in groups of eight, so that a column can break it."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of an application: its kind, number and state; nobody's name. Raises NoSuchCase."""
    case = case_by_id(ref)
    word, tone = STATES[case.state]
    return PublicFacts(
        tone="success" if tone == "success" else "warning",
        word=word,
        number=case.number,
        rows=((_l("Xidmət"), str(definition_of(case).name)),),
        issued_at=case.submitted_at or case.created_at,
        as_of=case.changed_at,
    )


APPLICATION: Final = DocumentType(DOCUMENT, TITLE, public_facts)
