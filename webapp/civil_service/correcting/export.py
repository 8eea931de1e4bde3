"""Everything about a correction in one file, for a higher body or a court (8.1.5): PDF, JSON, the documents attached."""

import json
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from webapp.attachments.api import content, copies_of
from webapp.civil_service.correcting.filing import PROOF
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import any_correction, complaints_of, steps_of
from webapp.civil_service.correcting.stepping import OBJECT
from webapp.civil_service.correcting.wording import COMPLAINTS, FIELDS, STATES, STEPS, WHYS
from webapp.civil_service.entering.wording import line_of
from webapp.civil_service.groups import BY_CODE, Group
from webapp.civil_service.queries import body_by_id, fact, servant_by_id
from webapp.core.text import Text, _, _l, in_language
from webapp.documents.api import DocumentType, PublicFacts, Tone, frame, render_pdf
from webapp.ui.filters import day, moment

TEMPLATE: Final = "civil_service/templates/civil_service/correcting/file.typ"
TONES: Final[dict[str, Tone]] = {"corrected": "success", "refused": "danger", "rejected": "danger"}


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of a correction: its number, its state, no person and no data. Raises NoSuchCorrection."""
    row = any_correction(ref)
    return PublicFacts(
        tone=TONES.get(row.state, "warning"),
        word=STATES[row.state][0],
        number=row.number,
        rows=((_l("Məlumat qrupu"), str(BY_CODE[row.group_code].title)), (_l("Verilib"), day(row.filed_at.date()))),
        issued_at=row.filed_at,
    )


CORRECTION_DOCUMENT: Final = DocumentType(OBJECT, _l("Düzəliş müraciəti"), public_facts)


def case_file(row: ServiceCorrection) -> bytes:
    """Return the ZIP of a correction. The caller checks who asks."""
    with in_language("az"):
        data = _data(row)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{row.number}.pdf", render_pdf(TEMPLATE, data))
        archive.writestr(f"{row.number}.json", json.dumps(_plain(row), ensure_ascii=False, indent=2))
        for n, one in enumerate(copies_of(OBJECT, row.public_id, PROOF), start=1):
            archive.writestr(f"sened-{n}-{one.name}", content(one.public_id))
    return out.getvalue()


def wrong_of(row: ServiceCorrection) -> Text:
    """Return what the servant holds to be wrong, in words."""
    found = BY_CODE[row.group_code].field(row.field)
    return found.label if found else FIELDS.get(row.field, row.field)


def line_of_fact(row: ServiceCorrection) -> str:
    """Return the line of the fact that is meant, as it stood when the correction was asked for."""
    of: Group = BY_CODE[row.group_code]
    if row.entry is None:
        return str(of.title)
    return f"{of.title}: {line_of(of, fact(row.servant_id, row.entry, row.version).content)}"


def _data(row: ServiceCorrection) -> dict[str, Any]:
    servant = servant_by_id(row.servant_id)
    body = body_by_id(row.body_id).name if row.body_id else ""
    return {
        "frame": frame(row.document_token, title=_("Düzəliş müraciəti"), number=row.number, version=1),
        "head": [
            [_("Qulluqçu"), f"{servant.full_name}, {servant.number}"],
            [_("Məlumat"), line_of_fact(row)],
            [_("Nə səhvdir"), str(wrong_of(row))],
            [_("Orqan"), body],
            [_("Operatora göndərilmə səbəbi"), str(WHYS[row.why]) if row.why else ""],
            [_("Vəziyyət"), str(STATES[row.state][0])],
            [_("Cavabın son günü"), day(row.due_on)],
        ],
        "right": row.right,
        "words": row.words,
        "steps": [
            [moment(one.at), str(STEPS.get(one.step, one.step)), one.name, one.words or ""] for one in steps_of(row.id)
        ],
        "complaints": [
            [one.number, str(COMPLAINTS[one.state][0]), day(one.due_on), one.words, one.answer]
            for one in complaints_of(row.id)
        ],
    }


def _plain(row: ServiceCorrection) -> dict[str, Any]:
    return {
        "number": row.number,
        "group": row.group_code,
        "field": row.field,
        "right": row.right,
        "words": row.words,
        "state": row.state,
        "filed_at": row.filed_at.isoformat(),
        "due_on": row.due_on.isoformat(),
        "steps": [
            {"at": one.at.isoformat(), "step": one.step, "side": one.side, "by": one.name, "words": one.words}
            for one in steps_of(row.id)
        ],
        "complaints": [
            {
                "number": one.number,
                "words": one.words,
                "due_on": one.due_on.isoformat(),
                "state": one.state,
                "answer": one.answer,
            }
            for one in complaints_of(row.id)
        ],
    }
