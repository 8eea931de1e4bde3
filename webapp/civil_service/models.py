"""Every table of the room, for migrations. Import the tables themselves from where they stand, never from here."""

from webapp.civil_service.exchange_tables import (
    ServiceAnswer,
    ServiceExtract,
    ServiceGap,
    ServiceLook,
    ServiceMismatch,
    ServiceTold,
)
from webapp.civil_service.length.models import CivilRule
from webapp.civil_service.record_tables import Servant, ServiceBody, ServiceFact, ServicePost

__all__ = [
    "CivilRule",
    "Servant",
    "ServiceAnswer",
    "ServiceBody",
    "ServiceExtract",
    "ServiceFact",
    "ServiceGap",
    "ServiceLook",
    "ServiceMismatch",
    "ServicePost",
    "ServiceTold",
]
