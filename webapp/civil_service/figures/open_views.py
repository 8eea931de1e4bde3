"""The open figures for anybody, signed in or not: page, CSV and JSON, no personal data (charter 004, 8.1.1)."""

import csv
import io
from datetime import date
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from webapp.civil_service.figures.hiding import SMALLEST
from webapp.civil_service.figures.opened import ALL, TABLES, OpenCell, open_cells, quarter_of
from webapp.civil_service.figures.wording import TABLES as TITLES
from webapp.civil_service.figures.wording import values_of, word
from webapp.civil_service.length.views import day_of
from webapp.core.clock import today
from webapp.core.text import _, in_language
from webapp.ui.access import public
from webapp.ui.rendering import render

pages: Final = Blueprint("civil_open", __name__, template_folder="../templates", url_prefix="/civil-service/statistics")
EARLIEST: Final = date(2005, 1, 1)
MOST_QUARTERS: Final = 8


@pages.get("")
@public
def statistics() -> str:
    """Show totals by body, of the first day of a quarter; small numbers are hidden."""
    day = _day()
    cells = {(one.body, one.table, one.value): one.people for one in open_cells(day)}
    names, quarters = values_of("body", day), _quarters()
    bodies = sorted({body for body, *_rest in cells if body != ALL}, key=lambda one: str(names.get(one, "")))
    tables = []
    for table in TABLES:
        words = values_of(table, day)
        values = [value for value in words if (ALL, table, value) in cells]
        rows = [
            [word(names, body)] + [cells[body, table, value] for value in values] + [cells[body, ALL, ALL]]
            for body in bodies
        ]
        rows.append([_("Cəmi")] + [cells[ALL, table, value] for value in values] + [cells[ALL, ALL, ALL]])
        tables.append((TITLES[table], [word(words, value) for value in values], rows))
    classes = [
        (word(values_of("class", day), value), cells[ALL, "class", value])
        for value in values_of("class", day)
        if (ALL, "class", value) in cells
    ]
    return render(
        "civil_service/figures/open.html",
        day=day,
        tables=tables if bodies else [],
        classes=classes,
        whole=cells.get((ALL, ALL, ALL)),
        bodies=len(bodies),
        smallest=SMALLEST,
        quarters=quarters,
    )


@pages.get("/civil-service.csv")
@public
def as_csv() -> Response:
    """Send the same as CSV: one line a number, an empty number is hidden."""
    day, out = _day(), io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["day", "body", "table", "value", "code", "people", "hidden"])
    for row in _lines(day):
        writer.writerow(["" if cell is None else cell for cell in row.values()])
    headers = {"Content-Disposition": f'attachment; filename="civil-service-{day}.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=headers)


@pages.get("/civil-service.json")
@public
def as_json() -> Response:
    """Send the same as JSON."""
    day = _day()
    return jsonify({"day": day.isoformat(), "hidden_below": SMALLEST, "numbers": _lines(day)})


def _lines(day: date) -> list[dict[str, Any]]:
    """Return each number with its words, in the language of the register."""
    with in_language("az"):
        names = values_of("body", day)
        return [
            _line(day, one, word(names, one.body) if one.body != ALL else str(TITLES[ALL])) for one in open_cells(day)
        ]


def _line(day: date, one: OpenCell, body: str) -> dict[str, Any]:
    value = str(TITLES[ALL]) if one.table == ALL else word(values_of(one.table, day), one.value)
    return {
        "day": day.isoformat(),
        "body": body,
        "table": one.table,
        "value": value,
        "code": one.value,
        "people": one.people,
        "hidden": one.people is None,
    }


def _day() -> date:
    """Return the first day of the quarter that was asked for, of this one at the latest."""
    return max(min(quarter_of(day_of(request.args.get("on", ""))), quarter_of(today())), EARLIEST)


def _quarters() -> list[date]:
    """Return the last quarters, the newest first."""
    found = [quarter_of(today())]
    while len(found) < MOST_QUARTERS:
        found.append(quarter_of(date.fromordinal(found[-1].toordinal() - 1)))
    return found
