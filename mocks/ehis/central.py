"""The central configuration: who takes part, what each provides, who may ask what."""

from dataclasses import dataclass
from typing import Final

from webapp.ehis import profile
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.schema import namespace_of

SUBSYSTEM: Final = "registers"


def government(code: str) -> Member:
    """Return the state body with this member code."""
    return Member(profile.INSTANCE, profile.OUR_CLASS, code)


@dataclass(frozen=True, slots=True)
class Provided:
    """One service of a register: its provider's code, its own code, the parameters that it takes, in their order."""

    provider: str
    code: str
    parameters: tuple[str, ...]

    @property
    def service(self) -> Service:
        """Return the identifier of the service."""
        return Service(government(self.provider), self.code, "v1", SUBSYSTEM)

    @property
    def namespace(self) -> str:
        """Return the XML namespace of its messages."""
        return namespace_of(self.provider)


SERVICES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "DIN": {
        "getPerson": ("fin",),
        "verifyDocument": ("fin", "number"),
        "requestEntryPermit": ("fin", "number", "arrival", "departure"),
        "listSpecialRanks": ("fin",),
    },
    "DVX": {"getLegalEntity": ("voen",), "listByHead": ("fin",), "getDebt": ("voen",)},
    "DSMF": {"getContributionDebt": ("voen",)},
    "ADLIYYE": {"getNonCommercialEntity": ("voen",), "getFamilyState": ("fin",)},
    "DYP": {
        "getVehicle": ("plate",),
        "listVehiclesByOwner": ("owner",),
        "getInspection": ("plate",),
        "getLicence": ("fin",),
        "getRestrictions": ("fin",),
    },
    "EMEK": {
        "listEmployees": ("voen",),
        "getContracts": ("fin",),
        "getActiveEmployer": ("fin",),
        "getBenefits": ("fin",),
    },
    "DSX": {"getCrossings": ("plate", "since", "until"), "isAbroad": ("plate",)},
    "ISB": {"getPolicies": ("plate", "voen", "kind")},
    "NOTARIAT": {
        "getPowerByBarcode": ("barcode",),
        "getPowerByAct": ("registerNumber", "registeredOn"),
        "listPowersForRepresented": ("represented",),
        "listVehicleUses": ("user",),
    },
    "EMDX": {
        "getRights": ("holder", "ground"),
        "getExtract": ("registerNumber", "ground"),
        "resolveAddress": ("address",),
    },
    "SEHIYYE": {"getDriverMedical": ("fin",)},
    "AKKRED": {"listAccreditations": ("voen",)},
    "TEHSIL": {"listEducationDocuments": ("fin",)},
    "HAZIRLIQ": {"listDomesticTraining": ("fin",), "listTaxiTraining": ("fin",)},
    "DIM": {"getServicePeriods": ("fin",), "verifyPost": ("fin", "voen"), "listLanguageCertificates": ("fin",)},
    "AAK": {"listDegrees": ("fin",)},
    "SXCDX": {"listMilitaryPeriods": ("fin",)},
    "DTX": {"listClearances": ("fin",)},
}
"""By member code of the provider: its services, each with its parameters in the order of the schema."""
PROVIDED: Final = {
    code: Provided(provider, code, parameters)
    for provider, services in SERVICES.items()
    for code, parameters in services.items()
}
PORTAL: Final = Client(government("AYNA"), "kabinet")
AGENCY: Final = Client(government("POLICE"), "checks")
STRANGER: Final = government("STRANGER")
HOSTED: Final = {AGENCY.member: "agency", STRANGER: "stranger"}
"""Members whose information systems use this security server as their own, with the names of their keys: they speak
plain SOAP and REST to it. Our gateway knows nothing of the stranger."""
RIGHTS: Final = {
    PORTAL: frozenset(PROVIDED),
    AGENCY: frozenset({"getPerson", "getVehicle", "getLicence"}),
}


def may_ask(client: Client, service: Service) -> bool:
    """Whether `client` may call `service`: rights are by service code, versions ignored; nothing said is denied."""
    provided = PROVIDED.get(service.code)
    known = provided is not None and provided.service.member == service.member
    return known and service.code in RIGHTS.get(client, frozenset())
