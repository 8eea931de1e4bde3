"""What the operator ordered, as every process knows it at most a second later: breakers forced, contracts ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.asking.models import ContractStep, Order

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


def end_of(steps: Sequence[tuple[date, str]], day: date) -> date | None:
    """Return from which day a contract with these steps, in their order, is in force no more, as it looks on `day`.

    An end that has come counts unless the contract was renewed by `day`; otherwise the nearest one that is set.
    """
    come = [(on, kind) for on, kind in steps if on <= day]
    if come and come[-1][1] == "ended":
        return come[-1][0]
    left = [(on, kind) for on, kind in steps if on > day]
    return next((on for place, (on, kind) in enumerate(left) if kind == "ended" and not _undone(left[place:])), None)


def _undone(steps: Sequence[tuple[date, str]]) -> bool:
    """Whether the first of `steps` is taken back by a later one of the same day."""
    return [kind for on, kind in steps if on == steps[0][0]][-1] != "ended"


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
    steps: dict[str, list[tuple[date, str]]] = {}
    for row in session.scalars(select(ContractStep).order_by(ContractStep.on_day, ContractStep.id)):
        steps.setdefault(row.contract, []).append((row.on_day, row.kind))
    ends = {contract: end_of(said, today()) for contract, said in steps.items()}
    _known.orders, _known.ends = orders, {contract: end for contract, end in ends.items() if end is not None}
