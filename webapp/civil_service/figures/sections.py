"""What a page of figures shows: sections with a finding, a chart and its table. The same rows are the CSV."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from webapp.civil_service.figures import wording
from webapp.civil_service.figures.cube import Counted
from webapp.civil_service.figures.wording import values_of, word
from webapp.core.text import Text, _
from webapp.ui.charts import Series, Words, sideways

Column = tuple[str, str, str]
TONES = ("good", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: `finding` says in a sentence what is to be seen, `summary` what matters most of the table."""

    code: str
    title: str
    finding: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    chart: Markup | None = None
    series: Sequence[Series] = ()
    summary: Sequence[tuple[str, Any]] = ()


def crossed(code: str, title: str, day: date, row: str, column: str | None, people: Sequence[Counted]) -> Section:
    """Return people counted by one dimension, or by one against another, with totals."""
    counted = {one.values: one.people for one in people}
    of_row, of_column = values_of(row, day), values_of(column, day) if column else {}
    found = _ordered(of_row, {key[0] for key in counted})
    across = _ordered(of_column, {key[1] for key in counted}) if column else []
    lines: list[dict[str, Any]] = []
    for value in found:
        parts = [counted.get((value, each), 0) for each in across] if column else [counted[value,]]
        cells = {f"c{place}": part for place, part in enumerate(parts)} if column else {}
        lines.append({"what": word(of_row, value), **cells, "all": sum(parts)})
    columns: list[Column] = [("what", str(wording.TITLES[row]), "text")]
    columns += [(f"c{place}", word(of_column, each), "number") for place, each in enumerate(across)]
    columns.append(("all", _("Cəmi"), "number"))
    keys = [f"c{place}" for place in range(len(across))] or ["all"]
    titles = [word(of_column, each) for each in across] or [_("Cəmi")]
    most = max(lines, key=lambda line: int(line["all"]), default=None)
    told = _("Ən çoxu: %(what)s, %(people)s nəfər.", what=most["what"], people=most["all"]) if most else ""
    return drawn(Section(code, title, told, columns, lines), keys, titles)


def drawn(section: Section, keys: Sequence[str], titles: Sequence[str]) -> Section:
    """Return the section with its chart: of these columns, in these words; more than five are left to the table."""
    if not section.rows or len(keys) > len(TONES):
        return section
    labels = [str(line[section.columns[0][0]]) for line in section.rows]
    series = [
        Series(tone, title, [line[key] for line in section.rows])
        for tone, key, title in zip(TONES, keys, titles, strict=False)
    ]
    chart = sideways(Words(section.code, section.title, section.finding), labels, series)
    return replace(section, chart=chart, series=series)


def total(title: Text, rows: Sequence[dict[str, Any]], first: str) -> dict[str, Any]:
    """Return the last line of a table: the sums of its whole numbers."""
    keys = [key for key, value in rows[0].items() if isinstance(value, int)] if rows else []
    return {first: str(title), **{key: sum(row[key] for row in rows) for key in keys}}


def _ordered(words: Any, known: set[str | None]) -> list[str | None]:
    """Return the values that are there in the order of their words; unknown codes and None last."""
    places = {value: place for place, value in enumerate(words)}
    return sorted(known, key=lambda value: (value is None, places.get(str(value), len(places)), str(value)))
