"""What pages show of papers and of registers' answers: words, tones, links to the rooms that have the whole."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from flask import url_for

from webapp.core.text import Text, _, _l
from webapp.inspections.rules import Answer
from webapp.inspections.values import Paper, Row
from webapp.inspections.wording import ANSWERS, PAPERS
from webapp.ui.filters import day, moment

QUESTIONS: Final[dict[str, Text]] = {
    "carrier": _l("Daşıyıcıların reyestri"),
    "vehicle": _l("Nəqliyyat vasitəsinin qeydiyyatı"),
    "inspection": _l("Texniki baxış"),
    "liability": _l("Avtomobil sahibinin məsuliyyət sığortası"),
    "passengers": _l("Sərnişinlərin sığortası"),
    "licence": _l("Sürücülük vəsiqəsi"),
    "restrictions": _l("İdarəetmə hüququnun məhdudlaşdırılması"),
}
VALUES: Final[dict[str, Text]] = {
    "active": _l("fəaliyyətdədir"),
    "suspended": _l("dayandırılıb"),
    "removed": _l("reyestrdən çıxarılıb"),
    "suspension": _l("hüquq dayandırılıb"),
    "withdrawal": _l("hüquq ləğv edilib"),
}
STATUSES: Final[dict[str, Text]] = {
    "open": _l("Açıqdır, yoldadır"),
    "closed": _l("Bağlanıb"),
    "cancelled": _l("Ləğv edilib"),
    "valid": _l("Qüvvədədir"),
    "upcoming": _l("Hələ qüvvəyə minməyib"),
    "suspended": _l("Qüvvəsi dayandırılıb"),
    "revoked": _l("Ləğv edilib"),
    "expired": _l("Müddəti bitib"),
    "replaced": _l("Yenisi ilə əvəz edilib"),
}
WHOLE: Final = {
    "waybill": "waybills_office.look",
    "journey_form": "journeys_office.look",
    "trip_sheet": "trip_sheets_office.look",
}


def paper_card(paper: Paper) -> dict[str, Any]:
    """Return a paper as the page of a check shows it."""
    endpoint = WHOLE.get(paper.kind)
    return {
        "title": _(paper.title) if paper.title else PAPERS[paper.kind],
        "number": paper.number,
        "word": STATUSES.get(paper.word) or _(paper.word),
        "tone": paper.tone if paper.in_force else "danger",
        "plates": paper.plates,
        "rows": [(label, value) for label, value in _facts(paper) if value],
        "href": url_for(endpoint, public_id=paper.ref) if endpoint else None,
        "paper": paper,
    }


def row_lines(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the registers' answers, what is wrong first."""
    order = [Answer.NOT, Answer.ABSENT, Answer.SILENT, Answer.OK]
    return [_line(one) for one in sorted(rows, key=lambda one: order.index(Answer(one.answer)))]


def _line(one: Row) -> dict[str, Any]:
    word, tone = ANSWERS[one.answer]
    return {
        "what": QUESTIONS.get(one.code, one.code),
        "subject": one.subject,
        "answer": {"text": word, "tone": tone},
        "value": _said(one.value),
        "source": _(one.source) if one.source else _("Kabinet") if one.code == "carrier" else "",
        "at": moment(one.as_of),
    }


def _said(value: str) -> str:
    """Return an answer's value for people: its days in their form, codes in words."""
    parts = []
    for part in filter(None, (piece.strip() for piece in value.split(";"))):
        try:
            parts.append(day(date.fromisoformat(part)))
        except ValueError:
            parts.append(str(VALUES.get(part, part)))
    return ", ".join(parts)


def _facts(paper: Paper) -> list[tuple[Text, str]]:
    since = {"waybill": _("Yük qəbul edilib"), "journey_form": _("Yola düşmə"), "ticket": _("Yola düşmə")}
    people = {
        "waybill": _("Sürücü"),
        "journey_form": _("Sürücülər"),
        "trip_sheet": _("Sürücülər"),
        "ticket": _("Sərnişin, yer"),
    }
    way = " – ".join(filter(None, (paper.origin, paper.target)))
    return [
        (_("Haradan – haraya"), way),
        (_("Yük"), ", ".join(paper.goods)),
        (_("Brutto, kq"), paper.gross_kg),
        (_("Yükgöndərən"), paper.consignor),
        (_("Daşıyıcı"), paper.carrier),
        (_("Yükalan"), paper.consignee),
        (people.get(paper.kind, _("Sahibi")), ", ".join(paper.people)),
        (_("Plomblar"), ", ".join(paper.seals)),
        (since.get(paper.kind, _("Verilib")), moment(paper.since) if paper.since else ""),
        (_("Son qüvvədə olduğu gün"), day(date.fromisoformat(paper.until)) if paper.until else ""),
    ]
