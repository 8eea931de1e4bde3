"""Rows of tables, cards and histories as pages show them."""

from collections.abc import Sequence
from typing import Final

from flask import url_for

from webapp.core.text import Text, _, _l
from webapp.documents.issued import Issued, StatusChange
from webapp.documents.life import Action, Status
from webapp.documents.queries import Version
from webapp.documents.wording import DONE, TONES, WORDS
from webapp.signing.api import SignatureReport
from webapp.ui.filters import azerbaijani, day, machine_time, moment

WHY: Final[dict[str, Text]] = {
    "broken": _l("Fayl imzadan sonra dəyişib"),
    "changed": _l("Fayl imzadan sonra dəyişib"),
    "no_time_stamp": _l("Etibarlı vaxt möhürü yoxdur"),
    "untrusted": _l("Sertifikat tanınmır"),
}


def version_rows(versions: Sequence[Version]) -> list[dict[str, object]]:
    """Return the files of a document as rows; labels are kept in Azerbaijani and translated here."""
    return [
        {
            "n": _("Versiya %(n)s", n=version.n),
            "label": _(version.label),
            "at": machine_time(version.created_at),
        }
        for version in versions
    ]


def signature_rows(reports: Sequence[SignatureReport]) -> list[dict[str, object]]:
    """Return the signatures of a file as rows, without the signers' names: those stand in the document alone."""
    return [
        {
            "n": _("İmza %(n)s", n=place),
            "state": {"text": _("Etibarlıdır"), "tone": "success"}
            if report.valid
            else {"text": str(WHY.get(report.why, report.why)), "tone": "danger"},
            "at": moment(report.signed_at),
            "certificate": " ".join(grouped(report.certificate_number)),
        }
        for place, report in enumerate(reports, 1)
    ]


def grouped(number: str) -> list[str]:
    """Return a long number in groups of four."""
    return [number[start : start + 4] for start in range(0, len(number), 4)]


def card_of(document: Issued) -> dict[str, object]:
    """Return a document as its card in a list: how it stands, on what, until when."""
    last = day(document.valid_to) if document.valid_to else _("Müddətsiz")
    return {
        "kind": _(document.title),
        "number": document.number,
        "holder": document.holder,
        "rows": [(document.kind.subject_label, azerbaijani(document.subject)), (_("Son qüvvədə olduğu gün"), last)],
        "status": WORDS[document.status],
        "tone": TONES[document.status],
        "href": url_for("documents_cabinet.show", token=document.token),
    }


def history_stops(history: Sequence[StatusChange]) -> list[dict[str, object]]:
    """Return the life of a document as stops of a road, the newest last; what ended it is marked."""
    return [
        {
            "title": _("Dublikat verilib: %(n)s nömrəli nüsxə", n=step.copy)
            if step.action == Action.DUPLICATE
            else DONE[step.action],
            "when": moment(step.at),
            "iso": step.at.isoformat(),
            "text": " · ".join(filter(None, (step.reason, step.basis))),
            "state": "done" if step.status is Status.VALID else "problem",
        }
        for step in history
    ]
