"""Cards of the cabinet's first page: what waits for a signature, what is to be driven."""

from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_VIEW
from webapp.waybills.queries import DRIVEN, WAITING


def describe_waybills(actor: Actor) -> Text:
    """Say how many waybills wait for whom the actor acts for."""
    count = figure("waybills.waiting", actor)
    if not count:
        return _("Sizdən heç nə gözlənilmir")
    return _n("%(num)s qaimə sizi gözləyir", "%(num)s qaimə sizi gözləyir", count)


def describe_trips(actor: Actor) -> Text:
    """Say how many trips the person has to drive."""
    count = figure("waybills.trips", actor)
    return _n("%(num)s reysiniz var", "%(num)s reysiniz var", count) if count else _("Hazırda reysiniz yoxdur")


TILES = (
    HomeTile(_l("Yük qaimələri"), "waybills.index", "files", describe_waybills, WAYBILLS_VIEW, order=10),
    HomeTile(_l("Reyslərim"), "waybills.trips", "steering", describe_trips, WAYBILLS_DRIVE, order=15),
)

FIGURES = (
    Figure("waybills.waiting", WAITING, in_menu=True, permission=WAYBILLS_VIEW),
    Figure("waybills.trips", DRIVEN, permission=WAYBILLS_DRIVE),
)
