"""What the registers say, as frozen values. Each names its source register and the instant it vouches for."""

from webapp.ehis.answers.borders import Crossing, Presence
from webapp.ehis.answers.civil_service import PostCheck, ServicePeriod
from webapp.ehis.answers.estate import EstateRight, ResolvedAddress
from webapp.ehis.answers.insurance import InsuranceKind, InsurancePolicy
from webapp.ehis.answers.notary import PowerOfAttorney, VehicleUse
from webapp.ehis.answers.organisations import Accreditation, LegalEntity, NonCommercialEntity, Owed
from webapp.ehis.answers.passengers import Benefit, EntryDecision
from webapp.ehis.answers.persons import DocumentCheck, Person
from webapp.ehis.answers.preparation import DriverMedical, EducationDocument, Training
from webapp.ehis.answers.record import Answers, Row, paths_of, value_from
from webapp.ehis.answers.road import Inspection, Licence, Restriction, Vehicle
from webapp.ehis.answers.servants import (
    Clearance,
    FamilyState,
    LanguageCertificate,
    MilitaryPeriod,
    ScientificDegree,
    SpecialRank,
)
from webapp.ehis.answers.work import ActiveEmployer, Employee, EmploymentContract

__all__ = [
    "Accreditation",
    "ActiveEmployer",
    "Answers",
    "Benefit",
    "Clearance",
    "Crossing",
    "DocumentCheck",
    "DriverMedical",
    "EducationDocument",
    "Employee",
    "EmploymentContract",
    "EntryDecision",
    "EstateRight",
    "FamilyState",
    "Inspection",
    "InsuranceKind",
    "InsurancePolicy",
    "LanguageCertificate",
    "LegalEntity",
    "Licence",
    "MilitaryPeriod",
    "NonCommercialEntity",
    "Owed",
    "Person",
    "PostCheck",
    "PowerOfAttorney",
    "Presence",
    "ResolvedAddress",
    "Restriction",
    "Row",
    "ScientificDegree",
    "ServicePeriod",
    "SpecialRank",
    "Training",
    "Vehicle",
    "VehicleUse",
    "paths_of",
    "value_from",
]
