"""The menu's lines and the card of the cabinet's first page."""

from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.text import _, _l
from webapp.inspections.models import ControlAct
from webapp.inspections.permissions import DRIVEN, INSPECT, OVERSEE, OWN
from webapp.inspections.rules import State
from webapp.ui.navigation import HomeTile, MenuItem


def unsigned(actor: Actor) -> int | None:
    """Return how many acts of the inspector wait for the signature."""
    mine = select(func.count()).where(
        ControlAct.inspector_id == actor.account_id, ControlAct.state == State.FILED.value
    )
    return db.session().scalar(mine) or None


MENU: Final = (
    MenuItem(_l("Yolda yoxlama"), "inspections_office.scanner", "scan", "office", INSPECT, order=18),
    MenuItem(_l("Mənim günüm"), "inspections_office.day", "calendar", "office", INSPECT, order=19),
    MenuItem(_l("Nəzarət aktları"), "inspections_office.acts", "files", "office", INSPECT, order=22, badge=unsigned),
    MenuItem(_l("Nəzarət aktları"), "inspections_office.acts", "files", "office", OVERSEE, order=22),
    MenuItem(_l("Nəzarətin göstəriciləri"), "inspections_office.numbers", "chart", "office", OVERSEE, order=23),
    MenuItem(_l("Nəzarət aktları"), "inspections.index", "shield", "cabinet", OWN, order=46),
)
TILES: Final = (
    HomeTile(
        _l("Nəzarət aktları"),
        "inspections.index",
        "shield",
        lambda _actor: _("Yolda yoxlamaların aktları, onlardan şikayət"),
        DRIVEN,
        order=58,
    ),
    HomeTile(
        _l("Nəzarət aktları"),
        "inspections.index",
        "shield",
        lambda _actor: _("Yolda yoxlamaların aktları, onlardan şikayət"),
        OWN,
        order=58,
    ),
)
