"""A day of the books in figures, for the accountant who closes it: what came and went by provider, what the provider said."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.payments.ledger import trial_balance
from webapp.payments.ledger_tables import LedgerAccount, LedgerPosting
from webapp.payments.models import Attempt, Difference, Refund, Run


@dataclass(frozen=True, slots=True)
class ProviderDay:
    """What came by a provider and went back by it, and how the comparison with its own file ended ("" before there is one)."""

    provider: str
    payments: int
    paid: int
    refunds: int
    returned: int
    outcome: str
    run: str


@dataclass(frozen=True, slots=True)
class DayBooks:
    """A day of payments; `unresolved` are differences with providers that nobody has ended, of whatever day."""

    providers: tuple[ProviderDay, ...]
    unresolved: int


def books_of(day: date) -> DayBooks:
    """Return the figures of a day of Baku."""
    begin = datetime.combine(day, time(), BAKU)
    end = begin + timedelta(days=1)
    came = select(Attempt.provider, func.count(), func.sum(Attempt.qepik)).group_by(Attempt.provider)
    came = came.where(Attempt.paid_at >= begin, Attempt.paid_at < end)
    went = select(Attempt.provider, func.count(), func.sum(Refund.qepik)).join(Attempt, Attempt.id == Refund.attempt_id)
    went = went.where(Refund.state == "done", Refund.returned_at >= begin, Refund.returned_at < end)
    paid = {name: (many, int(qepik)) for name, many, qepik in db.session().execute(came)}
    back = {name: (many, int(qepik)) for name, many, qepik in db.session().execute(went.group_by(Attempt.provider))}
    runs = {row.provider: row for row in db.session().scalars(select(Run).where(Run.day == day).order_by(Run.id))}
    days = [
        ProviderDay(
            name,
            *paid.get(name, (0, 0)),
            *back.get(name, (0, 0)),
            runs[name].outcome if name in runs else "",
            runs[name].public_id if name in runs else "",
        )
        for name in sorted({*paid, *back, *runs})
    ]
    unresolved = select(func.count()).where(Difference.closed_at.is_(None))
    return DayBooks(tuple(days), db.session().scalar(unresolved) or 0)


def out_of_balance() -> int:
    """Return by how much debits and credits of the whole ledger differ: nothing, or somebody went past it."""
    return sum(row.qepik for row in trial_balance())


def kept_and_posted(prefix: str) -> tuple[int, int]:
    """Return what accounts that begin so hold by their kept balances, and by their postings: the same, or a defect."""
    like = LedgerAccount.code.startswith(prefix, autoescape=True)
    kept = select(func.coalesce(func.sum(LedgerAccount.balance), 0)).where(like, LedgerAccount.balance.is_not(None))
    codes = select(LedgerAccount.code).where(like, LedgerAccount.balance.is_not(None))
    posted = select(func.coalesce(-func.sum(LedgerPosting.qepik), 0)).where(LedgerPosting.account.in_(codes))
    return int(db.session().scalar(kept) or 0), int(db.session().scalar(posted) or 0)
