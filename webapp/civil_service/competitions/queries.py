"""What the pages of competitions and of the reserve show."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from webapp.civil_service.competitions.errors import NoSuchCompetition
from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.competitions.rules import Outcome, Stage, stage_of
from webapp.civil_service.record_tables import ServiceBody
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import now, today
from webapp.core.pagination import Page, descending, numbers, page

Listed = tuple[ServiceCompetition, str]
Reserved = tuple[ServiceCandidate, ServiceCompetition, str]


def competition(public_id: str, *, lock: bool = False) -> ServiceCompetition:
    """Return a competition. Raises NoSuchCompetition."""
    query = select(ServiceCompetition).where(ServiceCompetition.public_id == public_id)
    row = db.session().scalar(query.with_for_update(read=True) if lock else query)
    if row is None:
        raise NoSuchCompetition
    return row


def stage(row: ServiceCompetition) -> Stage:
    """Return where a competition is now."""
    return stage_of(row.closes_at, row.published_at, row.cancelled_at, now())


def body_name(row: ServiceCompetition) -> str:
    """Return the name of the body for whose post it is."""
    return db.session().get_one(ServiceBody, row.body_id).name


def open_competitions() -> Sequence[Listed]:
    """Return the competitions whose registration is open, what closes first first."""
    query = _listed().where(ServiceCompetition.closes_at > now(), ServiceCompetition.cancelled_at.is_(None))
    return _rows(query.order_by(ServiceCompetition.closes_at, ServiceCompetition.id).limit(200))


def all_competitions(*, after: str | None = None, before: str | None = None) -> Page[Listed]:
    """Return a page of every competition, newest first, for the operator."""
    wanted, backwards = descending(_listed(), ServiceCompetition.id, after=after, before=before, parts=numbers)
    return page(_rows(wanted), lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))


def candidates_of(competition_id: int) -> Sequence[ServiceCandidate]:
    """Return the candidates who did not take their registration back, in the order of their numbers."""
    where = (ServiceCandidate.competition_id == competition_id, ServiceCandidate.withdrawn_at.is_(None))
    return db.session().scalars(select(ServiceCandidate).where(*where).order_by(ServiceCandidate.id).limit(2000)).all()


def how_many(competition_ids: Sequence[int]) -> dict[int, int]:
    """Return by competition how many candidates it has."""
    query = select(ServiceCandidate.competition_id, func.count()).where(
        ServiceCandidate.competition_id.in_(competition_ids), ServiceCandidate.withdrawn_at.is_(None)
    )
    return {row[0]: row[1] for row in db.session().execute(query.group_by(ServiceCandidate.competition_id))}


def reserve(
    *, typed: str = "", post_class: str = "", after: str | None = None, before: str | None = None
) -> Page[Reserved]:
    """Return a page of the reserve as it is today, newest first, by words of the post and by class (list 4.4)."""
    query: Any = select(ServiceCandidate, ServiceCompetition, ServiceBody.name)
    query = query.join(ServiceCompetition, ServiceCompetition.id == ServiceCandidate.competition_id)
    query = query.join(ServiceBody, ServiceBody.id == ServiceCompetition.body_id)
    query = query.where(ServiceCandidate.outcome == Outcome.RESERVE.value, ServiceCandidate.reserve_until >= today())
    if post_class:
        query = query.where(ServiceCompetition.post_class == post_class)
    if typed.strip():
        query = query.where(ServiceCompetition.search_title.contains(fold(typed), autoescape=True))
    wanted, backwards = descending(query, ServiceCandidate.id, after=after, before=before, parts=numbers)
    rows = [(one, other, name) for one, other, name in db.session().execute(wanted)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))


def _listed() -> Any:
    return select(ServiceCompetition, ServiceBody.name).join(ServiceBody, ServiceBody.id == ServiceCompetition.body_id)


def _rows(query: Any) -> list[Listed]:
    return [(one, name) for one, name in db.session().execute(query)]
