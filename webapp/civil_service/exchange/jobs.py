"""Each night every servant's sources are asked, two hundred servants at a time, each servant in a job of its own."""

from typing import Final

import structlog
from sqlalchemy import select

from webapp.civil_service.exchange.refreshing import refresh
from webapp.civil_service.record_tables import Servant
from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.api import Purpose, official_for
from webapp.ehis.errors import OfficialMissing

log = structlog.get_logger()
SERVANTS_AT_ONCE: Final = 200


@job("civil_service.refresh_all", cron="20 22 * * *")
def refresh_all(timestamp: int) -> None:
    """Every night (02:20 in Baku) begin to ask the sources about everybody who serves or is to serve."""
    with transaction():
        refresh_some.defer(after=0, night=timestamp)


@job("civil_service.refresh_some")
def refresh_some(after: int, night: int) -> None:
    """Have the next servants beyond `after` asked about, then go on with another job; former ones are asked no more."""
    query = select(Servant.id).where(Servant.id > after, Servant.status != "ended").order_by(Servant.id)
    with transaction():
        if not _may_ask():
            return
        found = list(db.session().scalars(query.limit(SERVANTS_AT_ONCE)))
        for servant_id in found:
            refresh_servant.defer(once=str(servant_id), servant_id=servant_id)
        if len(found) == SERVANTS_AT_ONCE:
            refresh_some.defer(after=found[-1], night=night)


@job("civil_service.refresh_servant")
def refresh_servant(servant_id: int) -> None:
    """Ask the sources about one servant; what is silent tonight is asked tomorrow."""
    refresh(servant_id)


def _may_ask() -> bool:
    """Whether somebody is named in whose name is asked: without one nothing may be, and each servant's job would fail."""
    try:
        official_for(Purpose.CIVIL_SERVICE)
    except OfficialMissing:
        log.warning("nobody is named in whose name the servants' sources are asked")
        return False
    return True


JOBS: Final = (refresh_all, refresh_some, refresh_servant)
