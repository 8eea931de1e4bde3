"""What other rooms may ask of trip sheets. All reads need an open transaction; the caller checks who asks."""

from webapp.trip_sheets.permissions import INSPECT, VIEW
from webapp.trip_sheets.queries import inspected, sheets_of_waybill

__all__ = ["INSPECT", "VIEW", "inspected", "sheets_of_waybill"]
