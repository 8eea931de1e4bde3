"""How the office works, service by service, at a cost that does not grow with the number of cases.

What is in work is counted up to a thousand a service; the rest is told of its newest two hundred decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import cast, func, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from webapp.core import db
from webapp.core.clock import local, today
from webapp.core.working_days import is_working, moved_days
from webapp.workflow.models import OFFICE, Case

MOST_COUNTED: Final = 1000
NEWEST: Final = 200
DECIDED: Final = "decided_at IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Figures:
    """A service: cases in work, those of them that are late, newest decisions, those in time, their average in days."""

    kind: str
    in_work: int
    late: int
    decided: int
    in_time: int
    average: float | None

    @property
    def share(self) -> int | None:
        """The share of decisions that were in time, in percent."""
        return round(100 * self.in_time / self.decided) if self.decided else None


def figures_of(kinds: Sequence[str]) -> list[Figures]:
    """Return the figures of these services, in order."""
    in_work, late = _counted(kinds, text(OFFICE)), _counted(kinds, text(OFFICE) & (Case.due_on < today()))
    decided = _decided(kinds)
    working = WorkingDays([day for rows in decided.values() for row in rows for day in row[:2]])
    found = []
    for kind in kinds:
        rows = decided.get(kind, [])
        days = [working.between(first, last) for first, last, _due in rows]
        in_time = sum(last <= due for _first, last, due in rows)
        average = sum(days) / len(days) if days else None
        found.append(Figures(kind, in_work.get(kind, 0), late.get(kind, 0), len(rows), in_time, average))
    return found


class WorkingDays:
    """Working days between days that are known beforehand: each day of their whole stretch is looked at once."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first = min(days, default=today())
        moved, last = moved_days(), max(days, default=today())
        stretch = [self.first + timedelta(days=n) for n in range((last - self.first).days + 1)]
        self.passed = list(accumulate(is_working(day, moved) for day in stretch))

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and including `end`."""
        return self.passed[(end - self.first).days] - self.passed[(start - self.first).days]


def _counted(kinds: Sequence[str], which: Any) -> dict[str, int]:
    asked = _asked(kinds)
    held = select(Case.id).where(Case.type_code == asked.c.kind, which).limit(MOST_COUNTED).lateral("held")
    query = select(asked.c.kind, func.count(held.c.id)).select_from(asked.outerjoin(held, true()))
    return {row[0]: row[1] for row in db.session().execute(query.group_by(asked.c.kind))}


def _decided(kinds: Sequence[str]) -> dict[str, list[tuple[date, date, date]]]:
    """Return (handed in, decided, last day) of each service's newest decisions."""
    asked = _asked(kinds)
    newest = (
        select(Case.submitted_at, Case.decided_at, Case.due_on)
        .where(Case.type_code == asked.c.kind, text(DECIDED))
        .order_by(Case.decided_at.desc())
        .limit(NEWEST)
        .lateral("newest")
    )
    found: dict[str, list[tuple[date, date, date]]] = {}
    for kind, submitted, decided, due in db.session().execute(
        select(asked.c.kind, newest).select_from(asked.join(newest, true()))
    ):
        found.setdefault(kind, []).append((local(submitted).date(), local(decided).date(), due))
    return found


def _asked(kinds: Sequence[str]) -> Any:
    return func.unnest(cast(list(kinds), ARRAY(TEXT))).table_valued("kind").render_derived(name="asked")
