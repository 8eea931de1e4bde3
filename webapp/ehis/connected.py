"""Which services of other members this portal asks, and when anything last passed: for pages about the exchange."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import lateral, select, true

from webapp.core import db
from webapp.ehis.journal.models import ArchivedMessage, Segment
from webapp.ehis.policy import POLICIES


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service of another member that some purpose allows to ask; `path` as the exchange writes it."""

    member: str
    code: str
    path: str


def asked_services() -> list[AskedService]:
    """Return every service that may be asked, by member and code."""
    found = [AskedService(str(row.service.member), row.code, str(row.service)) for row in POLICIES.values()]
    return sorted(found, key=lambda item: (item.member, item.code))


def last_exchanges() -> dict[str, datetime]:
    """Return when the last message passed, by the service as the exchange writes it; what never passed is not there."""
    known = select(Segment.service).distinct().subquery()
    newest = (
        select(ArchivedMessage.at)
        .where(ArchivedMessage.service == known.c.service)
        .order_by(ArchivedMessage.id.desc())
        .limit(1)
    )
    last = lateral(newest)
    query = select(known.c.service, last.c.at).join(last, true())
    return {row.service: row.at for row in db.session().execute(query)}
