"""The table of days that the Cabinet of Ministers made working or free, against the ordinary calendar."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class CalendarDay(Base):
    """One day that is `working` or not, whatever the ordinary calendar says, with the act as reason."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    reason: Mapped[str]
