"""What the operator proposes to the Cabinet for the list of decision 191 (its clause 4.2): add, change, remove.

Nothing is typed: it follows from the register, beside the list as the act has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from webapp.catalogue.law import list_of_the_act
from webapp.catalogue.models import Authority, Entry
from webapp.core import db
from webapp.core.csv_text import csv_text
from webapp.core.text import Text, _l

KINDS: Final[dict[str, Text]] = {
    "add": _l("Siyahıya əlavə etmək"),
    "change": _l("Siyahıda dəyişmək"),
    "remove": _l("Siyahıdan çıxarmaq"),
}
HEADER: Final = ("Təklif", "Siyahıdakı nömrə", "Orqan", "İndiki ad", "Təklif olunan ad", "Əsas")
WHY: Final = {
    "add": "Reyestrdə {number} nömrəsi ilə {day:%d.%m.%Y} tarixində qeydə alınıb, Siyahıda yoxdur.",
    "change": "Reyestrdə {number} nömrəsi ilə {day:%d.%m.%Y} tarixində başqa adla qeydə alınıb.",
    "remove": "{number} nömrəli qeydiyyat {day:%d.%m.%Y} tarixində orqanın müraciəti ilə ləğv edilib.",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line: `kind` is add, change or remove; names are Azerbaijani, as the act is."""

    kind: str
    no: str
    body: str
    now: str
    proposed: str
    why: str


def proposals() -> list[Proposal]:
    """Return the proposals in the order of the list: additions first, then changes, then removals."""
    names = {item["no"]: item["name"] for body in list_of_the_act()["authorities"] for item in body["services"]}
    wanted = select(Entry, Authority.name).join(Authority, Authority.no == Entry.authority_no)
    wanted = wanted.where(Entry.number.is_not(None), Entry.protected.is_(False)).order_by(Entry.rank.desc())
    made = [_proposal(entry, body, names.get(entry.list_no or "", "")) for entry, body in db.session().execute(wanted)]
    found = [one for one in made if one is not None]
    return [one for kind in KINDS for one in found if one.kind == kind]


def as_csv(rows: Iterable[Proposal]) -> str:
    """Return the proposals as CSV for a spreadsheet; no cell of it is read as a formula."""
    return csv_text([HEADER, *((KINDS[row.kind], row.no, row.body, row.now, row.proposed, row.why) for row in rows)])


def _proposal(entry: Entry, body: str, listed_name: str) -> Proposal | None:
    kind = _kind(entry, listed_name)
    if kind is None:
        return None
    day: Any = entry.cancelled_at if kind == "remove" else entry.registered_at
    proposed = "" if kind == "remove" else entry.name
    return Proposal(
        kind, entry.list_no or "", body, listed_name, proposed, WHY[kind].format(number=entry.number, day=day)
    )


def _kind(entry: Entry, listed_name: str) -> str | None:
    if entry.state == "cancelled":
        return "remove" if entry.list_no else None
    if not entry.list_no:
        return "add"
    return "change" if entry.name != listed_name else None
