"""The law as data and pure functions: states of a letter, terms by kind and day. Nothing imported but the standard library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How a letter stands."""

    DRAFT = "draft"
    REGISTERED = "registered"
    IN_WORK = "in_work"
    WAITING = "waiting"
    ANSWERED = "answered"
    REFUSED = "refused"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Kind(StrEnum):
    """What is written: each kind has a term of its own."""

    APPLICATION = "application"
    COMPLAINT = "complaint"
    PROPOSAL = "proposal"
    INFORMATION = "information"


OPEN: Final = frozenset({State.REGISTERED, State.IN_WORK, State.WAITING})
RUNNING: Final = frozenset({State.REGISTERED, State.IN_WORK})
DONE: Final = frozenset({State.ANSWERED, State.REFUSED})
MOST_A_DAY: Final = 30
"""Letters that one sender sends within a day (assumed): more is a program at work."""

NEXT: Final[dict[str, tuple[frozenset[State], State | None]]] = {
    "send": (frozenset({State.DRAFT}), State.REGISTERED),
    "discard": (frozenset({State.DRAFT}), State.DISCARDED),
    "take": (frozenset({State.REGISTERED}), State.IN_WORK),
    "release": (frozenset({State.IN_WORK}), State.REGISTERED),
    "assign": (RUNNING, State.IN_WORK),
    "ask": (frozenset({State.IN_WORK}), State.WAITING),
    "reply": (OPEN, None),
    "go_on": (frozenset({State.WAITING}), State.IN_WORK),
    "forward": (RUNNING, State.REGISTERED),
    "extend": (RUNNING, None),
    "answer": (frozenset({State.IN_WORK}), State.ANSWERED),
    "refuse": (frozenset({State.IN_WORK}), State.REFUSED),
    "join": (RUNNING, State.JOINED),
    "withdraw": (OPEN, State.WITHDRAWN),
    "reopen": (DONE, State.REGISTERED),
}
"""Step -> (states in which it is possible, the state that it leads to; None: as before)."""


class NotAllowed(ValueError):
    """The letter is in another state."""


def may(state: State, action: str) -> bool:
    """Whether the step is possible in this state."""
    return state in NEXT[action][0]


def next_state(state: State, action: str) -> State:
    """Return the state that the step leads to. Raises NotAllowed."""
    possible, after = NEXT[action]
    if state not in possible:
        raise NotAllowed(action)
    return after or state


@dataclass(frozen=True, slots=True)
class Term:
    """What holds for a kind of letter from a day on; days are working days unless their name says otherwise.

    `days` to the answer, `longer` when the term is extended (once), counted from the same day; `pass_on` to send a letter
    of another body on; `most_forwards` how often it may travel; `reply` the sender has to what was asked;
    `reopen_calendar` days within which an answer may be called into question. `assumed` names what no source settles.
    """

    kind: Kind
    since: date
    days: int
    longer: int
    clause: str
    pass_on: int = 5
    most_forwards: int = 3
    reply: int = 10
    reopen_calendar: int = 30
    most_reopened: int = 1
    signed: bool = False
    assumed: tuple[str, ...] = ("pass_on", "most_forwards", "reply", "reopen_calendar", "most_reopened", "signed")


APPEALS: Final = "“Vətəndaşların müraciətləri haqqında” Qanun (30.09.2015, № 1308-IVQ)"
INFORMATION: Final = "“İnformasiya əldə etmək haqqında” Qanun (30.09.2005, № 1024-IIQ)"
IN_FORCE: Final = date(2016, 1, 1)
TERMS: Final = (
    Term(Kind.APPLICATION, IN_FORCE, 15, 30, APPEALS),
    Term(Kind.COMPLAINT, IN_FORCE, 15, 30, APPEALS, signed=True),
    Term(Kind.PROPOSAL, IN_FORCE, 15, 30, APPEALS),
    Term(Kind.INFORMATION, IN_FORCE, 7, 14, INFORMATION),
)


def term_on(kind: str, day: date, terms: Iterable[Term] = TERMS) -> Term:
    """Return what holds for the kind on `day`, the latest row that has begun. Raises LookupError before the first."""
    known = [term for term in terms if term.kind == kind and term.since <= day]
    if not known:
        raise LookupError(kind)
    return max(known, key=lambda term: term.since)


def letter_number(year: int, serial: int) -> str:
    """Return the registration number of a letter: M26-000123."""
    return f"M{year % 100:02}-{serial:06}"


def answer_number(year: int, serial: int) -> str:
    """Return the outgoing number of an answer: C26-000123."""
    return f"C{year % 100:02}-{serial:06}"
