"""Booking for other rooms: one entry, or hundreds in a few statements. Each once by its key, none below a floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select, text

from webapp.core import db
from webapp.core.clock import now
from webapp.payments.errors import BelowFloor, KeyReused
from webapp.payments.ledger import ensure_balanced
from webapp.payments.ledger_tables import LedgerAccount, LedgerEntry, LedgerPosting

ENTRIES: Final = text("""
    INSERT INTO ledger_entries (key, kind, ref, at)
    SELECT key, kind, ref, :at FROM unnest(CAST(:keys AS text[]), CAST(:kinds AS text[]), CAST(:refs AS text[]))
      AS fresh (key, kind, ref)
    ON CONFLICT (key) DO NOTHING RETURNING id, key
""")
POSTINGS: Final = text("""
    INSERT INTO ledger_postings (entry_id, account, qepik)
    SELECT * FROM unnest(CAST(:entries AS bigint[]), CAST(:accounts AS text[]), CAST(:amounts AS bigint[]))
""")


class Outcome(StrEnum):
    """What became of an entry: written, known by its key and the same, or refused by a floor."""

    BOOKED = "booked"
    KNOWN = "known"
    BELOW_FLOOR = "below_floor"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry to be written: account → qəpik, debits positive, together zero. `key` makes it happen once."""

    key: str
    kind: str
    ref: str
    postings: Mapping[str, int]


def book(key: str, kind: str, ref: str, postings: Mapping[str, int]) -> bool:
    """Write one entry; return False when `key` stands there already with the same postings.

    Raises Unbalanced, KeyReused, and BelowFloor before anything is written.
    """
    (outcome,) = book_all([Entry(key, kind, ref, postings)])
    if outcome is Outcome.BELOW_FLOOR:
        raise BelowFloor
    return outcome is Outcome.BOOKED


def book_all(entries: Sequence[Entry]) -> list[Outcome]:
    """Write entries in their order and return what became of each; what a floor refuses does not stop the others.

    Accounts with a floor are locked first, in the order of their codes: two batches never wait for each other in a circle.
    Raises Unbalanced, KeyReused for other postings under a known key, also within the batch.
    """
    for entry in entries:
        ensure_balanced(entry.key, entry.postings)
    accounts = _locked({account for entry in entries for account in entry.postings})
    outcomes = _known(entries)
    fresh: dict[str, Entry] = {}
    for entry in entries:
        if entry.key in outcomes:
            continue
        first = fresh.setdefault(entry.key, entry)
        if first.postings != entry.postings:
            raise KeyReused(entry.key)
        if first is entry:
            outcomes |= _refused(entry, accounts)
    written = _write([entry for entry in fresh.values() if entry.key not in outcomes])
    raced = _known([entry for entry in fresh.values() if entry.key not in written and entry.key not in outcomes])
    outcomes |= dict.fromkeys(written, Outcome.BOOKED) | raced
    told = _Told(outcomes)
    return [told.of(entry.key) for entry in entries]


class _Told:
    """Outcomes by key; what one batch names twice was booked by the first and is known to the second."""

    def __init__(self, outcomes: dict[str, Outcome]) -> None:
        self._left = dict(outcomes)

    def of(self, key: str) -> Outcome:
        found = self._left[key]
        if found is Outcome.BOOKED:
            self._left[key] = Outcome.KNOWN
        return found


def _locked(codes: set[str]) -> dict[str, list[int]]:
    """Return [what may still be taken, the sign of a debit] of the accounts with a floor among these, locked."""
    wanted = select(LedgerAccount.code, LedgerAccount.side, LedgerAccount.balance - LedgerAccount.floor)
    wanted = wanted.where(LedgerAccount.code.in_(codes), LedgerAccount.floor.is_not(None))
    rows = db.session().execute(wanted.order_by(LedgerAccount.code).with_for_update())
    return {code: [free or 0, 1 if side == "debit" else -1] for code, side, free in rows}


def _refused(entry: Entry, accounts: dict[str, list[int]]) -> dict[str, Outcome]:
    """Count an entry on the accounts that have a floor; return it as refused, and count nothing, when one has too little.

    What adds to an account is always taken, also while the account is below a floor that was raised.
    """
    moves = {code: accounts[code][1] * qepik for code, qepik in entry.postings.items() if code in accounts}
    if any(move < 0 and accounts[code][0] + move < 0 for code, move in moves.items()):
        return {entry.key: Outcome.BELOW_FLOOR}
    for code, move in moves.items():
        accounts[code][0] += move
    return {}


def _known(entries: Sequence[Entry]) -> dict[str, Outcome]:
    """Return which of the entries stand in the ledger already. Raises KeyReused where one stands with other postings."""
    wanted = {entry.key: dict(entry.postings) for entry in entries}
    if not wanted:
        return {}
    query = select(LedgerEntry.key, LedgerPosting.account, LedgerPosting.qepik)
    query = query.join(LedgerPosting, LedgerPosting.entry_id == LedgerEntry.id).where(LedgerEntry.key.in_(wanted))
    found: dict[str, dict[str, int]] = {}
    for key, account, qepik in db.session().execute(query):
        found.setdefault(key, {})[account] = qepik
    for key, postings in found.items():
        if wanted[key] != postings:
            raise KeyReused(key)
    return dict.fromkeys(found, Outcome.KNOWN)


def _write(entries: Sequence[Entry]) -> set[str]:
    """Write entries with their postings by two statements; return the keys of those that nobody wrote meanwhile."""
    if not entries:
        return set()
    columns = {f"{name}s": [getattr(entry, name) for entry in entries] for name in ("key", "kind", "ref")}
    made = {key: number for number, key in db.session().execute(ENTRIES, columns | {"at": now()})}
    sides = [(made[entry.key], *side) for entry in entries if entry.key in made for side in entry.postings.items()]
    if sides:
        numbers, accounts, amounts = (list(column) for column in zip(*sides, strict=True))
        db.session().execute(POSTINGS, {"entries": numbers, "accounts": accounts, "amounts": amounts})
    return set(made)
