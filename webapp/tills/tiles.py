"""The menu's lines and the card of the first page."""

from typing import Final

from webapp.core.text import _, _l
from webapp.tills.permissions import AUDIT, SEE_ALL, SELL
from webapp.ui.navigation import HomeTile, MenuItem

MENU: Final = (
    MenuItem(_l("Kassa"), "tills.index", "scale", "cabinet", SELL, order=48),
    MenuItem(_l("Kassalar"), "tills_office.index", "scale", "office", SEE_ALL, order=72),
)
TILES: Final = (
    HomeTile(
        _l("Kassa"),
        "tills.index",
        "scale",
        lambda _actor: _("Növbə açın, bilet və nəqliyyat kartı satın"),
        SELL,
        order=34,
    ),
    HomeTile(
        _l("Kassa hesabatları"),
        "tills.days",
        "chart",
        lambda _actor: _("Günün növbələri, nağd və terminal"),
        AUDIT,
        order=35,
    ),
)
