"""What may be asked, for what purpose, on what legal basis, and which fields of the answer are kept.

A row for each service; no row, no call (decision 118, annex 2, clauses 2.5, 3.3.2 and 3.3.3). Everything that a
register sends beside the kept fields is dropped before anybody sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.ehis import profile
from webapp.ehis.ids import Member, Service
from webapp.ehis.schema import namespace_of

SUBSYSTEM: Final = "registers"


class Purpose(StrEnum):
    """Why a register is asked; it is written into the archive and shown to the person concerned."""

    CABINET = "cabinet"
    DELEGATION = "delegation"
    FLEET = "fleet"
    WAYBILL = "waybill"
    PERMIT = "permit"
    CONTROL = "control"


CHARTER: Final = "004-Əsasnamə, 9.2, 9.3"
SOURCES: Final = "615/2017, 2 nömrəli əlavə"
LEGAL_BASIS: Final = MappingProxyType(
    {
        Purpose.CABINET: CHARTER,
        Purpose.DELEGATION: CHARTER,
        Purpose.FLEET: SOURCES,
        Purpose.WAYBILL: SOURCES,
        Purpose.PERMIT: SOURCES,
        Purpose.CONTROL: SOURCES,
    }
)


@dataclass(frozen=True, slots=True)
class Policy:
    """One row. `record` is the element of one record, `subject` the kept field that must equal what was asked."""

    provider: str
    code: str
    parameter: str
    record: str
    subject: str | None
    purposes: frozenset[Purpose]
    fields: tuple[str, ...]
    many: bool = False
    deadline_seconds: float = 2.0
    retryable: bool = True

    @property
    def service(self) -> Service:
        """Return the identifier of the service."""
        return Service(Member(profile.INSTANCE, "GOV", self.provider), self.code, "v1", SUBSYSTEM)

    @property
    def namespace(self) -> str:
        """Return the XML namespace of its messages."""
        return namespace_of(self.provider)


PERSON_FIELDS: Final = (
    "fin",
    "familyName",
    "givenName",
    "patronymic",
    "gender",
    "birthDate",
    "address",
    "document/number",
    "document/validTo",
    "status",
)
ENTITY_FIELDS: Final = (
    "voen",
    "name",
    "legalForm",
    "kind",
    "address",
    "head/fin",
    "head/name",
    "head/position",
    "registeredOn",
    "status",
)
VEHICLE_FIELDS: Final = (
    "plate",
    "vin",
    "make",
    "model",
    "category",
    "owner",
    "ownerName",
    "tareKg",
    "maxMassKg",
    "seats",
    "year",
    "colour",
    "inspectionValidTo",
    "insuranceValidTo",
    "status",
)
LICENCE_FIELDS: Final = ("fin", "number", "category", "issuedOn", "validTo", "status")
EMPLOYEE_FIELDS: Final = ("fin", "name", "position", "since")

EVERY: Final = frozenset(Purpose)
IDENTITY: Final = frozenset({Purpose.CABINET, Purpose.DELEGATION, Purpose.PERMIT})
ROAD: Final = frozenset({Purpose.CABINET, Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT, Purpose.CONTROL})
STAFF: Final = frozenset({Purpose.FLEET, Purpose.WAYBILL, Purpose.PERMIT, Purpose.DELEGATION})

POLICIES: Final[Mapping[str, Policy]] = MappingProxyType(
    {
        row.code: row
        for row in (
            Policy("DIN", "getPerson", "fin", "person", "fin", IDENTITY, PERSON_FIELDS),
            Policy("DVX", "getLegalEntity", "voen", "entity", "voen", EVERY, ENTITY_FIELDS),
            Policy("DVX", "listByHead", "fin", "entity", "head/fin", IDENTITY, ENTITY_FIELDS, many=True),
            Policy("DYP", "getVehicle", "plate", "vehicle", "plate", ROAD, VEHICLE_FIELDS),
            Policy("DYP", "listVehiclesByOwner", "owner", "vehicle", "owner", ROAD, VEHICLE_FIELDS, many=True),
            Policy("DYP", "getLicence", "fin", "licence", "fin", ROAD, LICENCE_FIELDS),
            # The answer about an employer holds no VÖEN, so only the proved request hash ties it to the question.
            Policy("EMEK", "listEmployees", "voen", "employee", None, STAFF, EMPLOYEE_FIELDS, many=True),
        )
    }
)
