"""Terms that are over without an answer."""

from sqlalchemy import select

from webapp.civil_service.correcting.answering import lapse
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.rules import State
from webapp.core import db
from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("civil_service.lapse_corrections", cron="10 3 * * *")
def lapse_corrections(timestamp: int) -> None:  # noqa: ARG001 - the queue gives it
    """Each night: corrections that the participant did not answer in its term."""
    with transaction(read_only=True):
        late = (
            ServiceCorrection.state.in_((State.WITH_BODY.value, State.ACCEPTED.value)),
            ServiceCorrection.due_on < today(),
        )
        found = list(db.session().scalars(select(ServiceCorrection.public_id).where(*late)))
    for public_id in found:
        with transaction():
            lapse(public_id)
