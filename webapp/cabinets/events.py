"""Facts about cabinets and responsible persons. Ids and plain values, no personal numbers."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetCreated(Event):
    """A party got its cabinet when `account_id` signed in (charter 003, 9.2 and 9.3)."""

    party_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited(Event):
    """A head invited a person; `account_id` is None while the person never signed in."""

    delegation_id: int
    party_id: int
    account_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationAccepted(Event):
    """The invited person became a responsible person."""

    delegation_id: int
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationDeclined(Event):
    """The invited person said no."""

    delegation_id: int
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationChanged(Event):
    """The head changed rights or dates."""

    delegation_id: int
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEnded(Event):
    """The head took the rights back, or the register does not know the invited person."""

    delegation_id: int
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDataChanged(Event):
    """A register says something else than before; old and new values are kept (charter 003, 1.4.5)."""

    party_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """A person changed their own e-mail or phone."""

    account_id: int
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataReportAnswered(Event):
    """A case officer answered the report of an error."""

    account_id: int
    report_id: str
