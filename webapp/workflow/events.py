"""Facts of the room: ids and plain values."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """What every fact says: the case's public id, its kind, for whom, and what it is about (empty for something new)."""

    case: str
    kind: str
    party_id: int
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedIn(CaseEvent):
    """An application was signed and registered, the first time or after a return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConcluded(CaseEvent):
    """The checks ended; an officer is to look. `proposal` is approve or look."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturned(CaseEvent):
    """The applicant is to mend something; the clock stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseApproved(CaseEvent):
    """Approved; a fee is to be paid when there is an invoice."""

    invoice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIssued(CaseEvent):
    """What was asked for came to be: `result` is its key in the room that declared the service."""

    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRefused(CaseEvent):
    """Refused on a ground of the regulation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded(CaseEvent):
    """Withdrawn by the applicant or lapsed: `how` is the state."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverdue(CaseEvent):
    """The date of the decision passed without one."""
