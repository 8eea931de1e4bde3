"""The clock of a case: working days to its decision, which stand while the applicant mends something (191/2011, 7.4)."""

from collections.abc import Collection

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import today
from webapp.core.working_days import add, between, moved_days
from webapp.workflow.models import Case, Stop


def stop_clock(case: Case, reason: str, text: str) -> None:
    """Let the clock stand from today. Raises ClockStopped (by the constraint) when it stands already."""
    db.session().add(Stop(case_id=case.id, reason=reason, text=text, since_on=today()))
    db.session().flush()


def go_on(case: Case) -> None:
    """Let the clock go on: the date moves by the working days for which it stood. A clock that runs is left alone."""
    stop = open_stop(case.id)
    if stop is None or case.due_on is None:
        return
    day, moved = today(), moved_days()
    stop.until_on = day
    case.due_on = add(case.due_on, between(stop.since_on, day, moved), moved)


def open_stop(case_id: int) -> Stop | None:
    """Return the stop that lasts now, None while the clock runs."""
    return db.session().scalar(select(Stop).where(Stop.case_id == case_id, Stop.until_on.is_(None)))


def days_left(case: Case) -> int | None:
    """Return the working days to the decision, negative when it is late, None while the clock stands or has ended."""
    if case.due_on is None or open_stop(case.id) is not None:
        return None
    return between(today(), case.due_on, moved_days())


def open_stops(case_ids: Collection[int]) -> dict[int, Stop]:
    """Return the stops that last now, by case."""
    if not case_ids:
        return {}
    query = select(Stop).where(Stop.case_id.in_(case_ids), Stop.until_on.is_(None))
    return {stop.case_id: stop for stop in db.session().scalars(query)}
