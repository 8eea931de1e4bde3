"""Statistics to take away, as CSV or JSON: cells with fewer than five exchanges are hidden, for they may tell of one person."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

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
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    table.writerows([_plain(row[name]) for name in COLUMNS] for row in rows)
    return written.getvalue()


def _hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    few = row["calls"] < SMALL
    times = {name: None if few else int(row[name]) for name in ("mean_total_ms", "mean_own_ms")}
    failed = None if few else hidden(row["failed"])
    return {**row, "calls": hidden(row["calls"]), "failed": failed, **times}


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
