"""Card of the cabinet's first page: how many vehicles, and how many papers need care."""

from typing import Final

from sqlalchemy import Date, bindparam, func, select

from webapp.carriers.models import FleetVehicle
from webapp.carriers.permissions import FLEET_VIEW
from webapp.carriers.rules import SOON
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile


def describe_fleet(actor: Actor) -> Text:
    """Say how many vehicles have a paper that ended or ends soon; how many there are when all is well."""
    urgent, vehicles = figure("fleet.urgent", actor), figure("fleet.vehicles", actor)
    if urgent:
        return _n(
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            urgent,
        )
    if not vehicles:
        return _("Reyestrdə nəqliyyat vasitəsi görünmür")
    return _n("%(num)s nəqliyyat vasitəsi", "%(num)s nəqliyyat vasitəsi", vehicles)


PRESENT: Final = select(func.count()).where(FleetVehicle.party_id == bindparam("party"), FleetVehicle.gone_at.is_(None))
SOON_OVER: Final = PRESENT.where(
    func.least(FleetVehicle.inspection_valid_to, FleetVehicle.insurance_valid_to)
    <= bindparam("today", type_=Date) + SOON.days
)
FIGURES = (
    Figure("fleet.vehicles", PRESENT, permission=FLEET_VIEW),
    Figure("fleet.urgent", SOON_OVER, permission=FLEET_VIEW),
)
TILES = (HomeTile(_l("Nəqliyyat parkı"), "carriers.fleet", "truck", describe_fleet, FLEET_VIEW, order=20),)
