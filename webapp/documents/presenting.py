"""Rows of the tables on the public pages."""

from collections.abc import Sequence
from typing import Final

from webapp.core.text import Text, _, _l
from webapp.documents.queries import Version
from webapp.signing.api import SignatureReport
from webapp.ui.filters import machine_time, moment

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
