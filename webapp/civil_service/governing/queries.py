"""What the pages of governing show."""

from collections.abc import Sequence

from sqlalchemy import func, select

from webapp.cabinets.api import people_who_may
from webapp.civil_service.governing.errors import NoSuchProposal
from webapp.civil_service.governing.models import ServiceClosing, ServiceConsent
from webapp.civil_service.governing.rules import State
from webapp.civil_service.permissions import ANSWER, ENTER
from webapp.civil_service.record_tables import ServiceBody
from webapp.core import db
from webapp.core.pagination import Page, descending, numbers, page


def consent(public_id: str) -> ServiceConsent:
    """Return a proposal. Raises NoSuchProposal."""
    row = db.session().scalar(select(ServiceConsent).where(ServiceConsent.public_id == public_id))
    if row is None:
        raise NoSuchProposal
    return row


def waiting() -> Sequence[ServiceConsent]:
    """Return the proposals that wait for the owner, the oldest first."""
    query = select(ServiceConsent).where(ServiceConsent.state == State.ASKED.value)
    return db.session().scalars(query.order_by(ServiceConsent.id).limit(200)).all()


def decided(*, after: str | None = None, before: str | None = None) -> Page[ServiceConsent]:
    """Return a page of the proposals that wait no more, newest first."""
    query = select(ServiceConsent).where(ServiceConsent.state != State.ASKED.value)
    wanted, backwards = descending(query, ServiceConsent.id, after=after, before=before, parts=numbers)
    rows = list(db.session().scalars(wanted))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def how_many_wait() -> int | None:
    """Return how many proposals wait for the owner, None when none does."""
    query = select(func.count()).where(ServiceConsent.state == State.ASKED.value)
    return db.session().scalar(query) or None


def participants() -> list[tuple[ServiceBody, int, str | None]]:
    """Return (body, how many people may enter or answer for it, how far its entry is closed), by name."""
    closed = {
        row.body_id: row.extent
        for row in db.session().scalars(select(ServiceClosing).where(ServiceClosing.lifted_at.is_(None)))
    }
    bodies = db.session().scalars(select(ServiceBody).order_by(ServiceBody.search_name).limit(300))
    return [(body, _people(body), closed.get(body.id)) for body in bodies]


def _people(body: ServiceBody) -> int:
    if body.party_id is None:
        return 0
    found = {each for right in (ENTER, ANSWER) for each in people_who_may(body.party_id, right)}
    return len(found)
