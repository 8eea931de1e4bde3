"""The life of a correction, a complaint and a message as literal tables; to whom a correction goes: pure."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a correction stands. The last three are its ends."""

    WITH_BODY = "with_body"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SILENT = "silent"
    WITH_OPERATOR = "with_operator"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What happens to a correction."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    LAPSE = "lapse"
    ESCALATE = "escalate"
    CONFIRM = "confirm"
    REJECT = "reject"
    MADE = "made"
    NOT_MADE = "not_made"
    WITHDRAW = "withdraw"


class Why(StrEnum):
    """Why the operator has it and not the participant (8.1.3: “if that is impossible”)."""

    REFUSED = "refused"
    SILENT = "silent"
    GONE = "gone"
    NOT_THEIRS = "not_theirs"


class Side(StrEnum):
    """Who took a step."""

    USER = "user"
    BODY = "body"
    OPERATOR = "operator"
    SYSTEM = "system"


class Message(StrEnum):
    """A report of an error by a participant (7.1.6), a proposal of improvement (7.2.2, 8.1.4)."""

    ERROR = "error"
    PROPOSAL = "proposal"


TRANSITIONS: Final[dict[tuple[State, Step], State]] = {
    (State.WITH_BODY, Step.ACCEPT): State.ACCEPTED,
    (State.WITH_BODY, Step.REFUSE): State.REFUSED,
    (State.WITH_BODY, Step.LAPSE): State.SILENT,
    (State.WITH_BODY, Step.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Step.MADE): State.CORRECTED,
    (State.ACCEPTED, Step.NOT_MADE): State.WITH_BODY,
    (State.ACCEPTED, Step.LAPSE): State.SILENT,
    (State.REFUSED, Step.MADE): State.CORRECTED,
    (State.REFUSED, Step.ESCALATE): State.WITH_OPERATOR,
    (State.REFUSED, Step.WITHDRAW): State.WITHDRAWN,
    (State.SILENT, Step.ACCEPT): State.ACCEPTED,
    (State.SILENT, Step.REFUSE): State.REFUSED,
    (State.SILENT, Step.MADE): State.CORRECTED,
    (State.SILENT, Step.ESCALATE): State.WITH_OPERATOR,
    (State.SILENT, Step.WITHDRAW): State.WITHDRAWN,
    (State.WITH_OPERATOR, Step.CONFIRM): State.CONFIRMED,
    (State.WITH_OPERATOR, Step.REJECT): State.REJECTED,
    (State.WITH_OPERATOR, Step.MADE): State.CORRECTED,
    (State.WITH_OPERATOR, Step.WITHDRAW): State.WITHDRAWN,
    (State.CONFIRMED, Step.MADE): State.CORRECTED,
    (State.CONFIRMED, Step.NOT_MADE): State.WITH_OPERATOR,
}
ENDED: Final = frozenset({State.CORRECTED, State.REJECTED, State.WITHDRAWN})
COMPLAINABLE: Final = frozenset({State.REFUSED, State.SILENT, State.REJECTED})
LONGEST: Final = 4000
MOST_PROOFS: Final = 5


def after(state: State | str, step: Step) -> State | None:
    """Return the state after a step, None when the step cannot be taken."""
    return TRANSITIONS.get((State(state), step))


def may_complain(state: State | str, *, late: bool) -> bool:
    """Whether a complaint is open: about a refusal or silence, and about an operator whose term is over (8.1.5)."""
    return State(state) in COMPLAINABLE or (late and State(state) in {State.WITH_OPERATOR, State.CONFIRMED})


def may(state: State | str, step: Step) -> bool:
    """Whether the step can be taken."""
    return after(state, step) is not None


def straight_to_operator(origin: str, *, body_is_there: bool) -> Why | None:
    """Return why a correction goes to the operator at once, None when the participant has it first (8.1.3).

    What another register passed, or the operator entered, no participant can put right; a body that is gone answers nobody.
    """
    if origin != "participant":
        return Why.NOT_THEIRS
    return None if body_is_there else Why.GONE


def needs_proof(why: Why | None) -> bool:
    """Whether a document that confirms it must be attached: before the operator always (8.1.3)."""
    return why is not None
