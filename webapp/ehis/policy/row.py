"""The shape of one row of the rights matrix (decision 118, annex 2, clauses 2.5, 3.3.2 and 3.3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from webapp.ehis import profile
from webapp.ehis.answers.record import paths_of
from webapp.ehis.errors import PurposeNotAllowed
from webapp.ehis.evidence import Wire
from webapp.ehis.ids import Member, Service
from webapp.ehis.policy.purposes import Purpose, Role
from webapp.ehis.schema import namespace_of

SUBSYSTEM: Final = "registers"
SOAP_SECONDS: Final = 2.0
REST_SECONDS: Final = 3.0
"""Decision 118, annex 2, 5.3 and decision 615/2017, annex 3, 4.2: how long a caller waits at most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one purpose allows: by which act and clause, to whom, for how long an answer may be kept for reuse.

    `withheld` are elements that the service's value has, but that this purpose does not need.
    """

    basis: str
    roles: frozenset[Role]
    cache_seconds: int = 0
    withheld: frozenset[str] = frozenset()


class Period(NamedTuple):
    """An instant or a day of each record lies between two of the question's parameters, both days included."""

    element: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One row: a service, its question, its answer, and the terms of every purpose for which it may be asked.

    `parameters` in the order of the schema, some of them perhaps optional there; `record` is the element of one
    record; `subject` ties the answer to the question: in every record the element must equal the parameter asked.
    """

    provider: str
    code: str
    answer: type[Any]
    record: str
    parameters: tuple[str, ...]
    purposes: Mapping[Purpose, Terms]
    subject: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    period: Period | None = None
    many: bool = False
    deadline_seconds: float = SOAP_SECONDS
    retryable: bool = True
    ground_required: bool = False
    version: str = "v1"
    wire: Wire = Wire.SOAP

    @property
    def service(self) -> Service:
        """Return the identifier of the service."""
        owner = Member(profile.INSTANCE, profile.OUR_CLASS, self.provider)
        return Service(owner, self.code, self.version, SUBSYSTEM)

    @property
    def namespace(self) -> str:
        """Return the XML namespace of its messages."""
        return namespace_of(self.provider)

    @property
    def contract(self) -> str:
        """Return the reference of the contract with the register's owner that lists the service (clause 3.3)."""
        return f"EHİS-{profile.OUR_CODE}-{self.provider}-2026"

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the elements that are kept at all; everything else that is sent is dropped."""
        return paths_of(self.answer)

    def terms(self, purpose: Purpose | str) -> Terms:
        """Return what `purpose` allows. Raises PurposeNotAllowed when it has no line here: no row, no call."""
        if purpose not in self.purposes:
            raise PurposeNotAllowed
        return self.purposes[Purpose(purpose)]

    def kept(self, purpose: Purpose | str) -> tuple[str, ...]:
        """Return the elements that are kept for `purpose`. Raises PurposeNotAllowed."""
        withheld = self.terms(purpose).withheld
        return tuple(path for path in self.fields if path not in withheld)
