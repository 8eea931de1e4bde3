"""Accounts of the ledger for other rooms: opened with or without a floor, their balance, their statement.

Amounts here are counted on the account's own side: what lies in a till, what a card holds, what a carrier is owed is positive.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.payments.ledger_tables import LedgerAccount, LedgerEntry, LedgerPosting

Side = Literal["debit", "credit"]
DEBIT_KINDS: Final = frozenset({"till", "clearing", "receivable"})
MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement: `qepik` is positive when the balance grew, `balance` is what it was after it."""

    entry: int
    at: datetime
    kind: str
    ref: str
    qepik: int
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A page of an account's movements, newest first; `following` is what the next page is asked for with."""

    lines: tuple[StatementLine, ...]
    following: int | None


def side_of(code: str) -> Side:
    """Return the side on which the balance of an account stands: what we have is debit, what we owe or earned is credit."""
    return "debit" if code.partition(":")[0] in DEBIT_KINDS else "credit"


def open_account(code: str, *, floor_qepik: int | None) -> None:
    """Open an account; opened again, it takes the new floor. With a floor it keeps its balance and never falls below.

    A floor costs a row lock for each posting: it is for cards and cash, not for what every payment touches. Raises
    BelowFloor (at the latest when the transaction ends) for a floor above what is on the account.
    """
    before = 0 if floor_qepik is None else _summed(code)
    row = {"code": code, "side": side_of(code), "floor": floor_qepik, "opened_at": now()}
    made = insert(LedgerAccount).values(row | {"balance": None if floor_qepik is None else before})
    again = made.on_conflict_do_update(index_elements=["code"], set_={"floor": made.excluded.floor})
    db.session().execute(again)


def balance(code: str) -> int:
    """Return what is on an account, 0 for one on which nothing was ever booked."""
    kept = db.session().scalar(select(LedgerAccount.balance).where(LedgerAccount.code == code))
    return _summed(code) if kept is None else kept


def balances(codes: Collection[str]) -> dict[str, int]:
    """Return what is on each of these accounts with a floor, in one statement; 0 for one that was never opened."""
    wanted = select(LedgerAccount.code, LedgerAccount.balance).where(LedgerAccount.code.in_(codes))
    return dict.fromkeys(codes, 0) | {code: kept or 0 for code, kept in db.session().execute(wanted)}


def statement(
    code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    after: int | None = None,
    limit: int = 50,
) -> Statement:
    """Return movements of an account from `since` on and before `until`, newest first, at most `limit`.

    `after` is the `following` of the page before. It takes as long at a million postings as at a thousand.
    """
    kept = select(LedgerAccount.balance).where(LedgerAccount.code == code).scalar_subquery()
    wanted = select(
        LedgerPosting.entry_id,
        LedgerEntry.at,
        LedgerEntry.kind,
        LedgerEntry.ref,
        LedgerPosting.qepik,
        kept.label("kept"),
    )
    wanted = wanted.join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id).where(LedgerPosting.account == code)
    if after is not None:
        wanted = wanted.where(LedgerPosting.entry_id < after)
    if since is not None:
        wanted = wanted.where(LedgerEntry.at >= since)
    if until is not None:
        wanted = wanted.where(LedgerEntry.at < until)
    size = min(limit, MOST)
    rows = db.session().execute(wanted.order_by(LedgerPosting.entry_id.desc()).limit(size + 1)).all()
    shown = rows[:size]
    newest = shown[0].kept if shown and after is None and until is None else None
    return Statement(_lines(code, shown, newest), shown[-1].entry_id if len(rows) > size else None)


def _lines(code: str, rows: Sequence[Any], newest: int | None) -> tuple[StatementLine, ...]:
    """Return the lines with the balance after each: back from the kept balance, or from the sum up to the newest line."""
    if not rows:
        return ()
    sign, lines = _sign(code), []
    standing = _summed(code, upto=rows[0].entry_id) if newest is None else newest
    for row in rows:
        move = sign * row.qepik
        lines.append(StatementLine(row.entry_id, row.at, row.kind, row.ref, move, standing))
        standing -= move
    return tuple(lines)


def _summed(code: str, *, upto: int | None = None) -> int:
    wanted = select(func.coalesce(func.sum(LedgerPosting.qepik), 0)).where(LedgerPosting.account == code)
    if upto is not None:
        wanted = wanted.where(LedgerPosting.entry_id <= upto)
    return _sign(code) * int(db.session().scalar(wanted) or 0)


def _sign(code: str) -> int:
    return 1 if side_of(code) == "debit" else -1
