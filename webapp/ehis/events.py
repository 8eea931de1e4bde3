"""Facts of the exchange: names of members, clients and services as the exchange writes them, and plain values."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberBlocked(Event):
    """The operator blocked a participant at once (decision 118, annex 2, clause 3.7): `member` is `AZ/GOV/POLICE`."""

    member: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberUnblocked(Event):
    """The participant may ask again."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDisconnected(Event):
    """The participant was disconnected (clauses 3.5 and 3.6)."""

    member: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLive(Event):
    """A version of a service that we provide was connected (clauses 3.9 and 3.12)."""

    service: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEnded(Event):
    """The end of a version was set: it answers until `ends_at`, then a clear fault (clauses 3.12 and 3.14)."""

    service: str
    version: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RightGranted(Event):
    """A client (`AZ/GOV/POLICE/checks`) may address a service, or one endpoint of it (clause 3.8.3)."""

    client: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightRevoked(Event):
    """A client may address a service no more."""

    client: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDefect(Event):
    """Something is wrong with the exchange itself (charter 003, 8.0.12): integrity, a broken schema, repeated refusals.

    `direction` is `asked` or `provided`; `reason` a fault kind; `message_id` the last message concerned, perhaps empty.
    """

    direction: str
    service: str
    client: str
    reason: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStopped(Event):
    """The exchange stopped, because what passes could not be kept."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswered(Event):
    """A register answered a question that work waited for: `ref` names the work, `waiting_id` takes the answer.

    `outcome` is `answered`, `not_found` or `several`; with the last two there is nothing to take.
    """

    waiting_id: str
    ref: str
    service: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGaveUp(Event):
    """A register was asked in vain until the statutory date, or may be asked no more: `reason` is for the operator."""

    waiting_id: str
    ref: str
    service: str
    reason: str
