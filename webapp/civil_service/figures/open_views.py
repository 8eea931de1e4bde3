"""The open figures for anybody, signed in or not: page, CSV and JSON, no personal data (charter 004, 8.1.1)."""

from datetime import date
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from webapp.civil_service.figures.hiding import SMALLEST
from webapp.civil_service.figures.models import OpenFigures
from webapp.civil_service.figures.opened import ALL, TABLES, WHOLE, OpenCell, quarter_of
from webapp.civil_service.figures.publishing import (
    cells_of,
    comes_out_on,
    publications,
    published,
    quarter_shown,
    revisions,
)
from webapp.civil_service.figures.wording import TABLES as TITLES
from webapp.civil_service.figures.wording import values_of, word
from webapp.civil_service.length.views import day_of
from webapp.core.azerbaijani import sort_key
from webapp.core.clock import today
from webapp.core.csv_text import csv_text
from webapp.core.text import _, in_language
from webapp.ui.access import public
from webapp.ui.rendering import render

pages: Final = Blueprint("civil_open", __name__, template_folder="../templates", url_prefix="/civil-service/statistics")
LONG: Final = 5


@pages.get("")
@public
def statistics() -> str:
    """Show totals by body, of the first day of a quarter, as they were published; small numbers are hidden."""
    found = _asked()
    day = found.day if found else quarter_of(today())
    cells = {one.key: one.people for one in cells_of(found)} if found else {}
    names = values_of("body", day)
    bodies = sorted({body for body, *_rest in cells if body != ALL}, key=lambda one: sort_key(str(names.get(one, ""))))
    tables = []
    for table in TABLES if cells else ():
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
        tables=tables,
        classes=classes,
        whole=cells.get(WHOLE),
        bodies=len(bodies),
        smallest=SMALLEST,
        quarters=[one.day for one in publications()],
        found=found,
        revisions=revisions(day),
        comes_out=None if published(quarter_of(today())) else comes_out_on(quarter_of(today())),
    )


@pages.get("/civil-service.csv")
@public
def as_csv() -> Response:
    """Send the same as CSV: one line a number, an empty number is hidden."""
    found = _asked()
    head = ("day", "body", "table", "value", "code", "people", "hidden")
    table = csv_text([head, *(row.values() for row in _lines(found))], delimiter=";")
    name = f"civil-service-{found.day}-{found.revision}" if found else "civil-service"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(table, mimetype="text/csv", headers=headers)


@pages.get("/civil-service.json")
@public
def as_json() -> Response:
    """Send the same as JSON, with every revision and its reason."""
    found = _asked()
    said: dict[str, Any] = {"hidden_below": SMALLEST, "numbers": _lines(found)}
    if found is not None:
        said |= {
            "day": found.day.isoformat(),
            "revision": found.revision,
            "published_at": found.published_at.isoformat(),
        }
        said["revisions"] = [
            {"revision": one.revision, "published_at": one.published_at.isoformat(), "reason": one.reason}
            for one in revisions(found.day)
        ]
    return jsonify(said)


def _lines(found: OpenFigures | None) -> list[dict[str, Any]]:
    """Return each number with its words, in the language of the register."""
    if found is None:
        return []
    with in_language("az"):
        names = values_of("body", found.day)
        return [
            _line(found.day, one, word(names, one.body) if one.body != ALL else str(TITLES[ALL]))
            for one in cells_of(found)
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


def _asked() -> OpenFigures | None:
    """Return the publication of the quarter that was asked for, in the revision that was asked for if there is one."""
    day = quarter_shown(quarter_of(day_of(request.args.get("on", ""))))
    if day is None:
        return None
    revision = request.args.get("revision", "")
    older = (
        published(day, int(revision)) if revision.isascii() and revision.isdigit() and len(revision) < LONG else None
    )
    return older or published(day)
