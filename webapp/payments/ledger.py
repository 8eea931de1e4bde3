"""The ledger: double entry in qəpik, each entry once by its key, taken back only by an entry of the opposite sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import BigInteger, DateTime, Table, Text, bindparam, case, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, insert

from webapp.core import db
from webapp.core.clock import now
from webapp.core.statements import Statement
from webapp.payments.errors import KeyReused, Unbalanced
from webapp.payments.ledger_tables import LedgerEntry, LedgerPosting

RECEIVABLE: Final = "receivable"
UNAPPLIED: Final = "unapplied"
REFUNDS_DUE: Final = "refunds_due"
MANY: Final = ("card", "carrier", "commission", "till")
_entries, _sides = cast("Table", LedgerEntry.__table__), cast("Table", LedgerPosting.__table__)
_entry = (
    insert(_entries)
    .values(
        key=bindparam("key", type_=Text),
        kind=bindparam("kind", type_=Text),
        ref=bindparam("ref", type_=Text),
        reverses_id=bindparam("reverses_id", type_=BigInteger),
        at=bindparam("at", type_=DateTime(timezone=True)),
    )
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(_entries.c.id)
    .cte("entry")
)
_given = (
    func.unnest(
        bindparam("accounts", type_=ARRAY(TEXT)),
        bindparam("amounts", type_=ARRAY(BigInteger)),
    )
    .table_valued(column("account", Text), column("qepik", BigInteger), name="given")
    .render_derived()
)
_posted = (
    insert(_sides)
    .from_select(["entry_id", "account", "qepik"], select(_entry.c.id, _given.c.account, _given.c.qepik))
    .cte("posted")
)
POST: Final = Statement(select(_entry.c.id).add_cte(_posted))  # an entry with its postings, nothing for a known key


def clearing(provider: str) -> str:
    """Return the account of the money that `provider` holds for us."""
    return f"clearing:{provider}"


def revenue(payable: str) -> str:
    """Return the account of what is earned by a kind of fee."""
    return f"revenue:{payable}"


def till_account(till: str, method: str) -> str:
    """Return the account of what lies in a till in cash, or was taken by its card terminal."""
    return f"till:{till}:{method}"


@dataclass(frozen=True, slots=True)
class Balance:
    """An account of the trial balance: what was debited and credited, and the difference."""

    account: str
    debit: int
    credit: int

    @property
    def qepik(self) -> int:
        """The balance: positive for a debit one."""
        return self.debit - self.credit


def post(key: str, kind: str, ref: str, postings: Mapping[str, int]) -> bool:
    """Write an entry: account → qəpik, debits positive. Return False when `key` stands there already with the same postings.

    Raises Unbalanced for postings that do not sum to zero, KeyReused for other postings under a known key.
    """
    ensure_balanced(key, postings)
    return _write(key, kind, ref, postings, None)


def ensure_balanced(key: str, postings: Mapping[str, int]) -> None:
    """Raise Unbalanced unless the postings are at least two, none of them nothing, together zero."""
    if sum(postings.values()) or len(postings) < 2 or not all(postings.values()):  # noqa: PLR2004 - double entry
        raise Unbalanced(key)


def reverse(key: str, kind: str) -> bool:
    """Take the entry `key` back by its opposite, once. Raises NoResultFound when there is no such entry."""
    entry = db.session().scalars(select(LedgerEntry).where(LedgerEntry.key == key)).one()
    opposite = {account: -qepik for account, qepik in _postings(entry.id).items()}
    return _write(f"{key}:reversed", kind, entry.ref, opposite, entry.id)


def credited(key: str, account: str) -> int:
    """Return what the entry `key` credited to an account, 0 when there is no such entry."""
    joined = select(LedgerPosting.qepik).join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
    return -(db.session().scalar(joined.where(LedgerEntry.key == key, LedgerPosting.account == account)) or 0)


def trial_balance(*, by_kind: bool = False) -> list[Balance]:
    """Return every account with its turnover, by name; all balances together are zero.

    `by_kind` has one line for all cards, all tills, all carriers, all stations: a page is read by people.
    """
    account = LedgerPosting.account
    up = func.coalesce(func.sum(LedgerPosting.qepik).filter(LedgerPosting.qepik > 0), 0).label("up")
    down = func.coalesce(func.sum(-LedgerPosting.qepik).filter(LedgerPosting.qepik < 0), 0).label("down")
    each = select(account, up, down).group_by(account).subquery()
    kind = func.split_part(each.c.account, ":", 1)
    name = case((kind.in_(MANY), kind), else_=each.c.account) if by_kind else each.c.account
    query = select(name, func.sum(each.c.up), func.sum(each.c.down)).group_by(name).order_by(name)
    return [Balance(code, int(debit), int(credit)) for code, debit, credit in db.session().execute(query)]


def entries_of(ref: str) -> list[tuple[LedgerEntry, dict[str, int]]]:
    """Return the entries about one invoice with their postings, in order."""
    found = db.session().scalars(select(LedgerEntry).where(LedgerEntry.ref == ref).order_by(LedgerEntry.id))
    return [(entry, _postings(entry.id)) for entry in found]


def _write(key: str, kind: str, ref: str, postings: Mapping[str, int], reverses_id: int | None) -> bool:
    sides = {"accounts": list(postings), "amounts": list(postings.values())}
    if POST.all(key=key, kind=kind, ref=ref, reverses_id=reverses_id, at=now(), **sides):
        return True
    known = db.session().scalars(select(LedgerEntry.id).where(LedgerEntry.key == key)).one()
    if _postings(known) != dict(postings):
        raise KeyReused(key)
    return False


def _postings(entry_id: int) -> dict[str, int]:
    query = select(LedgerPosting.account, LedgerPosting.qepik).where(LedgerPosting.entry_id == entry_id)
    return {row.account: row.qepik for row in db.session().execute(query)}
