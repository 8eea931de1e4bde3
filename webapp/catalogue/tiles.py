"""Counts for the menu: applications whose term is over."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from webapp.catalogue.models import Application
from webapp.catalogue.permissions import SEE
from webapp.core.actor import Actor
from webapp.ui.figures import Figure, figure

_today: Final[Any] = bindparam("today")
LATE: Final = select(func.count()).where(Application.state == "applied", Application.due_on < _today)


def late(actor: Actor) -> int:
    """Return how many applications are overdue, for the badge of the office's menu."""
    return figure("catalogue.late", actor)


FIGURES: Final = (Figure("catalogue.late", LATE, in_menu=True, permission=SEE),)
