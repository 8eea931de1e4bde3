"""Open figures are published once: a quarter's, when the term in which orders are entered is over, as they are that day.

What was published stays. When the register says otherwise later, another revision is published beside it, with the reason. A
number that was hidden does not come out by comparing publications: in a revision it stays hidden, and so does one that would
differ by fewer than five; in the next quarter it stays hidden until it is clear of the bound.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from webapp.audit.api import record
from webapp.civil_service.errors import FactWrong
from webapp.civil_service.figures.errors import NothingToCorrect, NotPublished
from webapp.civil_service.figures.hiding import SMALLEST
from webapp.civil_service.figures.models import OpenFigures
from webapp.civil_service.figures.opened import WHOLE, OpenCell, hidden_by, open_table, quarter_of
from webapp.civil_service.length.law import setting
from webapp.civil_service.permissions import FIGURES
from webapp.civil_service.services.checking import REQUIRED
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may

QUARTERS: Final = 8
CLEAR: Final = 2 * SMALLEST
REGISTER: Final = "Dövlət qulluqçularının reyestri"


def published(day: date, revision: int | None = None) -> OpenFigures | None:
    """Return the figures of a quarter's first day as they stand (or in a revision), None before they are published."""
    query = select(OpenFigures).where(OpenFigures.day == day)
    if revision is not None:
        query = query.where(OpenFigures.revision == revision)
    return db.session().scalar(query.order_by(OpenFigures.revision.desc()).limit(1))


def publications() -> Sequence[OpenFigures]:
    """Return the last revision of each quarter, the latest quarter first."""
    query = select(OpenFigures).ext(distinct_on(OpenFigures.day))
    return db.session().scalars(query.order_by(OpenFigures.day.desc(), OpenFigures.revision.desc())).all()


def revisions(day: date) -> Sequence[OpenFigures]:
    """Return every revision of a quarter, the first one first."""
    return db.session().scalars(select(OpenFigures).where(OpenFigures.day == day).order_by(OpenFigures.revision)).all()


def quarter_shown(asked: date) -> date | None:
    """Return the latest quarter published whose first day is not after the day asked for, else the earliest one there is."""
    query = select(func.max(OpenFigures.day)).where(OpenFigures.day <= asked)
    return db.session().scalar(query) or db.session().scalar(select(func.min(OpenFigures.day)))


def comes_out_on(quarter: date) -> date:
    """Return on which day the figures of a quarter are published: when the term for entering orders is over."""
    return quarter + timedelta(days=setting("figures.setting", "entry_days", quarter))


def publish_due(day: date) -> list[date]:
    """Publish what is due by a day and was not published, the oldest of the last eight quarters first; return which.

    A register in which nobody serves yet has nothing to publish.
    """
    known = {one.day for one in publications()}
    due = [one for one in last_quarters(day) if one not in known and comes_out_on(one) <= day]
    return [one for one in due if _publish(one) is not None]


def revise(day: date, *, reason: str, actor: Actor) -> OpenFigures:
    """Publish what the register says now of a published quarter as its next revision, with the reason.

    Raises Forbidden, NotPublished, NothingToCorrect when it says the same, FactWrong without a reason.
    """
    ensure_may(actor, FIGURES)
    db.session().execute(select(func.pg_advisory_xact_lock(func.hashtext(f"open_figures {day}"))))
    former = revisions(day)
    if not former:
        raise NotPublished
    if not reason.strip():
        raise FactWrong(fields={"reason": REQUIRED})
    cells = revised_cells(day, former)
    if {one.key: one.people for one in cells} == {one.key: one.people for one in cells_of(former[-1])}:
        raise NothingToCorrect
    row = _kept(day, former[-1].revision + 1, cells, actor.name, reason.strip())
    detail = {"day": day.isoformat(), "revision": row.revision}
    kept = {"object_type": "service_figures", "object_key": day.isoformat()}
    record("civil_service.figures_corrected", actor=actor, detail=detail, **kept)
    return row


def revised_cells(day: date, former: Sequence[OpenFigures]) -> list[OpenCell]:
    """Return what a revision after the `former` ones would show."""
    cells, sums = open_table(day)
    before = [one for row in former for one in cells_of(row)]
    return hidden_by(cells, sums, {one.key for one in before if _gives_away(one, cells.get(one.key, 0))})


def cells_of(row: OpenFigures) -> list[OpenCell]:
    """Return the numbers of a publication."""
    return [OpenCell(*cell) for cell in row.cells]


def last_quarters(day: date) -> list[date]:
    """Return the first days of the last eight quarters, the oldest first."""
    found = [quarter_of(day)]
    while len(found) < QUARTERS:
        found.append(quarter_of(found[-1] - timedelta(days=1)))
    return found[::-1]


def _publish(day: date) -> OpenFigures | None:
    cells, sums = open_table(day)
    if not cells[WHOLE]:
        return None
    before = published(quarter_of(day - timedelta(days=1)))
    stays = {one.key for one in (cells_of(before) if before else ()) if _is_near(one, cells.get(one.key, 0))}
    return _kept(day, 1, hidden_by(cells, sums, stays), REGISTER, None)


def _is_near(one: OpenCell, people: int) -> bool:
    """Whether what was hidden a quarter ago is not clear of the bound yet."""
    return one.people is None and 0 < people < CLEAR


def _gives_away(one: OpenCell, people: int) -> bool:
    """Whether a number, shown anew beside what was published, would tell of fewer than five people."""
    return one.people is None or 0 < abs(one.people - people) < SMALLEST


def _kept(day: date, revision: int, cells: Iterable[OpenCell], by: str, reason: str | None) -> OpenFigures:
    row = OpenFigures(day=day, revision=revision, published_at=now(), published_by=by, reason=reason)
    row.cells = [[*one.key, one.people] for one in cells]
    db.session().add(row)
    db.session().flush()
    return row
