"""Card of the cabinet's first page: how many vehicles, and how many papers need care."""

from typing import Final

from sqlalchemy import Date, bindparam, func, select

from webapp.carriers.models import FleetRefresh, FleetVehicle, VehicleHolding
from webapp.carriers.permissions import FLEET_VIEW
from webapp.carriers.rules import SOON
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile


def describe_fleet(actor: Actor) -> Text:
    """Say how many vehicles have a paper that ended or ends soon; how many there are when all is well.

    A fleet that was never read is not said to be empty.
    """
    urgent, vehicles = figure("fleet.urgent", actor), figure("fleet.vehicles", actor)
    if urgent:
        return _n(
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            "%(num)s nəqliyyat vasitəsinin sənədi bitib və ya bitir",
            urgent,
        )
    if not vehicles and not figure("fleet.read", actor):
        return _("Reyestrlər hələ oxunmayıb")
    if not vehicles:
        return _("Reyestrdə nəqliyyat vasitəsi görünmür")
    return _n("%(num)s nəqliyyat vasitəsi", "%(num)s nəqliyyat vasitəsi", vehicles)


HAS: Final = (
    VehicleHolding.party_id == bindparam("party"),
    VehicleHolding.gone_at.is_(None),
    VehicleHolding.valid_from <= bindparam("today", type_=Date),
    func.coalesce(VehicleHolding.valid_to, bindparam("today", type_=Date)) >= bindparam("today", type_=Date),
)
PRESENT: Final = select(func.count(VehicleHolding.vehicle_id.distinct())).where(*HAS)
SOON_OVER: Final = PRESENT.join(FleetVehicle, FleetVehicle.id == VehicleHolding.vehicle_id).where(
    func.least(
        FleetVehicle.inspection_valid_to,
        FleetVehicle.insurance_valid_to,
        FleetVehicle.passengers_valid_to,
        VehicleHolding.valid_to,
    )
    <= bindparam("today", type_=Date) + SOON.days
)
ONE_READING: Final = (
    select(FleetRefresh.id).where(FleetRefresh.party_id == bindparam("party"), FleetRefresh.state == "done").limit(1)
)
READ: Final = select(func.count()).select_from(ONE_READING.subquery())
FIGURES = (
    Figure("fleet.vehicles", PRESENT, permission=FLEET_VIEW),
    Figure("fleet.urgent", SOON_OVER, permission=FLEET_VIEW),
    Figure("fleet.read", READ, permission=FLEET_VIEW),
)
TILES = (HomeTile(_l("Nəqliyyat parkı"), "carriers.fleet", "truck", describe_fleet, FLEET_VIEW, order=20),)
