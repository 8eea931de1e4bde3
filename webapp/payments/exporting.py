"""The ledger as a file for accountants' programs: a line for each posting, amounts in manat."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, and_, func, select

from webapp.core import db
from webapp.core.clock import BAKU, local
from webapp.core.csv_text import csv_text
from webapp.core.transaction import transaction
from webapp.core.working_days import next_month
from webapp.payments.models import LedgerEntry, LedgerPosting

COLUMNS: Final = ("entry", "at", "kind", "key", "reference", "account", "debit", "credit")
AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One side of an entry, with the entry."""

    entry: int
    at: datetime
    kind: str
    key: str
    ref: str
    account: str
    qepik: int


def count_of(month: date) -> int:
    """Return how many postings the month has that begins on this day of Baku."""
    wanted = select(func.count(LedgerPosting.id)).join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
    return int(db.session().scalar(wanted.where(_of(month))) or 0)


def csv_of(month: date) -> Iterator[str]:
    """Give the month's postings as CSV, in the order in which they were written, a few thousand lines at a time.

    Opens a transaction of its own: a month may have millions of lines, and no answer holds them all. The columns have
    stable names; debits and credits stand in columns of their own.
    """
    yield csv_text([COLUMNS])
    with transaction(snapshot=True) as session:
        rows = session.execute(_postings(month), execution_options={"yield_per": AT_ONCE})
        for some in rows.partitions():
            yield csv_text((_cells(PostingLine(*row)) for row in some), mark=False)


def _postings(month: date) -> Select[Any]:
    wanted = select(
        LedgerEntry.id,
        LedgerEntry.at,
        LedgerEntry.kind,
        LedgerEntry.key,
        LedgerEntry.ref,
        LedgerPosting.account,
        LedgerPosting.qepik,
    ).join(LedgerPosting, LedgerPosting.entry_id == LedgerEntry.id)
    return cast("Select[Any]", wanted.where(_of(month)).order_by(LedgerEntry.id, LedgerPosting.id))


def _of(month: date) -> ColumnElement[bool]:
    begin, end = (datetime.combine(day, time(), BAKU) for day in (month, next_month(month)))
    return and_(LedgerEntry.at >= begin, LedgerEntry.at < end)


def _cells(line: PostingLine) -> list[object]:
    sides = (_manat(line.qepik), "") if line.qepik > 0 else ("", _manat(-line.qepik))
    at = local(line.at).isoformat(timespec="seconds")
    return [line.entry, at, line.kind, line.key, line.ref, line.account, *sides]


def _manat(qepik: int) -> str:
    return f"{qepik // 100}.{qepik % 100:02d}"
