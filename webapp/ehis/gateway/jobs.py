"""What the security server leaves to the worker."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, update

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.directory.models import ReceivedRow, VersionRow
from webapp.ehis.events import ExchangeDefect

KEPT: Final = timedelta(hours=24)
"""How long identifiers of messages are kept: far longer than a signature is fresh."""


@job("ehis.tell_of_defect", attempts=5)
def tell_of_defect(service: str, client: str, reason: str, message_id: str) -> None:
    """Publish that something is wrong with what is asked of us."""
    with transaction():
        publish(
            ExchangeDefect(direction="provided", service=service, client=client, reason=reason, message_id=message_id)
        )


@job("ehis.forget_received", cron="17 * * * *")
def forget_received(timestamp: int) -> None:  # noqa: ARG001 - every periodic job gets it
    """Forget identifiers that are older than a day, and call versions ended whose end has come."""
    with transaction():
        db.session().execute(delete(ReceivedRow).where(ReceivedRow.at < now() - KEPT))
        over = update(VersionRow).where(VersionRow.state == "live", VersionRow.ends_at <= now())
        db.session().execute(over.values(state="ended"))


JOBS: Final = (tell_of_defect, forget_received)
