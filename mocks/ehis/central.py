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
    """One service of a register: its provider's code, its own code, the parameter that it takes."""

    provider: str
    code: str
    parameter: str

    @property
    def service(self) -> Service:
        """Return the identifier of the service."""
        return Service(government(self.provider), self.code, "v1", SUBSYSTEM)

    @property
    def namespace(self) -> str:
        """Return the XML namespace of its messages."""
        return namespace_of(self.provider)


PROVIDED: Final = {
    one.code: one
    for one in (
        Provided("DIN", "getPerson", "fin"),
        Provided("DVX", "getLegalEntity", "voen"),
        Provided("DVX", "listByHead", "fin"),
        Provided("DYP", "getVehicle", "plate"),
        Provided("DYP", "listVehiclesByOwner", "owner"),
        Provided("DYP", "getLicence", "fin"),
        Provided("EMEK", "listEmployees", "voen"),
    )
}
PORTAL: Final = Client(government("AYNA"), "kabinet")
AGENCY: Final = Client(government("POLICE"), "checks")
HOSTED: Final = frozenset({AGENCY.member})
"""Members whose information systems use this security server as their own: they speak plain SOAP to it."""
RIGHTS: Final = {
    PORTAL: frozenset(PROVIDED),
    AGENCY: frozenset({"getPerson", "getVehicle", "getLicence"}),
}


def may_ask(client: Client, service: Service) -> bool:
    """Whether `client` may call `service`: rights are by service code, versions ignored; nothing said is denied."""
    provided = PROVIDED.get(service.code)
    known = provided is not None and provided.service.member == service.member
    return known and service.code in RIGHTS.get(client, frozenset())
