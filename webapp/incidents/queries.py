"""Reads of the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import BAKU
from webapp.core.pagination import Page, descending, numbers, page
from webapp.incidents.errors import NoSuchIncident, NoSuchReport, NoSuchRequest
from webapp.incidents.models import (
    Addressee,
    BodyNotice,
    BodyRequest,
    FaultReport,
    Incident,
    Step,
)

SIZE: Final = 25
EXPORT_LIMIT: Final = 10_000
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty means everything. Days are those of Baku, both included."""

    kind: str = ""
    state: str = ""
    severity: str = ""
    since: date | None = None
    until: date | None = None


def incidents(filters: Filters, *, after: str | None, before: str | None) -> Page[Incident]:
    """Return a page of the register, newest first. Raises NotFound for a cursor that is none."""
    query, backwards = descending(_narrowed(filters), Incident.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before), size=SIZE)


def exported(filters: Filters) -> Sequence[Incident]:
    """Return the register of a range, oldest first, at most EXPORT_LIMIT."""
    return db.session().scalars(_narrowed(filters).order_by(Incident.id).limit(EXPORT_LIMIT)).all()


def counts() -> dict[str, int]:
    """Return how many incidents stand in each state."""
    rows = db.session().execute(select(Incident.state, func.count()).group_by(Incident.state))
    return {row[0]: row[1] for row in rows}


def incident_of(public_id: str) -> Incident:
    """Return an incident. Raises NoSuchIncident."""
    found = db.session().scalar(select(Incident).where(Incident.public_id == public_id))
    if found is None:
        raise NoSuchIncident
    return found


def notices_of(incident: Incident) -> list[tuple[BodyNotice, Addressee]]:
    """Return who was told of an incident, in order."""
    wanted = select(BodyNotice, Addressee).join(Addressee, Addressee.id == BodyNotice.addressee_id)
    rows = db.session().execute(wanted.where(BodyNotice.incident_id == incident.id).order_by(BodyNotice.id))
    return [(row[0], row[1]) for row in rows]


def steps(*, incident: int | None = None, request: int | None = None, report: int | None = None) -> Sequence[Step]:
    """Return the steps of one subject, oldest first."""
    subject = {"incident_id": incident, "request_id": request, "report_id": report}
    given = {name: value for name, value in subject.items() if value is not None}
    return db.session().scalars(select(Step).filter_by(**given).order_by(Step.id)).all()


def requests(*, answered: bool) -> Sequence[BodyRequest]:
    """Return the requests that wait, those due first on top, or the newest answered ones."""
    query = select(BodyRequest).where(
        BodyRequest.answered_at.is_not(None) if answered else BodyRequest.answered_at.is_(None)
    )
    order = BodyRequest.id.desc() if answered else BodyRequest.due_at
    return db.session().scalars(query.order_by(order).limit(MOST)).all()


def request_of(public_id: str) -> BodyRequest:
    """Return a request. Raises NoSuchRequest."""
    found = db.session().scalar(select(BodyRequest).where(BodyRequest.public_id == public_id))
    if found is None:
        raise NoSuchRequest
    return found


def reports(*, done: bool) -> Sequence[FaultReport]:
    """Return open reports, the most urgent and oldest first, or the newest of those that are done."""
    query = select(FaultReport).where(FaultReport.state == "done" if done else FaultReport.state != "done")
    order = (FaultReport.id.desc(),) if done else (FaultReport.priority, FaultReport.id)
    return db.session().scalars(query.order_by(*order).limit(MOST)).all()


def report_of(public_id: str) -> FaultReport:
    """Return a report; its address is unguessable and the reporter's alone. Raises NoSuchReport."""
    found = db.session().scalar(select(FaultReport).where(FaultReport.public_id == public_id))
    if found is None:
        raise NoSuchReport
    return found


def own_reports(actor: Actor) -> Sequence[FaultReport]:
    """Return what the person reported, newest first."""
    query = select(FaultReport).where(FaultReport.account_id == actor.account_id)
    return db.session().scalars(query.order_by(FaultReport.id.desc()).limit(MOST)).all()


def addressees() -> Sequence[Addressee]:
    """Return whom to tell, those that hold now first, then the former ones."""
    query = select(Addressee).order_by(Addressee.valid_to.is_not(None), Addressee.id)
    return db.session().scalars(query.limit(MOST)).all()


def registered_since(since: datetime) -> list[tuple[str, int]]:
    """Return how many incidents of each kind were registered since then."""
    query = select(Incident.kind, func.count()).where(Incident.registered_at >= since).group_by(Incident.kind)
    return [(row[0], row[1]) for row in db.session().execute(query)]


def _narrowed(filters: Filters) -> Select[Any]:
    query = select(Incident)
    for column, wanted in (
        (Incident.kind, filters.kind),
        (Incident.state, filters.state),
        (Incident.severity, filters.severity),
    ):
        if wanted:
            query = query.where(column == wanted)
    if filters.since:
        query = query.where(Incident.registered_at >= datetime.combine(filters.since, time(), BAKU))
    if filters.until:
        end = datetime.combine(filters.until, time(), BAKU) + timedelta(days=1)
        query = query.where(Incident.registered_at < end)
    return query
