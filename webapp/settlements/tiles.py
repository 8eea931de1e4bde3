"""The menu's lines and the card of the carrier's first page."""

from typing import Final

from sqlalchemy import func, select

from webapp.core.actor import Actor
from webapp.core.text import _, _l
from webapp.settlements.models import DayDifference
from webapp.settlements.permissions import OWN, SEE
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem

OPEN: Final = select(func.count()).where(DayDifference.closed_at.is_(None))


def differing(actor: Actor) -> int:
    """Return how many differences of days wait to be cleared up."""
    return figure("settlements.differing", actor)


FIGURES: Final = (Figure("settlements.differing", OPEN, in_menu=True, permission=SEE),)
MENU: Final = (
    MenuItem(_l("Hesablaşmalar"), "settlements_office.index", "briefcase", "office", SEE, order=73, badge=differing),
)
TILES: Final = (
    HomeTile(
        _l("Hesablaşmalar"),
        "settlements.index",
        "briefcase",
        lambda _actor: _("Satılan biletlərə görə sizə çatan vəsait"),
        OWN,
        order=36,
    ),
)
