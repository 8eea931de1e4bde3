"""Facts of the room."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRegistered(Event):
    """An incident stands in the register: `kind` is security, fault or accident."""

    incident_id: str
    number: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(Event):
    """The incident was remedied and its report written."""

    incident_id: str
    number: str
