"""What corrections put on a record's pages: a link beside each fact of one's own, what is open and where to go."""

from typing import Any

from flask import url_for
from sqlalchemy import func, select

from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.rules import ENDED
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.values import Fact
from webapp.core import db
from webapp.core.actor import Actor


def where_wrong(servant: Servant, fact: Fact, actor: Actor) -> str | None:
    """Return where one says what is wrong with a fact of one's own record; None for others and for hidden groups."""
    if actor.fin != servant.fin or actor.party_id is None or fact.group.hidden is not None:
        return None
    return url_for("civil_service_corrections.new", entry=fact.entry)


def open_corrections(servant: Servant, actor: Actor) -> dict[str, Any] | None:
    """Return how many corrections of one's own are open; None on the record of another."""
    if actor.fin != servant.fin or actor.party_id is None:
        return None
    ended = [state.value for state in ENDED]
    query = select(func.count()).where(
        ServiceCorrection.servant_id == servant.id, ServiceCorrection.state.not_in(ended)
    )
    return {"open": db.session().scalar(query) or 0}
