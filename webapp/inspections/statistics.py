"""Figures of control: by place, by violation, by day; open ones with small cells hidden, an officer's whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from webapp.core import db
from webapp.inspections.models import ActViolation, ControlAct, RoadCheck
from webapp.inspections.queries import bounds
from webapp.inspections.rules import Outcome, State

COUNTED = (State.SIGNED.value,)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts between two days, both included; acts that were annulled or corrected are left out."""

    checks: int
    acts: int
    with_violations: int
    by_region: list[tuple[str, int]]
    by_violation: list[tuple[str, int, int]]
    by_day: list[tuple[date, int]]
    by_hour: list[tuple[int, int]]


def figures(first: date, last: date) -> Figures:
    """Return the figures of the days from `first` to `last`."""
    since, until = bounds(first, last)
    within = (ControlAct.begun_at >= since, ControlAct.begun_at < until, ControlAct.state.in_(COUNTED))
    begun = func.timezone("Asia/Baku", ControlAct.begun_at)
    count = func.count()
    outcomes = _grouped(ControlAct.outcome, within)
    return Figures(
        checks=db.session().scalar(select(count).where(RoadCheck.at >= since, RoadCheck.at < until)) or 0,
        acts=sum(found for _outcome, found in outcomes),
        with_violations=dict(outcomes).get(Outcome.VIOLATIONS.value, 0),
        by_region=_grouped(ControlAct.region, within),
        by_violation=_violations(within),
        by_day=_grouped(func.date(begun), within),
        by_hour=[(int(hour), found) for hour, found in _grouped(func.extract("hour", begun), within)],
    )


def rows_of(first: date, last: date) -> Sequence[Any]:
    """Return what officers download: a row a day, place and violation (empty: in order), with count and sum."""
    since, until = bounds(first, last)
    on = func.date(func.timezone("Asia/Baku", ControlAct.begun_at))
    code = func.coalesce(ActViolation.code, "")
    query = (
        select(on, ControlAct.region, code, func.count(), func.coalesce(func.sum(ActViolation.qepik), 0))
        .outerjoin(ActViolation, ActViolation.act_id == ControlAct.id)
        .where(ControlAct.begun_at >= since, ControlAct.begun_at < until, ControlAct.state.in_(COUNTED))
        .group_by(on, ControlAct.region, code)
        .order_by(on, ControlAct.region, code)
    )
    return db.session().execute(query).all()


def _grouped(key: Any, within: Any) -> list[tuple[Any, int]]:
    query = select(key, func.count()).where(*within).group_by(key).order_by(key)
    return [(row[0], row[1]) for row in db.session().execute(query)]


def _violations(within: Any) -> list[tuple[str, int, int]]:
    query = (
        select(ActViolation.code, func.count(), func.coalesce(func.sum(ActViolation.qepik), 0))
        .join(ControlAct, ControlAct.id == ActViolation.act_id)
        .where(*within)
        .group_by(ActViolation.code)
        .order_by(func.count().desc())
    )
    return [(row[0], row[1], int(row[2] or 0)) for row in db.session().execute(query)]
