"""Tables of the room."""

from webapp.permits.models.law import LawRow
from webapp.permits.models.life import Defect, PermitChange, Reminder
from webapp.permits.models.permits import CardPlate, Mark, OversizeTrip, Permit, PermitCard
from webapp.permits.models.places import CapPlace, CapTerritory

__all__ = [
    "CapPlace",
    "CapTerritory",
    "CardPlate",
    "Defect",
    "LawRow",
    "Mark",
    "OversizeTrip",
    "Permit",
    "PermitCard",
    "PermitChange",
    "Reminder",
]
