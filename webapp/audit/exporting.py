"""The journal as CSV for spreadsheets: UTF-8 with a mark, no cell that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from webapp.audit.queries import Line
from webapp.audit.terms import capacity, wording

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
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(lines: Iterable[Line]) -> str:
    """Return `lines` with a header of stable column names."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        posts = capacity(line.office_roles, line.on_behalf_name)
        cells = [line.action, str(wording(line.action)), line.actor_name, posts, line.address or ""]
        cells += [line.object_type, line.object_key, line.purpose or ""]
        writer.writerow([line.seq, line.at.isoformat(), *(_plain(cell) for cell in cells)])
    return "\ufeff" + out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
