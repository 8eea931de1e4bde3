"""Work behind the pages: an extract is printed and sealed; each night the statuses that a day changes are settled."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Select, or_, select

from webapp.civil_service.extracting import enrol, extract, keep, printed
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.civil_service.services.settling import settle
from webapp.core import db
from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.signing.api import seal_pdf

SERVANTS_AT_ONCE: Final = 200


@job("civil_service.seal_extract", attempts=10)
def seal_extract(extract_id: str) -> None:
    """Print an extract, seal it, keep it as a document. Raises SealUnavailable, and is tried again."""
    with in_language("az"):
        with transaction():
            row = extract(extract_id)
            if row.ready_at is not None:
                return
            token = enrol(row)
        with transaction(read_only=True):
            plain = printed(extract(extract_id), token)
        sealed = seal_pdf(plain)
        with transaction():
            row = extract(extract_id)
            if row.ready_at is None:
                keep(row, token, sealed)


@job("civil_service.turn_the_day", cron="15 20 * * *")
def turn_the_day(timestamp: int) -> None:
    """At a quarter past midnight in Baku settle whose post, rank or status begins or ends with the day."""
    with transaction():
        settle_some.defer(after=0, night=timestamp)


@job("civil_service.settle_some")
def settle_some(after: int, night: int) -> None:
    """Settle the next servants beyond `after` whom this day concerns, then go on with another job."""
    with transaction():
        rows = list(db.session().scalars(_concerned(after)))
        for row in rows:
            settle(row)
        if len(rows) == SERVANTS_AT_ONCE:
            settle_some.defer(after=rows[-1].id, night=night)


def _concerned(after: int) -> Select[Servant]:
    """Return the next servants with a fact that begins or ended within the last week: a night may have been missed."""
    day = today()
    week = day - timedelta(days=7)
    until = ServiceFact.content["probation_until"].astext
    concerned = select(ServiceFact.servant_id).where(
        ServiceFact.known_to.is_(None),
        ServiceFact.state == "standing",
        or_(
            ServiceFact.valid_from.between(week, day),
            ServiceFact.valid_to.between(week, day),
            until.between(week.isoformat(), day.isoformat()),
        ),
    )
    query = select(Servant).where(Servant.id > after, Servant.id.in_(concerned))
    return query.order_by(Servant.id).limit(SERVANTS_AT_ONCE).with_for_update()
