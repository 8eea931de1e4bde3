"""The printed form: a typst template and its data become PDF/A-2a and PDF/UA-1 (ISO 19005-2, ISO 14289-1)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from flask import current_app

from webapp.config import ROOT
from webapp.core.clock import now
from webapp.core.text import Text, _, current_language
from webapp.documents.letters import FONTS, written
from webapp.ui.filters import moment
from webapp.ui.portal import Portal

if TYPE_CHECKING:
    import typst

TEMPLATES: Final = ROOT / "webapp"
DRAWN: Final = 64  # codes that a process remembers, about 20 kB each
QUIET_ZONE: Final = 4  # modules of white around a QR code (ISO/IEC 18004, 6.3.8)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the table of signatures: in which role, who, when, by which certificate."""

    role: str
    name: str
    signed_at: str
    certificate: str


class _Press:
    """One typst compiler for the process: made at first use, reused (7 ms a page), one page at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def print(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        with self._lock:
            if self._compiler is None:
                import typst  # eighteen megabytes with the QR codes below: only the process that prints holds them

                fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
                self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)
            made = self._compiler.compile(
                template,
                format="pdf",
                sys_inputs={"data": json.dumps(written(data), ensure_ascii=False)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=now().replace(microsecond=0),
            )
        return cast("bytes", made)


_press: Final = _Press()


def render_pdf(template: Path | str | bytes, data: Mapping[str, Any]) -> bytes:
    """Return the PDF of a typst template with `data`, which the template reads by `json(bytes(sys.inputs.data))`.

    `template` is a path below `webapp/` ("waybills/templates/waybills/waybill.typ"), or typst source as bytes; it may
    import "/documents/templates/documents/base.typ". Letters that the font lacks are written by their numbers. Raises typst.TypstError when the template and its data do not fit.
    """
    source = template if isinstance(template, bytes) else (TEMPLATES / template).read_bytes()
    return _press.print(source, data)


@lru_cache(maxsize=DRAWN)
def qr_svg(text: str, *, dense: bool = False) -> str:
    """Return a QR code of `text` as SVG with its quiet zone; error correction M, L for a `dense` one (`road`).

    The same address stands on every version of a document and on its page, so the last few are remembered.
    """
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.image.svg import SvgPathImage

    level = ERROR_CORRECT_L if dense else ERROR_CORRECT_M
    code = QRCode(error_correction=level, border=QUIET_ZONE, image_factory=SvgPathImage)
    code.add_data(text)
    code.make(fit=True)
    return code.make_image().to_string(encoding="unicode")


def verification_url(token: str) -> str:
    """Return the address where anybody checks the document."""
    return f"{cast('Portal', current_app).settings.public_url}/verify/{token}"


def frame(
    token: str, *, title: Text, number: str | None, version: int, state: Text = "", evidence: Sequence[Evidence] = ()
) -> dict[str, Any]:
    """Return what `base.typ` puts around every document, in the language of the moment: head, QR, signatures, foot.

    `version` is the number that this file will get by `add_version`.
    """
    address = verification_url(token)
    return {
        "title": str(title),
        "number": number or "",
        "state": str(state),
        "language": current_language(),
        "url": address,
        "qr": qr_svg(address),
        "evidence": [asdict(line) for line in evidence],
        "labels": {
            "portal": _("Kabinet · avtomobil nəqliyyatının elektron xidmətləri"),
            "version": _("Versiya %(n)s", n=version),
            "made": _("Tərtib edilib: %(moment)s", moment=moment(now())),
            "scan": _("Həqiqiliyini yoxlamaq üçün kodu oxudun"),
            "qr": _("Yoxlama ünvanının QR kodu: %(address)s", address=address),
            "check": _("Sənədin həqiqiliyini və vəziyyətini bu ünvanda yoxlayın:"),
            "signatures": _("Elektron imzalar"),
            "role": _("Tərəf"),
            "name": _("İmzalayan"),
            "moment": _("İmza vaxtı"),
            "certificate": _("Sertifikatın nömrəsi"),
            "unsigned": _("Bu versiyada hələ imza yoxdur."),
            "page": _("Səhifə"),
        },
    }
