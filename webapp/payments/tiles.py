"""The menu's count of unpaid invoices, and the card on the cabinet's first page."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.payments.models import Difference, Invoice
from webapp.payments.permissions import PAY, SEE
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem

_party: Final[Any] = bindparam("party")
UNPAID: Final = select(func.count()).where(Invoice.party_id == _party, Invoice.state == "open")
DIFFERENT: Final = select(func.count()).where(Difference.closed_at.is_(None))


def unpaid(actor: Actor) -> int:
    """Return how many invoices wait for the party acted for."""
    return figure("payments.unpaid", actor)


def different(actor: Actor) -> int:
    """Return how many differences wait to be cleared up."""
    return figure("payments.different", actor)


def describe(actor: Actor) -> Text:
    """Say in one line how things stand."""
    waiting = unpaid(actor)
    if not waiting:
        return _("Ödənilməli hesab yoxdur")
    return _n("%(num)s hesab ödəniş gözləyir", "%(num)s hesab ödəniş gözləyir", waiting)


FIGURES: Final = (
    Figure("payments.unpaid", UNPAID, in_menu=True, permission=PAY),
    Figure("payments.different", DIFFERENT, in_menu=True, permission=SEE),
)
MENU: Final = (
    MenuItem(_l("Ödənişlər"), "payments.index", "card", "cabinet", PAY, order=45, badge=unpaid),
    MenuItem(_l("Ödənişlər"), "payments_office.index", "card", "office", SEE, order=70, badge=different),
)
TILES: Final = (HomeTile(_l("Ödənişlər"), "payments.index", "card", describe, PAY, order=30),)
