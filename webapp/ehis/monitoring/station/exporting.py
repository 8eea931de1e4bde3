"""Statistics to take away, as CSV or JSON: cells with fewer than five exchanges are hidden, for they may tell of one person."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from webapp.core.csv_text import csv_text
from webapp.ehis.monitoring.judging import SMALL, hidden

COLUMNS: Final = (
    "day",
    "direction",
    "client",
    "service",
    "version",
    "protocol",
    "calls",
    "failed",
    "mean_total_ms",
    "mean_own_ms",
)


def cells(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with small counts hidden, and with them the times, which would be those of one exchange."""
    return [_hidden(row) for row in rows]


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as a table with a head; a text that a spreadsheet would run is disarmed."""
    return csv_text([COLUMNS, *([row[name] for name in COLUMNS] for row in rows)], mark=False)


def _hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    few = row["calls"] < SMALL
    times = {name: None if few else int(row[name]) for name in ("mean_total_ms", "mean_own_ms")}
    failed = None if few else hidden(row["failed"])
    return {**row, "calls": hidden(row["calls"]), "failed": failed, **times}
