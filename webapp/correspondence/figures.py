"""What an authority's letters come to, by month and kind. Counts that could point at a person are hidden."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import today
from webapp.correspondence.models import Letter

SMALL: Final = 5
HIDDEN: Final = "<5"
MOST_ROWS: Final = 240


@dataclass(frozen=True, slots=True)
class Figures:
    """A month and kind: counts as they are shown, and the mean of the ratings, empty while there are too few."""

    month: str
    kind: str
    received: str
    open: str
    late: str
    answered: str
    in_time: str
    rated: str
    satisfaction: str


def figures_of(body_ids: Collection[int]) -> list[Figures]:
    """Return the figures of these authorities, newest month first."""
    month = func.to_char(func.timezone("Asia/Baku", Letter.sent_at), "YYYY-MM").label("month")
    is_open, ended = Letter.closed_at.is_(None), Letter.in_time.is_not(None)
    late = (is_open & (Letter.due_on < today()) & Letter.reply_by.is_(None)) | Letter.in_time.is_(False)
    answered = ended & Letter.state.in_(("answered", "refused"))
    query = (
        select(
            month,
            Letter.kind,
            func.count(),
            func.count().filter(is_open),
            func.count().filter(late),
            func.count().filter(answered),
            func.count().filter(answered, Letter.in_time.is_(True)),
            func.count(Letter.rating),
            func.avg(Letter.rating),
        )
        .where(Letter.body_id.in_(body_ids), Letter.number.is_not(None))
        .group_by(month, Letter.kind)
        .order_by(month.desc(), Letter.kind)
        .limit(MOST_ROWS)
    )
    return [_line(*row) for row in db.session().execute(query)]


def _line(month: str, kind: str, *counted: Any) -> Figures:
    *counts, mean = counted
    received, waiting, late, answered, in_time, rated = map(shown, counts)
    satisfaction = f"{mean:.1f}" if counts[-1] >= SMALL else ""
    return Figures(month, kind, received, waiting, late, answered, in_time, rated, satisfaction)


def shown(count: int) -> str:
    """Return a count as it is shown: what is fewer than five, and not none, is hidden."""
    return HIDDEN if 0 < count < SMALL else str(count)
