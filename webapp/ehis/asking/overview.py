"""How the asked services fare: what the operator's page says of each; reads inside a transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import now
from webapp.ehis.asking.contracts import contracts
from webapp.ehis.asking.models import Order, WaitingQuestion
from webapp.ehis.asking.rights import policy_of
from webapp.ehis.asking.waiting import OPEN
from webapp.ehis.asking.watch import FORCED, BreakerState, breaker_states
from webapp.ehis.breaker import State
from webapp.ehis.journal.models import MeasuredExchange
from webapp.ehis.policy import POLICIES, Policy

LOOKED_BACK: Final = timedelta(days=30)
WORST_FIRST: Final = (FORCED, str(State.OPEN), str(State.HALF_OPEN))


@dataclass(frozen=True, slots=True)
class Standing:
    """One service: its row, the worst state of its breakers, the order in force, the last good and bad exchange."""

    policy: Policy
    state: str
    order: Order | None
    breakers: tuple[BreakerState, ...]
    last_good: datetime | None
    last_bad: datetime | None
    contract_ended: bool
    waiting: int


def standings() -> list[Standing]:
    """Return how every asked service stands, by register and code."""
    rows = sorted(POLICIES.values(), key=lambda row: (row.provider, row.code))
    return _standings(rows)


def standing_of(code: str) -> Standing:
    """Return how the service `code` stands. Raises PurposeNotAllowed when there is none."""
    return _standings([policy_of(code)])[0]


def waiting_questions(*, ended: bool = False, most: int = 200) -> list[WaitingQuestion]:
    """Return the questions that wait, the nearest date first, or those that ended last."""
    wanted = select(WaitingQuestion).limit(most)
    if ended:
        done = wanted.where(WaitingQuestion.state.not_in(OPEN)).order_by(WaitingQuestion.ended_at.desc())
        return list(db.session().scalars(done))
    return list(db.session().scalars(wanted.where(WaitingQuestion.state.in_(OPEN)).order_by(WaitingQuestion.until)))


def _standings(rows: list[Policy]) -> list[Standing]:
    session = db.session()
    orders = {order.service: order for order in session.scalars(select(Order))}
    ended = {one.number for one in contracts() if not one.in_force}
    last, waiting = _last(), _waiting()
    breakers = breaker_states()
    return [
        Standing(
            row,
            _state(orders.get(row.code), own := tuple(one for one in breakers if one.service == row.code)),
            orders.get(row.code),
            own,
            last.get((str(row.service), True)),
            last.get((str(row.service), False)),
            row.contract in ended,
            waiting.get(row.code, 0),
        )
        for row in rows
    ]


def _state(order: Order | None, breakers: tuple[BreakerState, ...]) -> str:
    """Return the worst of what the operator ordered and what the processes told."""
    if order is not None and order.standing == "open":
        return FORCED
    told = {one.state for one in breakers if one.state != FORCED}
    return next((state for state in WORST_FIRST if state in told), str(State.CLOSED))


def _last() -> dict[tuple[str, bool], datetime]:
    """Return the minute of the last exchange that succeeded, and of the last that failed, by service."""
    table = MeasuredExchange
    wanted = select(table.service, table.succeeded, func.max(table.minute)).where(
        table.direction == "asked", table.minute > now() - LOOKED_BACK
    )
    found = db.session().execute(wanted.group_by(table.service, table.succeeded))
    return {(service, succeeded): minute for service, succeeded, minute in found}


def _waiting() -> dict[str, int]:
    counted = select(WaitingQuestion.service, func.count()).where(WaitingQuestion.state.in_(OPEN))
    return {row[0]: row[1] for row in db.session().execute(counted.group_by(WaitingQuestion.service))}
