"""The life of a case: one literal table of states and steps, and what follows from dates. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    CHECKING = "checking"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    CONFIRMING = "confirming"
    FEE_DUE = "fee_due"
    ISSUING = "issuing"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    DISCARDED = "discarded"


Action = Literal[
    "hand_in",
    "discard",
    "conclude",
    "take_up",
    "return",
    "hand_in_again",
    "give_up",
    "propose_approval",
    "disagree",
    "approve_to_pay",
    "approve_to_issue",
    "pay",
    "issue",
    "balk",
    "refuse",
    "withdraw",
    "lapse",
]
TABLE: Final[dict[tuple[State, Action], State]] = {
    (State.DRAFT, "hand_in"): State.CHECKING,
    (State.DRAFT, "discard"): State.DISCARDED,
    (State.CHECKING, "conclude"): State.IN_REVIEW,
    (State.CHECKING, "take_up"): State.IN_REVIEW,  # an officer goes on although a register is silent
    (State.CHECKING, "approve_to_pay"): State.FEE_DUE,
    (State.CHECKING, "approve_to_issue"): State.ISSUING,
    (State.CHECKING, "withdraw"): State.WITHDRAWN,
    (State.IN_REVIEW, "return"): State.RETURNED,
    (State.IN_REVIEW, "propose_approval"): State.CONFIRMING,
    (State.IN_REVIEW, "approve_to_pay"): State.FEE_DUE,
    (State.IN_REVIEW, "approve_to_issue"): State.ISSUING,
    (State.IN_REVIEW, "refuse"): State.REFUSED,
    (State.IN_REVIEW, "withdraw"): State.WITHDRAWN,
    (State.CONFIRMING, "disagree"): State.IN_REVIEW,
    (State.CONFIRMING, "approve_to_pay"): State.FEE_DUE,
    (State.CONFIRMING, "approve_to_issue"): State.ISSUING,
    (State.CONFIRMING, "withdraw"): State.WITHDRAWN,
    (State.RETURNED, "hand_in_again"): State.CHECKING,
    (State.RETURNED, "withdraw"): State.WITHDRAWN,
    (State.RETURNED, "give_up"): State.LAPSED,
    (State.FEE_DUE, "pay"): State.ISSUING,
    (State.FEE_DUE, "lapse"): State.LAPSED,
    (State.FEE_DUE, "withdraw"): State.WITHDRAWN,
    (State.ISSUING, "issue"): State.ISSUED,
    (State.ISSUING, "balk"): State.IN_REVIEW,  # what was approved became impossible meanwhile: an officer looks
}
OPEN: Final = frozenset(
    {State.CHECKING, State.IN_REVIEW, State.RETURNED, State.CONFIRMING, State.FEE_DUE, State.ISSUING}
)
WITH_OFFICE: Final = frozenset({State.CHECKING, State.IN_REVIEW, State.CONFIRMING})
EDITABLE: Final = frozenset({State.DRAFT, State.RETURNED})
CLOSED: Final = frozenset(State) - OPEN - {State.DRAFT}


class NotAllowed(ValueError):
    """No such step from this state."""


def next_state(state: State, action: Action) -> State:
    """Return where the step leads. Raises NotAllowed."""
    try:
        return TABLE[state, action]
    except KeyError:
        raise NotAllowed(f"{state}: {action}") from None


def may(state: State, action: Action) -> bool:
    """Whether the step is possible from this state."""
    return (state, action) in TABLE


@dataclass(frozen=True, slots=True)
class Line:
    """What the proposal looks at of a finding: its verdict, and whether its check is blocking."""

    verdict: str
    blocking: bool


Proposal = Literal["approve", "look", "wait"]


def proposal_of(lines: Iterable[Line]) -> Proposal:
    """Return what the findings come to: approve when all agree, wait while a register is silent, else an officer looks."""
    verdicts = {line.verdict for line in lines}
    if "silent" in verdicts:
        return "wait"
    return "approve" if verdicts <= {"agrees"} else "look"


def stands_in_the_way(lines: Iterable[Line]) -> bool:
    """Whether a blocking check does not agree: then nobody can approve."""
    return any(line.blocking and line.verdict != "agrees" for line in lines)


RETRY_MINUTES: Final = (1, 5, 15, 60)


def minutes_to_wait(tried: int) -> int:
    """Return after how many minutes a silent register is asked again, having been asked `tried` times."""
    return RETRY_MINUTES[min(tried, len(RETRY_MINUTES)) - 1] if tried else 0


@dataclass(frozen=True, slots=True)
class Officer:
    """Who could take a case: how many they have, whether they are away, which kinds they may decide (empty: all)."""

    account_id: int
    load: int
    away: bool
    kinds: Collection[str]


def who_takes(kind: str, officers: Sequence[Officer], *, but: Collection[int] = ()) -> int | None:
    """Return the account that has the least to do of those who may take a case of `kind` and are there, or None."""
    able = [
        one
        for one in officers
        if not one.away and one.account_id not in but and (not one.kinds or covers(one.kinds, kind))
    ]
    return min(able, key=lambda one: (one.load, one.account_id)).account_id if able else None


def covers(kinds: Collection[str], kind: str) -> bool:
    """Whether a competence (`permits.taxi` covers `permits.taxi.issue`) reaches the kind of case."""
    return any(kind == known or kind.startswith(f"{known}.") for known in kinds)
