"""What happens to permits: the history, what the nightly check found, what was reminded of."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class PermitChange(Base):
    """One step in the life of a permit, or of one of its cards; only ever added.

    `by` is holder, office or system, `ground` the code of the ground, `reason` its words.
    """

    __tablename__ = "permit_changes"
    __table_args__ = (
        CheckConstraint("by IN ('holder', 'office', 'system', 'permit')", name="by_known"),
        Index("ix_permit_changes_permit_id", "permit_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    permit_id: Mapped[int] = mapped_column(ForeignKey("permits.id"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("permit_cards.id"))
    operation: Mapped[str]
    state: Mapped[str]
    by: Mapped[str]
    ground: Mapped[str]
    reason: Mapped[str]
    until: Mapped[date | None]
    case_no: Mapped[str]
    actor_name: Mapped[str]
    at: Mapped[datetime]


class Defect(Base):
    """Something that a card (or the permit itself) does not meet any more, found by the nightly check.

    The holder is told and has until `mend_by`; then it is suspended. `open` ends as mended or, with the card, over.
    """

    __tablename__ = "permit_defects"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'suspended', 'mended', 'over')", name="state_known"),
        CheckConstraint("(state IN ('mended', 'over')) = (ended_on IS NOT NULL)", name="end_has_day"),
        Index(
            "one_open_defect",
            "permit_id",
            text("coalesce(card_id, 0)"),
            "code",
            unique=True,
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    permit_id: Mapped[int] = mapped_column(ForeignKey("permits.id"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("permit_cards.id"))
    code: Mapped[str]
    found_on: Mapped[date]
    mend_by: Mapped[date]
    state: Mapped[str]
    ended_on: Mapped[date | None]


class Reminder(Base):
    """That the holder was reminded of the end of a permit so many days before; once."""

    __tablename__ = "permit_reminders"

    permit_id: Mapped[int] = mapped_column(ForeignKey("permits.id"), primary_key=True, autoincrement=False)
    valid_to: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
