"""What the last reckoning said of everybody's next rank: lists and figures read it, the night and each change renew it."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class RankOutlook(Base):
    """One servant in service: rank now, the next one, its day if service goes on, what is missing (codes of `Lack`)."""

    __tablename__ = "rank_outlooks"
    __table_args__ = (
        Index(None, "due_on", "servant_id"),
        Index(None, "body_id", "due_on", "servant_id"),
    )

    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"), primary_key=True, autoincrement=False)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    rank_now: Mapped[str | None]
    rank_since: Mapped[date | None]
    rank_next: Mapped[str | None]
    due_on: Mapped[date | None]
    lacks: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    reckoned_on: Mapped[date]
