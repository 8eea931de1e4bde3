"""The ledger as a file for accountants' programs: a line for each posting, amounts in manat."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import BAKU, local
from webapp.core.working_days import next_month
from webapp.payments.models import LedgerEntry, LedgerPosting

COLUMNS: Final = ("entry", "at", "kind", "key", "reference", "account", "debit", "credit")


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


def postings_of(month: date) -> list[PostingLine]:
    """Return the postings of the month that begins on this day of Baku, in the order in which they were written."""
    begin, end = (datetime.combine(day, time(), BAKU) for day in (month, next_month(month)))
    wanted = select(
        LedgerEntry.id,
        LedgerEntry.at,
        LedgerEntry.kind,
        LedgerEntry.key,
        LedgerEntry.ref,
        LedgerPosting.account,
        LedgerPosting.qepik,
    ).join(LedgerPosting, LedgerPosting.entry_id == LedgerEntry.id)
    wanted = wanted.where(LedgerEntry.at >= begin, LedgerEntry.at < end).order_by(LedgerEntry.id, LedgerPosting.id)
    return [PostingLine(*row) for row in db.session().execute(wanted)]


def as_csv(lines: Iterable[PostingLine]) -> str:
    """Return the lines with a header of stable column names; debits and credits stand in columns of their own."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        sides = (_manat(line.qepik), "") if line.qepik > 0 else ("", _manat(-line.qepik))
        at = local(line.at).isoformat(timespec="seconds")
        writer.writerow([line.entry, at, line.kind, line.key, line.ref, line.account, *sides])
    return "\ufeff" + out.getvalue()


def _manat(qepik: int) -> str:
    return f"{qepik // 100}.{qepik % 100:02d}"
