"""What the pages show of movements, figures and stations."""

from collections.abc import Iterable
from typing import Any

from webapp.tills.models import Operation
from webapp.tills.reporting import Report
from webapp.tills.rules import Kind, Method
from webapp.tills.wording import KINDS, METHODS
from webapp.timetable.api import name_of, stations
from webapp.ui.filters import clock_time, money


def station_names() -> dict[int, str]:
    """Return the stations' names in the language of the page, by key."""
    return {one.id: name_of(one) for one in stations()}


def turnover_rows(report: Report) -> list[dict[str, Any]]:
    """Return a line for each kind and method."""
    return [
        {"kind": KINDS[one.kind], "method": METHODS[one.method], "count": one.count, "amount": money(one.qepik)}
        for one in report.lines
    ]


def move_rows(moves: Iterable[Operation]) -> list[dict[str, Any]]:
    """Return movements as the list shows them, with what is written to each."""
    return [
        {
            "at": clock_time(one.at),
            "kind": KINDS[Kind(one.kind)],
            "method": METHODS[Method(one.method)],
            "amount": money(one.qepik),
            "note": one.reference or one.note,
            "move": one,
        }
        for one in moves
    ]
