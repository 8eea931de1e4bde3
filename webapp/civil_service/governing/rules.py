"""The parameters of the register, the life of a proposal and of a reader's access: pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What the owner is asked to agree to."""

    PARAMETER = "parameter"
    CLOSE = "close"
    REOPEN = "reopen"


class State(StrEnum):
    """How a proposal stands; nothing brings an ended one back."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Extent(StrEnum):
    """What is left of the possibility of entry: nothing, or reading."""

    CLOSED = "closed"
    READING = "reading"


class Who(StrEnum):
    """Whose entry is limited."""

    PARTICIPANT = "participant"
    USER = "user"


class Reader(StrEnum):
    """Why somebody reads: the Ministry assesses (6.1.3), the security service audits (6.1.4), the owner's own check (5.1.7)."""

    ASSESSOR = "assessor"
    AUDITOR = "auditor"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number by which the register works: its unit, the bounds within which it may be set."""

    code: str
    unit: str
    least: int
    most: int


WORKING_DAYS: Final = "working_days"
PARAMETERS: Final = (
    Parameter("correction_participant", WORKING_DAYS, 1, 30),
    Parameter("correction_operator", WORKING_DAYS, 1, 30),
    Parameter("complaint", WORKING_DAYS, 1, 30),
    Parameter("message", WORKING_DAYS, 1, 30),
    Parameter("reader_longest", "days", 1, 366),
    Parameter("reserve_years", "years", 1, 10),
    Parameter("batch_rows", "rows", 100, 50_000),
)
BY_CODE: Final = {one.code: one for one in PARAMETERS}
LONGEST_REASON: Final = 2000


def may_decide(state: str, asked_by: int | None, decider: int | None) -> bool:
    """Whether this person may give or refuse the owner's consent now: it waits, and another asked for it (6.2.6, 6.2.7)."""
    return state == State.ASKED and decider is not None and decider != asked_by


def fits(parameter: Parameter, value: int | None) -> bool:
    """Whether the parameter may have this value."""
    return value is not None and parameter.least <= value <= parameter.most


def reads_on(valid_from: date, valid_to: date, ended: date | None, day: date) -> bool:
    """Whether a reader's access is in force on a day: both days counted, ended at once when the operator ends it."""
    return valid_from <= day <= valid_to and (ended is None or day < ended)
