"""Counts for the office's menu: incidents nobody has taken up, and requests that are over their time."""

from typing import Final

from sqlalchemy import func, select

from webapp.core.actor import Actor
from webapp.incidents.models import BodyRequest, Incident
from webapp.incidents.permissions import SEE
from webapp.ui.figures import Figure, figure

_new: Final = select(func.count()).select_from(Incident).where(Incident.state == "registered").scalar_subquery()
_late: Final = (
    select(func.count())
    .select_from(BodyRequest)
    .where(BodyRequest.answered_at.is_(None), BodyRequest.due_at < func.now())
    .scalar_subquery()
)
FIGURES: Final = (Figure("incidents.waiting", select(_new + _late), in_menu=True, permission=SEE),)


def waiting(actor: Actor) -> int:
    """Return how many incidents and late requests wait, for the badge of the menu."""
    return figure("incidents.waiting", actor)
