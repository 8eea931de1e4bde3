"""The plug-in type `ProvidedService`: one definition of what we offer, contributed by the room that holds the data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from webapp.core.registry import from_manifests, plugins
from webapp.core.text import Text
from webapp.ehis import profile
from webapp.ehis.ids import PART, Client, Member, Service
from webapp.ehis.provider.model import Model, model_of

NAMESPACE: Final = f"urn:ehis:az:{profile.OUR_CLASS.lower()}:{profile.OUR_CODE.lower()}"
VERSION: Final = re.compile(r"v[1-9][0-9]?")
OURS: Final = Member(profile.INSTANCE, profile.OUR_CLASS, profile.OUR_CODE)
METASERVICES: Final = ("listMethods", "allowedMethods", "getWsdl", "getOpenAPI")
"""Codes that no service of ours may take (X-Road 7.7.0 reserved them)."""


class NotFound(Exception):
    """The register has no such record: an answer of ours, no fault of the exchange."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the client that the security server has proved, the official (clause 6.6), their case, the message.

    `environment` is that of the client: `test` for one that is not connected yet (clause 3.8.2).
    """

    client: Client
    message_id: str
    user_id: str | None = None
    issue: str | None = None
    environment: str = "production"


@dataclass(frozen=True, slots=True)
class Looked:
    """A person whose data an answer holds; it will stand in that person's “who looked at my data”."""

    fin: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a handler answers: the answer's dataclass, and whose personal data it holds."""

    answer: Any
    about: tuple[Looked, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ProvidedService:
    """One service. `handler` gets the parameters and the caller inside a transaction that only reads.

    It returns `Found` or raises `NotFound`. `purpose` is the sentence that persons read about such a look. `summary`
    is Azerbaijani, as the whole description: it is read by the engineers of other state bodies.
    """

    code: str
    version: str
    title: str
    summary: str
    legal_basis: str
    purpose: Text
    parameters: type[Any]
    answer: type[Any]
    handler: Callable[[Any, Caller], Found]

    def __post_init__(self) -> None:
        if not PART.fullmatch(self.code) or not VERSION.fullmatch(self.version) or self.code in METASERVICES:
            raise ValueError(f"{self.code}/{self.version} cannot be the name of a service")

    @property
    def service(self) -> Service:
        """Return its identifier in the exchange."""
        return Service(OURS, self.code, self.version, profile.OUR_SUBSYSTEM)

    @property
    def asks(self) -> Model:
        """Return the description of its parameters."""
        return model_of(self.parameters)

    @property
    def says(self) -> Model:
        """Return the description of its answer."""
        return model_of(self.answer)


@from_manifests
def provided() -> tuple[ProvidedService, ...]:
    """Return every service that the rooms offer, by code and version."""
    return tuple(sorted(plugins(ProvidedService), key=lambda one: (one.code, one.version)))


@from_manifests
def provided_service(code: str, version: str | None = None) -> ProvidedService | None:
    """Return the service with this code: of this version, or the newest. None when nobody offers it."""
    found = [one for one in provided() if one.code == code and version in {None, one.version}]
    return max(found, key=lambda one: int(one.version[1:]), default=None)
