"""How the exchange stands: for each group its source, the outcomes of the last answers, whether it can be asked at all."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.civil_service.exchange.holders import Holder, asked_on, holders
from webapp.civil_service.exchange_tables import ServiceAnswer, ServiceGap
from webapp.civil_service.gaps import gap_of
from webapp.civil_service.groups import Group, Origin, of_origin
from webapp.core import db
from webapp.core.clock import today


@dataclass(frozen=True, slots=True)
class Line:
    """One group: who keeps its data, whether that one is asked, how often each outcome was the last, why it is impossible."""

    group: Group
    holder: Holder | None
    connected: bool
    outcomes: tuple[tuple[str, int], ...]
    asked_at: datetime | None
    gap: ServiceGap | None


def lines() -> list[Line]:
    """Return the groups that other registers pass, in the order of the rules."""
    counted: dict[str, list[tuple[str, int]]] = {}
    last: dict[str, datetime] = {}
    query = select(ServiceAnswer.group_code, ServiceAnswer.outcome, func.count(), func.max(ServiceAnswer.asked_at))
    for code, outcome, count, at in db.session().execute(
        query.group_by(ServiceAnswer.group_code, ServiceAnswer.outcome).order_by(ServiceAnswer.outcome)
    ):
        counted.setdefault(code, []).append((outcome, count))
        last[code] = max(at, last.get(code, at))
    known, asked = holders(today()), asked_on(today())
    return [
        Line(
            one,
            known.get(one.code),
            one.code in asked,
            tuple(counted.get(one.code, ())),
            last.get(one.code),
            gap_of(one.code, None),
        )
        for one in of_origin(Origin.EHIS)
    ]


def answers_about(servant_id: int) -> list[ServiceAnswer]:
    """Return how the sources last answered about one servant."""
    query = select(ServiceAnswer).where(ServiceAnswer.servant_id == servant_id).order_by(ServiceAnswer.group_code)
    return list(db.session().scalars(query))
