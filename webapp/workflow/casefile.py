"""The whole case as a ZIP: a PDF that tells its course with instants, the signed applications, the copies, and JSON."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from webapp.attachments import api as attachments
from webapp.core.clock import local, now
from webapp.core.text import _, in_language
from webapp.documents import api as documents
from webapp.ehis.api import source_name
from webapp.payments import api as payments
from webapp.workflow.content import parts_of
from webapp.workflow.facts import applying_of, definition_of
from webapp.workflow.models import Case
from webapp.workflow.printing import printed_answer, printed_digest
from webapp.workflow.queries import findings_of, steps_of
from webapp.workflow.services.applying import copies_of
from webapp.workflow.services.registering import COPIES
from webapp.workflow.wording import STATES, STEPS, VERDICTS

TEMPLATE: Final = "workflow/templates/workflow/case_file.typ"
DAY_AND_TIME: Final = "%d.%m.%Y %H:%M:%S"
Files = list[tuple[str, bytes]]


def case_file(case: Case) -> bytes:
    """Return the archive: what is in it is listed with digests in its PDF and in `muraciet.json`."""
    with in_language("az"):
        papers = [*_signed(case), *_copies(case)]
        told = _told(case, papers)
        written = json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
        course = documents.render_pdf(TEMPLATE, _printed(case, told))
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, content in (("isin-gedisi.pdf", course), ("muraciet.json", written), *papers):
            packed.writestr(_entry(name), content)
    return archive.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=local(now()).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry


def _signed(case: Case) -> Iterator[tuple[str, bytes]]:
    token = case.document_token
    for version in documents.versions(token) if token else []:
        yield f"imzalanmis-muraciet-{version.n}.pdf", documents.pdf(token or "", version.n)


def _copies(case: Case) -> Iterator[tuple[str, bytes]]:
    for n, copy in enumerate(attachments.copies_of(COPIES, case.public_id), start=1):
        yield f"suretler/{n:02}-{copy.name}", attachments.content(copy.public_id)


def _told(case: Case, papers: Files) -> dict[str, Any]:
    case_type, applying = definition_of(case), applying_of(case)
    invoice = payments.invoice(case.invoice) if case.invoice else None
    return {
        "made_at": now(),
        "number": case.number,
        "service": str(case_type.name),
        "definition_since": case.type_since,
        "state": str(STATES[case.state][0]),
        "applicant": applying.name,
        "submitted_at": case.submitted_at,
        "signed_at": case.signed_at,
        "due_on": case.due_on,
        "decided_at": case.decided_at,
        "ground": next((str(one.text) for one in case_type.refusals if one.code == case.ground), ""),
        "reason": case.reason,
        "answers": [
            {"part": part.title, "answers": [[str(one.label), printed_answer(one)] for one in part.answers]}
            for part in parts_of(case_type, applying, copies_of(case))
        ],
        "steps": [
            {"at": step.at, "step": str(STEPS.get(step.action, step.action)), "by": step.actor_name, "text": step.text}
            for step in steps_of(case, only_open=True)
        ],
        "checks": _checks(case),
        "invoice": {"qepik": invoice.qepik, "due_on": invoice.due_on, "state": invoice.state, "paid": invoice.receipt}
        if invoice
        else None,
        "files": [
            {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()} for name, content in papers
        ],
    }


def _checks(case: Case) -> list[dict[str, Any]]:
    titles = {check.code: str(check.title) for check in definition_of(case).checks}
    return [
        {
            "check": titles.get(row.check_code, row.check_code),
            "about": row.subject,
            "result": str(VERDICTS[row.verdict][0]),
            "stated": row.stated,
            "found": "" if row.verdict == "silent" else row.found,
            "source": str(source_name(row.source)) if row.source else "",
            "as_of": row.as_of,
        }
        for row in findings_of(case)
    ]


def _printed(case: Case, told: dict[str, Any]) -> dict[str, Any]:
    facts = [
        [_("Xidmət"), told["service"]],
        [_("Müraciət edən"), told["applicant"]],
        [_("Vəziyyət"), told["state"]],
        [_("Qeydə alınıb"), _moment(case.submitted_at)],
        [_("Qərarın son günü"), f"{case.due_on:%d.%m.%Y}" if case.due_on else "—"],
        [_("Qərar verilib"), _moment(case.decided_at)],
        [_("Əsas"), " ".join(filter(None, (told["ground"], told["reason"]))) or "—"],
    ]
    return {
        "frame": documents.frame(
            case.document_token or "", title=_("Müraciət üzrə işin materialları"), number=case.number, version=1
        ),
        "parts": [
            {"title": _("Müraciət"), "rows": facts},
            {"title": _("İşin gedişi"), "rows": [_step_row(step) for step in told["steps"]]},
            {"title": _("Reyestrlərin cavabları"), "rows": [_check_row(row) for row in told["checks"]]},
            *({"title": part["part"], "rows": part["answers"]} for part in told["answers"]),
            {"title": _("Fayllar"), "rows": [_file_row(one) for one in told["files"]]},
        ],
    }


def _step_row(step: dict[str, Any]) -> list[str]:
    return [_moment(step["at"]), "\n".join(filter(None, (step["step"], step["by"], step["text"])))]


def _check_row(row: dict[str, Any]) -> list[str]:
    said = (row["about"], row["result"], row["stated"], row["found"], row["source"], _as_of(row["as_of"]))
    return [row["check"], "\n".join(filter(None, said))]


def _file_row(one: dict[str, Any]) -> list[str]:
    return [one["name"], f"SHA-256: {printed_digest(one['sha256'])}"]


def _as_of(text: str) -> str:
    try:
        return _moment(datetime.fromisoformat(text)) if text else ""
    except ValueError:
        return text


def _moment(instant: Any) -> str:
    return local(instant).strftime(DAY_AND_TIME) if instant else "—"
