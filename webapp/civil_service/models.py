"""Every table of the room, for migrations. Import the tables themselves from where they stand, never from here."""

from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.correcting.models import (
    ServiceComplaint,
    ServiceCorrection,
    ServiceCorrectionStep,
    ServiceMessage,
)
from webapp.civil_service.entering.models import (
    ServiceArrival,
    ServiceChange,
    ServicePaper,
    ServiceTable,
    ServiceTableFault,
)
from webapp.civil_service.exchange_tables import (
    ServiceAnswer,
    ServiceExtract,
    ServiceGap,
    ServiceLook,
    ServiceMismatch,
    ServiceTold,
)
from webapp.civil_service.figures.models import OpenFigures
from webapp.civil_service.governing.models import ServiceClosing, ServiceConsent, ServiceParameter, ServiceReader
from webapp.civil_service.length.models import CivilRule
from webapp.civil_service.ranks.models import RankOutlook
from webapp.civil_service.record_tables import Servant, ServiceBody, ServiceFact, ServicePost

__all__ = [
    "CivilRule",
    "OpenFigures",
    "RankOutlook",
    "Servant",
    "ServiceAnswer",
    "ServiceArrival",
    "ServiceBody",
    "ServiceCandidate",
    "ServiceChange",
    "ServiceClosing",
    "ServiceCompetition",
    "ServiceComplaint",
    "ServiceConsent",
    "ServiceCorrection",
    "ServiceCorrectionStep",
    "ServiceExtract",
    "ServiceFact",
    "ServiceGap",
    "ServiceLook",
    "ServiceMessage",
    "ServiceMismatch",
    "ServicePaper",
    "ServiceParameter",
    "ServicePost",
    "ServiceReader",
    "ServiceTable",
    "ServiceTableFault",
    "ServiceTold",
]
