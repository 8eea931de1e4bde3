"""What we booked of payments and refunds, to be compared with a provider's day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Select, func, select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.payments.ledger import clearing
from webapp.payments.models import Attempt, LedgerEntry, LedgerPosting, Refund
from webapp.payments.services.reconciling import Booked, Compared, Key


def booked_on(provider: str, day: date) -> dict[Key, Booked]:
    """Return what we booked of the payments and the refunds made on a day of Baku."""
    begin = datetime.combine(day, time(), BAKU)
    end = begin + timedelta(days=1)
    came = _came(provider).where(Attempt.paid_at >= begin, Attempt.paid_at < end)
    went = _went(provider).where(Refund.returned_at >= begin, Refund.returned_at < end)
    return _payments(came) | _refunds(went)


def booked_of(provider: str, refs: Collection[str]) -> dict[Key, Booked]:
    """Return what we booked of the payments with these references, and of their refunds, on whatever day."""
    came = _payments(_came(provider).where(Attempt.provider_ref.in_(refs)))
    return came | _refunds(_went(provider).where(Attempt.provider_ref.in_(refs)))


def attempts_missing_here(provider: str, compared: Sequence[Compared]) -> list[str]:
    """Return the attempts of ours whose payments stand in the provider's day and not in our books."""
    refs = {line.key[0] for line in compared if line.key[1] == "payment" and "missing_here" in line.verdicts}
    wanted = select(Attempt.public_id).where(Attempt.provider == provider, Attempt.provider_ref.in_(refs))
    return list(db.session().scalars(wanted.order_by(Attempt.id))) if refs else []


def _came(provider: str) -> Select[Any]:
    """Select attempts with what came, as the ledger has it."""
    entry = LedgerEntry.key == func.concat("payment:", Attempt.public_id)
    came = select(func.coalesce(func.sum(LedgerPosting.qepik), 0))
    came = came.join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
    came = came.where(LedgerPosting.account == clearing(provider), entry)
    columns = (Attempt.provider_ref, Attempt.id, came.scalar_subquery())
    return cast("Select[Any]", select(*columns)).where(Attempt.provider == provider, Attempt.paid_at.is_not(None))


def _went(provider: str) -> Select[Any]:
    """Select refunds that were made, with the references of both."""
    columns = (Attempt.provider_ref, Attempt.id, Refund.qepik, Refund.provider_ref)
    made = cast("Select[Any]", select(*columns)).join(Attempt, Attempt.id == Refund.attempt_id)
    return made.where(Attempt.provider == provider, Refund.state == "done")


def _payments(wanted: Select[Any]) -> dict[Key, Booked]:
    rows = db.session().execute(wanted)
    return {(ref, "payment", ""): Booked(attempt, int(qepik)) for ref, attempt, qepik in rows if qepik}


def _refunds(wanted: Select[Any]) -> dict[Key, Booked]:
    rows = db.session().execute(wanted)
    return {(ref, "refund", operation or ""): Booked(attempt, int(qepik)) for ref, attempt, qepik, operation in rows}
