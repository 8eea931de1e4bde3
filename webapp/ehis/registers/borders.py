"""Vehicles at the state border (charter 5.2.6)."""

from datetime import date, timedelta
from typing import Final

from webapp.ehis.answers import Answers, Crossing, Presence
from webapp.ehis.errors import PeriodNotAllowed
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask
from webapp.ehis.registers.road import normal_plate

LONGEST_PERIOD: Final = timedelta(days=366)


def crossings_of(
    plate: str, since: date, until: date, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[Crossing]:
    """Return where and when the vehicle crossed the border from `since` to `until`, both days included, a year at most.

    Raises PeriodNotAllowed for a longer period or one that ends before it begins.
    """
    if not timedelta() <= until - since <= LONGEST_PERIOD:
        raise PeriodNotAllowed
    parameters = {"plate": normal_plate(plate), "since": since.isoformat(), "until": until.isoformat()}
    return ask(Crossing, "getCrossings", parameters, purpose=purpose, asked_by=asked_by, issue=issue)


def is_abroad(plate: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Presence:
    """Return whether the vehicle is abroad now; where that is enough, no crossing is asked for."""
    return ask(Presence, "isAbroad", {"plate": normal_plate(plate)}, purpose=purpose, asked_by=asked_by, issue=issue)[0]
