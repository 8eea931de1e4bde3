"""Tables of the office: who may take which cases and is away when, internal notes, complaints about cases."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.workflow.errors import AlreadyComplained

CASE: Final = "workflow_cases.id"
ONE_OPEN: Final = constraint("one_open_complaint_per_case", AlreadyComplained)


class OfficerRow(Base):
    """An officer's competence (`kinds`, empty for all kinds) and the days on which they are away; `deputy_id` stands in."""

    __tablename__ = "workflow_officers"
    __table_args__ = (
        CheckConstraint("(away_from IS NULL) = (away_to IS NULL)", name="away_whole"),
        CheckConstraint("away_from <= away_to", name="away_possible"),
        CheckConstraint("deputy_id <> account_id", name="deputy_is_another"),
    )

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kinds: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    deputy_id: Mapped[int | None] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]


class NoteRow(Base):
    """A note of the office on a case, which the applicant does not see (append-only)."""

    __tablename__ = "workflow_notes"
    __table_args__ = (Index("ix_workflow_notes_case_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    text: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str]


class Complaint(Base):
    """A complaint about a case: decided by somebody who had nothing to do with it, by its own date (191/2011, 5.1.4)."""

    __tablename__ = "workflow_complaints"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'upheld', 'dismissed', 'withdrawn')", name="state_known"),
        CheckConstraint("(state IN ('upheld', 'dismissed')) = (answered_at IS NOT NULL)", name="answered_whole"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="answer_says_why"),
        Index(ONE_OPEN, "case_id", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_workflow_complaints_open", "due_on", "id", postgresql_where=text("state = 'open'")),
        Index("ix_workflow_complaints_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    state: Mapped[str]
    filed_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(BigInteger)
    escalated_at: Mapped[datetime | None]
