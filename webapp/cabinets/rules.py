"""Who may what for whom, and the life of a delegation. Charter 003, clauses 9.2 and 9.3."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from webapp.cabinets.errors import NotPossibleNow


class Kind(StrEnum):
    """Whose cabinet it is."""

    PERSON = "person"
    ENTREPRENEUR = "entrepreneur"
    ORGANISATION = "organisation"
    STATE = "state"
    MUNICIPALITY = "municipality"


KIND_OF_REGISTER: Final = {
    "legal": Kind.ORGANISATION,
    "entrepreneur": Kind.ENTREPRENEUR,
    "state": Kind.STATE,
    "municipality": Kind.MUNICIPALITY,
}


class State(StrEnum):
    """Where a delegation stands."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


class Action(StrEnum):
    """What can be done with a delegation."""

    ACCEPT = "accept"
    DECLINE = "decline"
    CHANGE = "change"
    END = "end"


LIVE: Final = (State.INVITED, State.ACCEPTED)
TRANSITIONS: Final = {
    (State.INVITED, Action.ACCEPT): State.ACCEPTED,
    (State.INVITED, Action.DECLINE): State.DECLINED,
    (State.INVITED, Action.CHANGE): State.INVITED,
    (State.INVITED, Action.END): State.ENDED,
    (State.ACCEPTED, Action.CHANGE): State.ACCEPTED,
    (State.ACCEPTED, Action.END): State.ENDED,
}


def next_state(state: State, action: Action) -> State:
    """Return the state after `action`. Raises NotPossibleNow when there is no such step."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise NotPossibleNow from None


@dataclass(frozen=True, slots=True)
class Standing:
    """What ties a person to a party today: it is themselves, a certificate, the stamp, rights handed on."""

    own: bool = False
    certificate: bool = False
    stamp: bool = False
    delegated: frozenset[str] | None = None

    @property
    def any(self) -> bool:
        """Whether the person may act for the party at all."""
        return self.own or self.certificate or self.delegated is not None


@dataclass(frozen=True, slots=True)
class RightCodes:
    """The codes that exist in this portal, by the way in which people come to them."""

    everybody: frozenset[str]
    areas: frozenset[str]
    delegable: frozenset[str]
    manage: str
    base: str


def rights(standing: Standing, codes: RightCodes) -> frozenset[str]:
    """Return the rights that `standing` brings: the head with the stamp has all, and alone may hand rights on (9.2)."""
    found: frozenset[str] = frozenset()
    if standing.own:
        found |= codes.everybody
    if standing.certificate:
        found |= codes.areas if standing.stamp else codes.areas - {codes.manage}
    if standing.delegated is not None:
        found |= (standing.delegated & codes.delegable) | {codes.base}
    return found


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Whether dates that include both their ends cover `day`."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def short_name(given_name: str, family_name: str) -> str:
    """Return a name that confirms a person without giving them away: Kamran H."""
    return f"{given_name} {family_name[:1]}." if family_name else given_name
