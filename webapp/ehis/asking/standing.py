"""What the operator ordered, as every process knows it at most a second later: breakers forced, contracts ended."""

from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import db
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.asking.models import EndedContract, Order

FRESH_SECONDS: Final = 1.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order for one service: `open` or `close`, and since when."""

    standing: str
    at: datetime


@dataclass(slots=True)
class _Known:
    orders: dict[str, Ordered] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)
    read_at: float | None = None


_known = _Known()
_lock = Lock()


def order_for(code: str) -> Ordered | None:
    """Return the operator's order for the service `code`, None when there never was one."""
    return _fresh().orders.get(code)


def contract_end(contract: str) -> date | None:
    """Return from which day the contract is in force no more, None when no end is set."""
    return _fresh().ends.get(contract)


def forget() -> None:
    """Read again at the next question: an order was just given here."""
    _known.read_at = None


def _fresh() -> _Known:
    """Return what is known; one thread reads, the others go on with what was known a second ago."""
    if _known.read_at is not None and monotonic() - _known.read_at < FRESH_SECONDS:
        return _known
    if _lock.acquire(blocking=_known.read_at is None):
        try:
            _read()
        finally:
            _lock.release()
    return _known


def _read() -> None:
    """Read both tables; without the database what was known stays, and no evidence could be kept anyway."""
    try:
        if in_transaction():
            _take()
        else:
            with transaction(read_only=True):
                _take()
    except (SQLAlchemyError, db.NoTransaction):
        log.warning("ehis.orders_not_read")
    _known.read_at = monotonic()


def _take() -> None:
    session = db.session()
    orders = {row.service: Ordered(row.standing, row.at) for row in session.scalars(select(Order))}
    ends = {row.contract: row.ends_on for row in session.scalars(select(EndedContract))}
    _known.orders, _known.ends = orders, ends
