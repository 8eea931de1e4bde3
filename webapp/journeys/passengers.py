"""The passenger list as people type or paste it: one a line, parts divided by a tab, a semicolon or a comma. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from webapp.journeys.content import Passenger
from webapp.journeys.rules import LONGEST_NAME, MOST_PASSENGERS

DIVIDER: Final = re.compile(r"\s*[\t;,]\s*")
NUMBERED: Final = re.compile(r"^\s*\d{1,3}[.)]\s+")
YEAR: Final = re.compile(r"(?:.*\D)?(\d{4})")
EARLIEST: Final = 1900
COLUMNS: Final = 4
NUMBER: Final = re.compile(r"№?\s*\d{0,4}\.?")
HEADING: Final = re.compile(r"\b(ad|adı|soyad|soyadı|name|surname|фио|имя|фамилия)\b", re.IGNORECASE)
DOCUMENT: Final = re.compile(r"[0-9A-Za-z \-]{5,20}")


class NotAPassenger(ValueError):
    """A line cannot be read: `line` counts from 1, `code` says what is wrong."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(f"{line}: {code}")
        self.line, self.code = line, code


def read_passengers(typed: str, this_year: int) -> list[Passenger]:
    """Return the passengers of a typed or pasted list: name; document; nationality; year or date of birth.

    Numbers before names and empty lines are forgiven. Raises NotAPassenger for the first line that cannot be read.
    """
    found: list[Passenger] = []
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        if len(found) == MOST_PASSENGERS:
            raise NotAPassenger(number, "too-many")
        found.append(_read(number, NUMBERED.sub("", line).strip(), this_year))
    return found


def rows_as_typed(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows of a table as the list is typed; a row of headings and a column of numbers are left out."""
    found = []
    for row in rows:
        cells = [cell.replace(";", " ").replace(",", " ").strip() for cell in row]
        if cells and NUMBER.fullmatch(cells[0]):
            cells = cells[1:]
        if any(cells):
            found.append(cells)
    if found and HEADING.search(" ".join(found[0])):
        found = found[1:]
    return "\n".join("; ".join(cells[:COLUMNS]).rstrip("; ") for cells in found)


def write_passengers(passengers: Iterable[Passenger]) -> str:
    """Return the list as it is typed."""
    rows = ((one.name, one.document, one.nationality, str(one.born or "")) for one in passengers)
    return "\n".join("; ".join(row).rstrip("; ") for row in rows)


def doubled(passengers: Iterable[Passenger]) -> set[str]:
    """Return documents that stand twice in the list."""
    seen: set[str] = set()
    twice: set[str] = set()
    for document in (one.document for one in passengers if one.document):
        (twice if document in seen else seen).add(document)
    return twice


def _read(number: int, line: str, this_year: int) -> Passenger:
    name, *rest = DIVIDER.split(line)
    document, nationality, born = [*rest, "", "", ""][:3]
    if len(name.split()) < 2 or len(name) > LONGEST_NAME:  # noqa: PLR2004 - given name and surname
        raise NotAPassenger(number, "name")
    if document and not DOCUMENT.fullmatch(document):
        raise NotAPassenger(number, "document")
    year = YEAR.fullmatch(born) if born else None
    if born and (year is None or not EARLIEST <= int(year[1]) <= this_year):
        raise NotAPassenger(number, "born")
    plain = "".join(document.split()).upper()
    return Passenger(name=name, document=plain, nationality=nationality[:40], born=int(year[1]) if year else None)
