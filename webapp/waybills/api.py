"""What other rooms may ask of waybills. All reads need an open transaction; the caller checks who asks."""

from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_INSPECT, WAYBILLS_VIEW
from webapp.waybills.roadside import RoadWaybill, met, numbered, on_plate, over_since

__all__ = [
    "WAYBILLS_DRIVE",
    "WAYBILLS_INSPECT",
    "WAYBILLS_VIEW",
    "RoadWaybill",
    "met",
    "numbered",
    "on_plate",
    "over_since",
]
