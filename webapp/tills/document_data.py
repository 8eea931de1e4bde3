"""The Z-report on paper, sealed: figures of a closed shift, banknotes and coins, whether the ledger agrees."""

from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.text import Text, _, _l
from webapp.documents.api import DocumentType, Evidence, PublicFacts, frame, render_pdf
from webapp.tills.errors import NoSuchShift
from webapp.tills.models import Shift
from webapp.tills.queries import till_of
from webapp.tills.reporting import Report, report_of
from webapp.tills.rules import Method
from webapp.tills.wording import KINDS, METHODS
from webapp.ui.filters import moment, money

TITLE: Final = _l("Kassanın Z-hesabatı")
TEMPLATE: Final = "tills/templates/tills/z_report.typ"


def report_pdf(shift: Shift, *, sealing: bool) -> bytes:
    """Return the printed Z-report in the language of the moment; `sealing` says that it gets our seal right after this."""
    report = report_of(shift, till_of(shift))
    seal = (Evidence(_("Elektron möhür"), "AYNA", moment(now()), ""),) if sealing else ()
    token = shift.document_token or ""
    data: dict[str, Any] = {
        "frame": frame(token, title=TITLE, number=shift.z_number, version=1, state=_("Bağlanıb"), evidence=seal),
        "rows": [list(row) for row in _head(report)],
        "moves": [
            [str(KINDS[one.kind]), f"{METHODS[one.method]}, {one.count}: {money(one.qepik)}"] for one in report.lines
        ],
        "moves_title": _("Əməliyyatlar"),
        "pieces": [[money(int(worth)), f"× {many} = {money(int(worth) * many)}"] for worth, many in _pieces(shift)],
        "pieces_title": _("Sayılmış nağd vəsait"),
    }
    return render_pdf(TEMPLATE, data)


def shift_of_report(ref: str) -> Shift:
    """Return the shift of a Z-report. Raises NoSuchShift."""
    found = db.session().scalar(select(Shift).where(Shift.public_id == ref))
    if found is None:
        raise NoSuchShift
    return found


def public_facts(ref: str) -> PublicFacts:
    """Return what a stranger may know of a Z-report: the till and the day, no amounts, no cashier."""
    shift = shift_of_report(ref)
    rows: tuple[tuple[Text, str], ...] = ((_l("Kassa"), till_of(shift).code), (_l("Bağlanıb"), moment(shift.closed_at)))
    return PublicFacts("neutral", _l("Z-hesabat"), shift.z_number, rows, issued_at=shift.closed_at)


def _head(report: Report) -> list[tuple[str, str]]:
    shift = report.shift
    ledger = _("Uçot jurnalı ilə uyğundur") if report.agrees else _("Uçot jurnalı ilə fərqlidir")
    rows = [
        (_("Kassa"), f"{report.till.code}, {report.till.name}"),
        (_("Kassir"), shift.cashier),
        (_("Növbə açılıb"), moment(shift.opened_at)),
        (_("Növbə bağlanıb"), moment(shift.closed_at)),
        (_("Bağlayan"), shift.closed_name),
        (_("Növbənin əvvəlində nağd"), money(shift.opening)),
        (_("Nağd satış, qaytarmalar çıxılmaqla"), money(report.sold(Method.CASH))),
        (_("Terminalla satış, qaytarmalar çıxılmaqla"), money(report.sold(Method.TERMINAL))),
        (_("Kassada olmalı idi"), money(shift.expected)),
        (_("Sayılıb"), money(shift.counted)),
        (_("Artıq (+) və ya əskik (-)"), money((shift.counted or 0) - (shift.expected or 0))),
        (_("Yoxlama"), ledger),
    ]
    if shift.reason:
        rows.append((_("Səbəb"), shift.reason))
    return [(str(label), str(value)) for label, value in rows]


def _pieces(shift: Shift) -> list[tuple[str, int]]:
    counts = shift.counts or {}
    return sorted(((worth, int(many)) for worth, many in counts.items()), key=lambda one: -int(one[0]))


Z_REPORT: Final = DocumentType("till_z_report", TITLE, public_facts)
