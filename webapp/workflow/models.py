"""Tables of the engine: cases, their steps, stops of the clock, findings of checks, marks of a return."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.workflow.errors import AlreadyApplied, ClockStopped
from webapp.workflow.office_models import Complaint, NoteRow, OfficerRow
from webapp.workflow.rules import State

__all__ = ["Case", "Complaint", "FindingRow", "Mark", "NoteRow", "OfficerRow", "ReviewRow", "Step", "Stop"]

ONE_OPEN: Final = constraint("one_open_case_per_subject", AlreadyApplied)
ONE_STOP: Final = constraint("one_open_stop", ClockStopped)
STATES: Final = ", ".join(f"'{state}'" for state in State)
OFFICE: Final = "state IN ('checking', 'in_review', 'confirming')"
NOBODY: Final = f"assignee_id IS NULL AND {OFFICE}"
RETURNED: Final = "state = 'returned'"
RUNNING: Final = "state IN ('checking', 'in_review', 'returned', 'confirming', 'fee_due', 'issuing')"
CASE: Final = "workflow_cases.id"


class Case(Base):
    """An application. `type_code` and `type_since` name the very version of the definition that it keeps.

    `number` is the office registration number, given when it is handed in. `answers` is what was typed. `due_on` is the
    last day of the decision; while the clock stands (`stopped_on`) it is moved when the clock goes on. `run` counts the
    runs of checks, `tried` those since a register is silent. `ground` and `reason` say why it was decided so.
    """

    __tablename__ = "workflow_cases"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint("(state IN ('draft', 'discarded')) = (number IS NULL)", name="numbered_when_handed_in"),
        CheckConstraint("(number IS NULL) = (submitted_at IS NULL)", name="handed_in_whole"),
        CheckConstraint("number IS NULL OR due_on IS NOT NULL", name="has_date"),
        CheckConstraint("(state = 'issued') = (result IS NOT NULL)", name="issued_has_result"),
        CheckConstraint("state <> 'refused' OR ground IS NOT NULL", name="refusal_has_ground"),
        CheckConstraint("(decided_at IS NULL) OR decision IN ('approve', 'refuse')", name="decision_known"),
        CheckConstraint("version > 0 AND run >= 0 AND tried >= 0", name="counts_possible"),
        Index(
            ONE_OPEN,
            "type_code",
            "party_id",
            "subject",
            unique=True,
            postgresql_where=text(f"subject <> '' AND {RUNNING}"),
        ),
        Index("ix_workflow_cases_party", "party_id", "id"),
        Index("ix_workflow_cases_queue", "due_on", "id", postgresql_where=text(OFFICE)),
        Index("ix_workflow_cases_assignee", "assignee_id", "due_on", "id", postgresql_where=text(OFFICE)),
        Index("ix_workflow_cases_kind", "type_code", "due_on", "id", postgresql_where=text(OFFICE)),
        Index("ix_workflow_cases_proposal", "proposal", "due_on", "id", postgresql_where=text(OFFICE)),
        Index(
            "ix_workflow_cases_kind_proposal", "type_code", "proposal", "due_on", "id", postgresql_where=text(OFFICE)
        ),
        Index("ix_workflow_cases_nobody", "due_on", "id", postgresql_where=text(NOBODY)),
        Index("ix_workflow_cases_nobody_kind", "type_code", "due_on", "id", postgresql_where=text(NOBODY)),
        Index("ix_workflow_cases_returned", "mend_by", "id", postgresql_where=text(RETURNED)),
        Index("ix_workflow_cases_returned_kind", "type_code", "mend_by", "id", postgresql_where=text(RETURNED)),
        Index(
            "ix_workflow_cases_decided",
            "type_code",
            "decided_at",
            postgresql_include=["submitted_at", "due_on"],
            postgresql_where=text("decided_at IS NOT NULL"),
        ),
        Index("ix_workflow_cases_newest", "submitted_at", "id", postgresql_where=text("number IS NOT NULL")),
        Index("ix_workflow_cases_search", "search", postgresql_using="gin"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    type_code: Mapped[str]
    type_since: Mapped[date]
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]]
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    mend_by: Mapped[date | None]
    run: Mapped[int] = mapped_column(default=0)
    tried: Mapped[int] = mapped_column(default=0)
    checked_at: Mapped[datetime | None]
    proposal: Mapped[str | None]
    assignee_id: Mapped[int | None] = mapped_column(BigInteger)
    proposed_by: Mapped[int | None] = mapped_column(BigInteger)
    decision: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    consented: Mapped[bool] = mapped_column(default=False)
    ground: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    invoice: Mapped[str | None]
    result: Mapped[str | None]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    request_id: Mapped[str | None]
    request_version: Mapped[int | None]
    document_token: Mapped[str | None]
    search: Mapped[Any | None] = mapped_column(TSVECTOR)


class Step(Base):
    """What happened, who did it, and which words go with it. `open` steps are shown to the applicant (append-only)."""

    __tablename__ = "workflow_steps"
    __table_args__ = (Index("ix_workflow_steps_case_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    action: Mapped[str]
    open: Mapped[bool]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    text: Mapped[str]
    detail: Mapped[dict[str, Any]]


class Stop(Base):
    """A time in which the clock of a case stands: `reason` is return or waiting; one at a time."""

    __tablename__ = "workflow_stops"
    __table_args__ = (
        CheckConstraint("reason IN ('return', 'waiting')", name="reason_known"),
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="possible"),
        Index(ONE_STOP, "case_id", unique=True, postgresql_where=text("until_on IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    reason: Mapped[str]
    text: Mapped[str]
    since_on: Mapped[date]
    until_on: Mapped[date | None]


class FindingRow(Base):
    """One line of one run of the checks, written once."""

    __tablename__ = "workflow_findings"
    __table_args__ = (
        CheckConstraint("verdict IN ('agrees', 'differs', 'absent', 'silent')", name="verdict_known"),
        UniqueConstraint("case_id", "run", "check_code", "n"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    run: Mapped[int]
    check_code: Mapped[str]
    n: Mapped[int]
    blocking: Mapped[bool]
    verdict: Mapped[str]
    subject: Mapped[str]
    stated: Mapped[str]
    found: Mapped[str]
    remark: Mapped[str]
    facts: Mapped[dict[str, Any]]
    source: Mapped[str]
    as_of: Mapped[str]
    place: Mapped[str]


class Mark(Base):
    """A place of the form that the applicant is to mend, with the ground and the officer's advice (191/2011, 7.4)."""

    __tablename__ = "workflow_marks"
    __table_args__ = (Index("ix_workflow_marks_case_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    place: Mapped[str]
    ground: Mapped[str]
    advice: Mapped[str]
    at: Mapped[datetime]
    mended_at: Mapped[datetime | None]


class ReviewRow(Base):
    """An opinion asked of another body: agrees, objects (with the reason), or not answered until its date."""

    __tablename__ = "workflow_reviews"
    __table_args__ = (
        UniqueConstraint("case_id", "review_code"),
        CheckConstraint("opinion IN ('agrees', 'objects')", name="opinion_known"),
        CheckConstraint("(opinion IS NULL) = (answered_at IS NULL)", name="answered_whole"),
        Index("ix_workflow_reviews_given", "role", "id", postgresql_where=text("opinion IS NOT NULL")),
        Index("ix_workflow_reviews_open", "role", "due_on", "id", postgresql_where=text("opinion IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(CASE))
    review_code: Mapped[str]
    role: Mapped[str]
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    opinion: Mapped[str | None]
    text: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(BigInteger)
