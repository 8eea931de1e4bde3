"""The journal as CSV for spreadsheets: UTF-8 with a mark, no cell that a spreadsheet would take for a formula."""

from collections.abc import Iterable, Sequence
from typing import Final

from webapp.audit.queries import Line
from webapp.audit.terms import capacity, wording
from webapp.core.csv_text import csv_text

COLUMNS: Final = (
    "seq",
    "at",
    "action",
    "action_title",
    "actor",
    "capacity",
    "address",
    "object_type",
    "object_key",
    "purpose",
)


def as_csv(lines: Iterable[Line]) -> str:
    """Return `lines` with a header of stable column names."""
    rows: list[Sequence[object]] = [COLUMNS]
    for line in lines:
        posts = capacity(line.office_roles, line.on_behalf_name)
        cells = [line.action, str(wording(line.action)), line.actor_name, posts, line.address or ""]
        cells += [line.object_type, line.object_key, line.purpose or ""]
        rows.append([line.seq, line.at.isoformat(), *cells])
    return csv_text(rows)
