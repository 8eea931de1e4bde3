"""The register of e-services as tables. Decision 191/2011 (act 002), Rules 9.7-10.8; nothing but the standard library."""

from datetime import date
from enum import StrEnum
from typing import Final


class Request(StrEnum):
    """What an application asks for: form 2, item 2; clause 10.2."""

    REGISTER = "register"
    AMEND = "amend"
    CANCEL = "cancel"


class State(StrEnum):
    """How far an application is."""

    DRAFT = "draft"
    APPLIED = "applied"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """How an entry stands. LISTED: a kind of service in the act's list that nobody has registered yet."""

    LISTED = "listed"
    REGISTERED = "registered"
    CANCELLED = "cancelled"
    REPEALED = "repealed"


class Draft(StrEnum):
    """How far a draft regulation is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


DECISION_DAYS: Final = {
    Request.REGISTER: 3,  # 10.4
    Request.AMEND: 1,  # 10.8
    Request.CANCEL: 3,  # the law sets none: the operator takes the term of 10.4
}
DECISION_CLAUSES: Final = {Request.REGISTER: "10.4", Request.AMEND: "10.8", Request.CANCEL: "10.7"}
CHANGE_DAYS: Final = 3  # 10.6: the provider tells of a change within so many working days
LEAST_DISCUSSION: Final = 1  # days: 9.7 sets no term, but a discussion that ends at once is none
APPLICATION: Final = {
    (State.DRAFT, "apply"): State.APPLIED,  # 10.3
    (State.APPLIED, "accept"): State.ACCEPTED,  # 10.4, 10.7, 10.8
    (State.APPLIED, "refuse"): State.REFUSED,
    (State.APPLIED, "withdraw"): State.WITHDRAWN,
    (State.DRAFT, "withdraw"): State.WITHDRAWN,
}
DISCUSSION: Final = {
    (Draft.DRAFT, "publish"): Draft.OPEN,  # 9.7
    (Draft.OPEN, "close"): Draft.CLOSED,
    (Draft.CLOSED, "approve"): Draft.APPROVED,  # 9.2, 9.8
    (Draft.DRAFT, "drop"): Draft.WITHDRAWN,
    (Draft.OPEN, "drop"): Draft.WITHDRAWN,
    (Draft.CLOSED, "drop"): Draft.WITHDRAWN,
}
KINDS: Final = ("informative", "interactive")  # 4.2
PAYMENTS: Final = ("free", "paid")
USERS: Final = ("natural", "legal", "state", "other")
NEEDS_NUMBER: Final = frozenset({Request.AMEND, Request.CANCEL})


class NotAllowed(Exception):
    """The life cycle knows no such step from this state."""

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"{action} from {state}")
        self.state, self.action = state, action


def next_state(state: State, action: str) -> State:
    """Return the application's state after `action`. Raises NotAllowed, which names both."""
    try:
        return APPLICATION[state, action]
    except KeyError:
        raise NotAllowed(state.value, action) from None


def next_draft(state: Draft, action: str) -> Draft:
    """Return the draft's state after `action`. Raises NotAllowed, which names both."""
    try:
        return DISCUSSION[state, action]
    except KeyError:
        raise NotAllowed(state.value, action) from None


def register_number(n: int) -> str:
    """Return the register number of the n-th registration; no other registration ever bears it (10.4)."""
    return f"ER-{n:06}"


def is_discussed(opens: date, closes: date, today: date) -> bool:
    """Whether comments are taken today: both days belong to the term."""
    return opens <= today <= closes


def is_late_change(changed: date, last_day: date, today: date) -> bool:
    """Whether the provider told of a change of day `changed` after the last day of clause 10.6."""
    return changed <= today and today > last_day
