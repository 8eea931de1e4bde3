"""What an address asks of the figures: a day, a body, dimensions of a report. Anything else is the usual."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import request

from webapp.civil_service.beside import ensure_entry
from webapp.civil_service.errors import NoSuchBody
from webapp.civil_service.figures.cube import DIMENSIONS
from webapp.civil_service.length.views import day_of
from webapp.civil_service.queries import body_of_party
from webapp.core.actor import current_actor

EARLIEST: Final = date(1995, 1, 1)
FILTERS: Final = ("body", "kind", "class", "sex", "age", "length", "status", "rank", "education")


@dataclass(frozen=True, slots=True)
class Asked:
    """A day, dimensions of rows and columns, values that are kept to."""

    day: date
    rows: str
    columns: str | None
    where: dict[str, str]

    @property
    def args(self) -> dict[str, str]:
        """The same as the arguments of an address."""
        kept = {f"is_{name}": value for name, value in self.where.items()}
        return {"on": self.day.isoformat(), "rows": self.rows, "columns": self.columns or "", **kept}


def asked_day() -> date:
    """Return the day that the address asks for: today when it says none that there can be."""
    return max(day_of(request.args.get("on", "")), EARLIEST)


def asked_report(body_id: int | None) -> Asked:
    """Return what a report is asked for; of one body only when `body_id` says which."""
    rows, columns = request.args.get("rows", ""), request.args.get("columns", "")
    where = {name: value for name in FILTERS if (value := request.args.get(f"is_{name}", ""))}
    if body_id is not None:
        where["body"] = str(body_id)
    return Asked(
        asked_day(),
        rows if rows in DIMENSIONS else "body",
        columns if columns in DIMENSIONS and columns != rows else None,
        where,
    )


def own_body() -> int:
    """Return the state body for which one acts. Raises NoSuchBody, EntryClosed."""
    ensure_entry(current_actor())
    found = body_of_party(current_actor().party_id)
    if found is None:
        raise NoSuchBody
    return found.id
