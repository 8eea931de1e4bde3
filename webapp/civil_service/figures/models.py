"""Open figures as they were published: never changed, corrected only by another revision that says why."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class OpenFigures(Base):
    """The figures of a quarter's first day, as they were on the day of publication. A trigger keeps them as they are.

    `cells` are lists of body, table, value and number; the number of a hidden cell is null here too, so that nobody who reads
    the table learns more than the public did.
    """

    __tablename__ = "open_figures"
    __table_args__ = (
        CheckConstraint("revision > 0", name="counted_from_one"),
        CheckConstraint("revision = 1 OR btrim(reason) <> ''", name="revised_with_a_reason"),
        CheckConstraint(
            "extract(day FROM day) = 1 AND extract(month FROM day) IN (1, 4, 7, 10)", name="first_day_of_a_quarter"
        ),
        CheckConstraint("(published_at AT TIME ZONE 'Asia/Baku')::date >= day", name="not_ahead_of_the_day"),
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime]
    published_by: Mapped[str]
    reason: Mapped[str | None]
    cells: Mapped[list[Any]]
