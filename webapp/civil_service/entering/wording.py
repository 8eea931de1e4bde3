"""Facts, states and steps in words: one place for pages, documents and messages."""

from datetime import date
from typing import Any, Final

from webapp.civil_service.beside import rank_titles
from webapp.civil_service.groups import Group, Kind
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.values import Given
from webapp.civil_service.wording import STATUSES
from webapp.core.text import Text, _, _l
from webapp.ui.filters import day

__all__ = ["ACTIONS", "JOURNAL", "STATES", "STATUSES", "line_of", "rows_of", "said", "stretch"]

STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("İmza gözləyir"), "warning"),
    "signing": (_l("İmzalanır"), "info"),
    "carrying": (_l("Reyestrə yazılır"), "info"),
    "in_force": (_l("Reyestrə yazılıb"), "success"),
    "failed": (_l("Reyestrə yazılmadı"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
ACTIONS: Final[dict[str, Text]] = {
    "record": _l("Yeni məlumat"),
    "revise": _l("Məlumatın dəyişdirilməsi"),
    "annul": _l("Məlumatın ləğvi"),
}
JOURNAL: Final[dict[str, Text]] = {
    "begun": _l("Reyestrə təqdimat hazırlandı"),
    "signed": _l("Reyestrə təqdimat imzalandı"),
    "carried_out": _l("Təqdimat reyestrə yazıldı"),
    "failed": _l("Təqdimat reyestrə yazılmadı"),
    "given_up": _l("Təqdimat geri götürüldü"),
    "table_sent": _l("Qulluqçuların cədvəli göndərildi"),
}


def said(of: Group, name: str, value: Any) -> str:
    """Return the value of a field in words."""
    field = of.field(name)
    if field is None or value in {None, ""}:
        return "" if value is None else str(value)
    if field.kind is Kind.DATE:
        return day(date.fromisoformat(str(value)))
    if field.kind is Kind.RANK:
        return rank_titles().get(str(value), str(value))
    if field.kind is Kind.CLASS:
        return str(CLASSES.get(str(value), value))
    return str(dict(field.choices).get(str(value), value))


def rows_of(of: Group, given: Given) -> list[tuple[str, str]]:
    """Return what is stated as (label, value), empty ones left out."""
    rows = [(str(one.label), said(of, one.name, given.content.get(one.name))) for one in of.fields]
    rows += [
        (_("Başlanğıc"), day(given.valid_from)),
        (_("Son gün"), day(given.valid_to)),
        (_("Əmrin nömrəsi"), given.order_number or ""),
        (_("Əmrin tarixi"), day(given.order_date)),
    ]
    return [(label, value) for label, value in rows if value]


def line_of(of: Group, content: dict[str, Any]) -> str:
    """Return the line by which people know a fact: its head fields."""
    return ", ".join(filter(None, (said(of, name, content.get(name)) for name in of.head)))


def stretch(first: date, last: date | None) -> str:
    """Return a period in words."""
    if last == first:
        return day(first)
    return f"{day(first)} – {day(last)}" if last else _("%(day)s tarixindən", day=day(first))
