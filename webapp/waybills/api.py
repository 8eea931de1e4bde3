"""What other rooms may ask of waybills. All reads need an open transaction; the caller checks who asks."""

from webapp.waybills.finding.carrying import CarriedWaybill, carried, carried_by
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_INSPECT, WAYBILLS_VIEW
from webapp.waybills.roadside import RoadWaybill, met, numbered, on_plate, over_since

__all__ = [
    "WAYBILLS_DRIVE",
    "WAYBILLS_INSPECT",
    "WAYBILLS_VIEW",
    "CarriedWaybill",
    "RoadWaybill",
    "carried",
    "carried_by",
    "met",
    "numbered",
    "on_plate",
    "over_since",
]
