"""What other rooms may ask of journey forms. All reads need an open transaction; the caller checks who asks."""

from webapp.journeys.permissions import DRIVE, INSPECT, VIEW
from webapp.journeys.roadside import RoadForm, found, met, over_lately

__all__ = ["DRIVE", "INSPECT", "VIEW", "RoadForm", "found", "met", "over_lately"]
