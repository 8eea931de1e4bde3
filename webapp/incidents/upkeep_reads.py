"""Reads of upkeep: settings, what is inspected when, changes, releases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.incidents.upkeep_tables import ChangeRequest, Inspection, InspectionPlan, Release, Setting

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """What is inspected, when last and when next; `late` when that day is over."""

    code: str
    title: str
    every_days: int
    last_on: date | None
    next_on: date
    late: bool


def settings() -> dict[str, Setting]:
    """Return every setting of protection by code."""
    return {row.code: row for row in db.session().scalars(select(Setting).order_by(Setting.code))}


def value_of(code: str) -> str:
    """Return one setting, an empty text when it is not set."""
    row = db.session().get(Setting, code)
    return row.value if row else ""


def schedule() -> list[Planned]:
    """Return what is inspected, what is due first on top."""
    last = select(Inspection.plan, func.max(Inspection.done_on).label("on")).group_by(Inspection.plan).subquery()
    query = select(InspectionPlan, last.c.on).outerjoin(last, last.c.plan == InspectionPlan.code)
    found = [_planned(row[0], row[1]) for row in db.session().execute(query)]
    return sorted(found, key=lambda one: (one.next_on, one.code))


def _planned(plan: InspectionPlan, last: date | None) -> Planned:
    following = (last + timedelta(days=plan.every_days)) if last else plan.since
    return Planned(plan.code, plan.title, plan.every_days, last, following, following < today())


def inspections() -> Sequence[tuple[Inspection, str]]:
    """Return the journal of inspections with their titles, newest first."""
    query = select(Inspection, InspectionPlan.title).join(InspectionPlan, InspectionPlan.code == Inspection.plan)
    return [(row[0], row[1]) for row in db.session().execute(query.order_by(Inspection.id.desc()).limit(MOST))]


def changes() -> Sequence[ChangeRequest]:
    """Return requests for change, newest first."""
    return db.session().scalars(select(ChangeRequest).order_by(ChangeRequest.id.desc()).limit(MOST)).all()


def change_of(public_id: str) -> ChangeRequest:
    """Return a request for change. Raises NotFound."""
    found = db.session().scalar(select(ChangeRequest).where(ChangeRequest.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def releases() -> Sequence[Release]:
    """Return what was released, newest first."""
    return db.session().scalars(select(Release).order_by(Release.id.desc()).limit(MOST)).all()
