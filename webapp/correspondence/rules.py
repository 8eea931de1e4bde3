"""The law as data and pure functions: states of a letter, terms by kind and day, from dated rows. Nothing imported but the standard library."""

from collections.abc import Collection, Iterable
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


EVERY: Final = "every"
"""In place of a kind: what holds for all of them."""
MOST_A_DAY: Final = "most_a_day"
RANGES: Final[dict[str, tuple[int, int]]] = {
    "days": (1, 60),
    "longer": (2, 120),
    "extend_late": (0, 30),
    "pass_on": (1, 30),
    "most_forwards": (0, 10),
    "reply": (1, 60),
    "reopen_calendar": (0, 365),
    "most_reopened": (0, 5),
    "signed": (0, 1),
    "keep_years": (1, 75),
    MOST_A_DAY: (1, 1000),
}
"""The numbers that are kept as dated rows, with the least and the most that a row may say."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One number of a kind of letter, from a day on."""

    kind: str
    code: str
    value: int
    since: date


@dataclass(frozen=True, slots=True)
class Term:
    """What holds for a kind of letter on a day; days are working days unless their name says otherwise.

    `days` to the answer, `longer` when the term is extended (once), counted from the same day; `extend_late` days after its
    end in which it still may be; `pass_on` to send a letter of another body on; `most_forwards` how often it may travel; `reply` the sender has to what was asked;
    `reopen_calendar` days within which an answer may be called into question, `most_reopened` times; `signed`: sent with
    a signature alone; `keep_years` for which its words are kept when it has ended.
    """

    kind: str
    days: int
    longer: int
    extend_late: int
    pass_on: int
    most_forwards: int
    reply: int
    reopen_calendar: int
    most_reopened: int
    signed: bool
    keep_years: int


def codes_of(kind: str) -> tuple[str, ...]:
    """Return the codes of the numbers that a kind of letter has (or all of them together), in the order of their page."""
    common = [MOST_A_DAY]
    return tuple(common) if kind == EVERY else tuple(code for code in RANGES if code not in common)


def number_on(kind: str, code: str, day: date, rows: Iterable[Dated]) -> int:
    """Return the number that holds on `day`: the latest row that has begun, of one day the one written last.

    Raises LookupError before the first.
    """
    begun = [row for row in rows if (row.kind, row.code) == (kind, code) and row.since <= day]
    if not begun:
        raise LookupError(kind, code)
    return max(enumerate(begun), key=lambda placed: (placed[1].since, placed[0]))[1].value


def term_on(kind: str, day: date, rows: Collection[Dated]) -> Term:
    """Return what holds for the kind on `day`. Raises LookupError before the first row of a number."""
    numbers = {code: number_on(kind, code, day, rows) for code in codes_of(kind)}
    signed = bool(numbers.pop("signed"))
    return Term(kind, signed=signed, **numbers)


def first_disagreement(kind: str, since: date, rows: Collection[Dated]) -> date | None:
    """Return the first day from `since` on which the longer term is not longer than the ordinary one, None for never."""
    for day in sorted({since, *(row.since for row in rows if row.since > since)}):
        term = term_on(kind, day, rows)
        if term.longer <= term.days:
            return day
    return None


def years_after(day: date, years: int) -> date:
    """Return the same day of a later year; of 29 February, where there is none, the day before it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def letter_number(year: int, serial: int) -> str:
    """Return the registration number of a letter: M26-000123."""
    return f"M{year % 100:02}-{serial:06}"


def answer_number(year: int, serial: int) -> str:
    """Return the outgoing number of an answer: C26-000123."""
    return f"C{year % 100:02}-{serial:06}"
