"""The table behind gap-free numbers: one row per series and year."""

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class NumberSeries(Base):
    """The last number that was given out in a series and year."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("last >= 0", name="not_negative"),)

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)
