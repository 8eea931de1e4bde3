"""The register of a range as CSV for spreadsheets and as JSON; the same columns in both."""

import json
from collections.abc import Iterable
from typing import Any, Final

from webapp.core.csv_text import csv_text
from webapp.incidents.models import Addressee, BodyNotice, Incident
from webapp.incidents.queries import notices_of

COLUMNS: Final = (
    *("number", "kind", "severity", "state", "source", "attempt", "title", "services", "happened_at", "registered_at"),
    *("seen", "description", "cause", "measures", "report", "closed_at", "told"),
)


def as_csv(rows: Iterable[Incident]) -> str:
    """Return the rows with a header of stable names, no cell that a spreadsheet would take for a formula."""
    lines = (_line(row) for row in rows)
    return csv_text([COLUMNS, *([_said(line[name]) for name in COLUMNS] for line in lines)])


def as_json(rows: Iterable[Incident]) -> str:
    """Return the rows as a JSON document."""
    return json.dumps({"incidents": [_line(row) for row in rows]}, ensure_ascii=False, indent=1)


def _line(row: Incident) -> dict[str, Any]:
    told = [_told(notice, addressee) for notice, addressee in notices_of(row)]
    values = {name: getattr(row, name) for name in COLUMNS if name != "told"}
    return {name: _value(value) for name, value in values.items()} | {"told": told}


def _told(notice: BodyNotice, addressee: Addressee) -> dict[str, Any]:
    sent = notice.sent_at.isoformat() if notice.sent_at else None
    return {"body": addressee.body, "about": notice.about, "state": notice.state, "sent_at": sent}


def _value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _said(value: Any) -> object:
    return "; ".join(_entry(item) for item in value) if isinstance(value, list) else value


def _entry(item: Any) -> str:
    return " ".join(str(part) for part in item.values() if part) if isinstance(item, dict) else str(item)
