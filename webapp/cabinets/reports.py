"""Reports of errors in register data: sent by the person, answered by a case officer (charter 003, 8.0.6)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.cabinets.errors import AnsweredAlready
from webapp.cabinets.events import DataReportAnswered
from webapp.cabinets.models import DataReport, Party
from webapp.cabinets.permissions import ANSWER_REPORTS
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import Forbidden, NotFound
from webapp.core.ids import new_public_id
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.permissions import ensure_may


def report_error(field: str, text: str, *, party_id: int, actor: Actor) -> str:
    """Send what is wrong with `field` of the actor's own party or the one they act for; return the public id."""
    if party_id not in {actor.person_party_id, actor.party_id} or actor.account_id is None:
        raise Forbidden
    row = DataReport(public_id=new_public_id(), account_id=actor.account_id, party_id=party_id, field=field, text=text)
    row.state, row.created_at = "open", now()
    db.session().add(row)
    record("cabinets.error_reported", actor=actor, object_type="data_report", object_key=row.public_id)
    return row.public_id


def own_reports(account_id: int) -> Sequence[DataReport]:
    """Return what the person reported, newest first."""
    query = select(DataReport).where(DataReport.account_id == account_id).order_by(DataReport.id.desc()).limit(50)
    return db.session().scalars(query).all()


def reports(state: str, *, after: str | None, before: str | None) -> Page[tuple[DataReport, Party]]:
    """Return one page of reports in `state` with the party each is about, newest first."""
    asked = _with_party()
    query, backwards = descending(
        asked.where(DataReport.state == state), DataReport.id, after=after, before=before, parts=numbers
    )
    rows = [(row[0], row[1]) for row in db.session().execute(query)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))


def waiting_count(_actor: Actor) -> int:
    """Return how many reports wait for an answer."""
    return db.session().scalar(select(func.count()).where(DataReport.state == "open")) or 0


def report(public_id: str) -> tuple[DataReport, Party]:
    """Return a report and the party it is about. Raises NotFound."""
    row = db.session().execute(_with_party().where(DataReport.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def answer_report(public_id: str, text: str, *, actor: Actor) -> None:
    """Answer a report; the person is told. Raises NotFound, Forbidden, AnsweredAlready."""
    ensure_may(actor, ANSWER_REPORTS)
    query = select(DataReport).where(DataReport.public_id == public_id).with_for_update()
    row = db.session().scalar(query)
    if row is None:
        raise NotFound
    if row.state != "open":
        raise AnsweredAlready
    row.state, row.answer, row.answered_by_name, row.answered_at = "answered", text, actor.name, now()
    record("cabinets.error_answered", actor=actor, object_type="data_report", object_key=public_id)
    publish(DataReportAnswered(account_id=row.account_id, report_id=public_id))


def _with_party() -> Any:
    """Return the query of reports with the party each is about."""
    return select(DataReport, Party).join(Party, Party.id == DataReport.party_id)
