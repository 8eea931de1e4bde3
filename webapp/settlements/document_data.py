"""The statement on paper: whose, for which days, each trip with what was sold, given back and kept, what is owed."""

from typing import Any, Final

from sqlalchemy import select

from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.clock import now
from webapp.core.text import Text, _, _l
from webapp.documents.api import DocumentType, Evidence, PublicFacts, frame, render_pdf
from webapp.settlements.errors import NoSuchStatement
from webapp.settlements.models import Statement
from webapp.settlements.queries import Total, lines_of
from webapp.ui.filters import day, moment, money

TITLE: Final = _l("Daşıyıcı ilə hesablaşma")
STATION_TITLE: Final = _l("Stansiya ilə hesablaşma")
TITLES: Final[dict[str, Text]] = {"carrier": TITLE, "station": STATION_TITLE}
TEMPLATE: Final = "settlements/templates/settlements/statement.typ"


def statement_of_ref(ref: str) -> Statement:
    """Return the statement that a document stands for. Raises NoSuchStatement."""
    found = db.session().scalar(select(Statement).where(Statement.public_id == ref))
    if found is None:
        raise NoSuchStatement
    return found


def statement_pdf(row: Statement, *, sealing: bool) -> bytes:
    """Return the printed statement in the language of the moment; `sealing` says that it gets our seal right after this."""
    seal = (Evidence(_("Elektron möhür"), "AYNA", moment(now()), ""),) if sealing else ()
    data: dict[str, Any] = {
        "frame": frame(row.document_token, title=TITLES[row.kind], number=row.number, version=1, evidence=seal),
        "rows": [[str(label), value] for label, value in facts_of(row)],
        "title": _("Reyslər üzrə"),
        "head": [
            _("Marşrut, reys"),
            _("Satılıb"),
            _("Qaytarılıb"),
            _("Məbləğ"),
            _("Stansiya"),
            _("Satış haqqı"),
            _("Daşıyıcıya"),
        ],
        "lines": [_line(one) for one in lines_of(row)],
    }
    return render_pdf(TEMPLATE, data)


def facts_of(row: Statement) -> list[tuple[str, str]]:
    """Return the statement's own fields in the language of the moment."""
    who = party(row.carrier_id)
    days = (_("Dövr"), f"{day(row.since)} – {day(row.until)}")
    if row.kind == "station":
        return [
            (_("Stansiya"), row.station_code),
            (_("Stansiyanı saxlayan"), who.name),
            (_("VÖEN"), who.number),
            days,
            (_("Kassalarda satış, qaytarmalar çıxılmaqla"), money(row.gross)),
            (_("Stansiyaya çatır"), money(row.qepik)),
        ]
    return [
        (_("Daşıyıcı"), who.name),
        (_("VÖEN"), who.number),
        days,
        (_("Satışın məbləği, qaytarmalar çıxılmaqla"), money(row.gross)),
        (_("Stansiyaların payı"), money(row.station)),
        (_("Qabaqcadan satış haqqı"), money(row.advance)),
        (_("Daşıyıcıya çatır"), money(row.qepik)),
    ]


def public_facts(ref: str) -> PublicFacts:
    """Return what a stranger may know of a statement: the carrier and the days, no amounts."""
    row = statement_of_ref(ref)
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Stansiyanı saxlayan") if row.kind == "station" else _l("Daşıyıcı"), party(row.carrier_id).name),
        (_l("Dövr"), f"{day(row.since)} – {day(row.until)}"),
    )
    return PublicFacts("neutral", _l("Hesablaşma"), row.number, rows, issued_at=row.drawn_at)


def _line(one: Total) -> list[str]:
    route, trip, station = one.of
    what = f"{route}, {trip or _('kartla gediş')}" + (f" ({station})" if station else "")
    amounts = (one.gross, one.station, one.advance, one.carrier)
    return [what, str(one.sold), str(one.ended), *(money(qepik) for qepik in amounts)]


CARRIER_STATEMENT: Final = DocumentType("carrier_statement", TITLE, public_facts)
STATION_STATEMENT: Final = DocumentType("station_statement", STATION_TITLE, public_facts)
