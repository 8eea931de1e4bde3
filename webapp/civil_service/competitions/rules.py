"""The course of a competition and what its scores mean: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

TEST_MOST: Final = 100
INTERVIEW_MOST: Final = 50
TEST_PASS: Final = 60
INTERVIEW_PASS: Final = 30
SERIES: Final = "civil_service.candidates"


class Stage(StrEnum):
    """Where a competition is: registration is open, closed and judged, its results are published, or it was called off."""

    OPEN = "open"
    JUDGED = "judged"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What became of a candidate: the best is named to the body, others who passed go into the reserve."""

    WAITING = "waiting"
    FIRST = "first"
    RESERVE = "reserve"
    NOT_PASSED = "not_passed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate's scores; None where there are none. `registered` is the place in the order of registration."""

    key: int
    test: int | None
    interview: int | None
    registered: int


def stage_of(closes_at: datetime, published: datetime | None, cancelled: datetime | None, moment: datetime) -> Stage:
    """Return where a competition is at a moment. Registration ends with the moment itself."""
    if cancelled is not None:
        return Stage.CANCELLED
    if published is not None:
        return Stage.PUBLISHED
    return Stage.OPEN if moment < closes_at else Stage.JUDGED


def passed(scored: Scored) -> bool:
    """Whether both scores are there and reach what is needed (the thresholds are assumed: the sources leave them open)."""
    return (scored.test or 0) >= TEST_PASS and (scored.interview or 0) >= INTERVIEW_PASS


def outcomes(candidates: Iterable[Scored]) -> dict[int, Outcome]:
    """Return by key what becomes of each: the highest sum is first (then the test, then who registered earlier)."""
    known = list(candidates)
    good = sorted((one for one in known if passed(one)), key=_order)
    found = {one.key: Outcome.RESERVE for one in good}
    if good:
        found[good[0].key] = Outcome.FIRST
    for one in known:
        if one.key not in found:
            found[one.key] = Outcome.ABSENT if one.test is None else Outcome.NOT_PASSED
    return found


def _order(one: Scored) -> tuple[int, int, int]:
    return (-((one.test or 0) + (one.interview or 0)), -(one.test or 0), one.registered)


def reserve_until(published_on: date, years: int) -> date:
    """Return the last day in the reserve; who entered it on 29 February leaves it on the 28th."""
    try:
        return published_on.replace(year=published_on.year + years)
    except ValueError:
        return published_on.replace(year=published_on.year + years, day=28)


def registration_number(year: int, sequence: int) -> str:
    """Return the number of the registration that is `sequence`-th in `year`: MB-2026-000001."""
    return f"MB-{year:04d}-{sequence:06d}"
