"""What the calendar does: an old version whose last day is over is disconnected."""

from sqlalchemy import select

from webapp.connections.models import Service
from webapp.connections.services.stepping import take
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("connections.end_versions", cron="5 20 * * *")  # five past midnight in Baku
def end_versions(timestamp: int) -> None:  # noqa: ARG001 - every periodic job gets one
    """Disconnect what answered until yesterday; the gateway refuses it by the day itself, this is the record."""
    with transaction():
        over = (Service.state == "live", Service.ends_on < today())
        for service in db.session().scalars(select(Service).where(*over).with_for_update()):
            take(service, "end", actor=current_actor(), text=f"{service.ends_on:%d.%m.%Y}")
