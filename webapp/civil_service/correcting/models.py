"""Tables: corrections with their steps, complaints about them, errors reported and improvements proposed."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.civil_service.correcting.errors import ComplainedAlready, CorrectionWaits, DecidedYourself
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

SERVANT: Final = "servants.id"
BODY: Final = "service_bodies.id"
CORRECTION: Final = "service_corrections.id"
OPEN: Final = "state NOT IN ('corrected', 'rejected', 'withdrawn')"
ONE_WAITS: Final = constraint("one_open_correction_of_a_fact", CorrectionWaits)
BY_ANOTHER: Final = "answered_by_another"
constraint(f"ck_service_complaints_{BY_ANOTHER}", DecidedYourself)
constraint("service_complaints_another", DecidedYourself)  # a trigger: who decided stands in another table
ONE_COMPLAINT: Final = constraint("one_open_service_complaint", ComplainedAlready)


class ServiceCorrection(Base):
    """What a servant holds to be wrong. `subject` is the fact's entry, or `new:` and the group for what is missing.

    `right` says how it should read, `words` why; both are sealed. `body_id` is the participant that has it or had it first,
    `why` why the operator has it. `paper` is the signed change that answers it. Without `account_id` the servant had no account
    here when it was filed.
    """

    __tablename__ = "service_corrections"
    __table_args__ = (
        CheckConstraint(
            "state IN ('with_body', 'accepted', 'refused', 'silent', 'with_operator', 'confirmed', 'corrected',"
            " 'rejected', 'withdrawn')",
            name="state_known",
        ),
        CheckConstraint("why IN ('refused', 'silent', 'gone', 'not_theirs')", name="why_known"),
        CheckConstraint("state <> 'with_operator' OR why IS NOT NULL", name="operator_has_a_reason"),
        CheckConstraint("state NOT IN ('with_body', 'accepted', 'silent') OR body_id IS NOT NULL", name="body_named"),
        CheckConstraint(
            "(state IN ('corrected', 'rejected', 'withdrawn')) = (ended_at IS NOT NULL)", name="ended_at_an_instant"
        ),
        CheckConstraint("state <> 'corrected' OR paper IS NOT NULL", name="corrected_by_a_paper"),
        Index(ONE_WAITS, "servant_id", "subject", unique=True, postgresql_where=text(OPEN)),
        Index(None, "body_id", "state", "due_on", "id"),
        Index(None, "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    servant_id: Mapped[int] = mapped_column(ForeignKey(SERVANT))
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    group_code: Mapped[str]
    subject: Mapped[str]
    entry: Mapped[str | None]
    version: Mapped[int | None]
    field: Mapped[str]
    right: Mapped[str] = mapped_column(EncryptedText)
    words: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey(BODY))
    why: Mapped[str | None]
    filed_at: Mapped[datetime]
    due_on: Mapped[date]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    paper: Mapped[str | None]
    document_token: Mapped[str]
    ended_at: Mapped[datetime | None]


class ServiceCorrectionStep(Base):
    """One step of a correction, only ever added: who, when, with which words, by when the next one is due."""

    __tablename__ = "service_correction_steps"
    __table_args__ = (CheckConstraint("side IN ('user', 'body', 'operator', 'system')", name="side_known"),)

    correction_id: Mapped[int] = mapped_column(ForeignKey(CORRECTION), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
    side: Mapped[str]
    name: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]
    words: Mapped[str | None] = mapped_column(EncryptedText)
    due_on: Mapped[date | None]


class ServiceComplaint(Base):
    """A complaint about how a correction was answered, or not (8.1.5): answered by the owner, by its date."""

    __tablename__ = "service_complaints"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'upheld', 'dismissed', 'withdrawn')", name="state_known"),
        CheckConstraint(
            "(state IN ('upheld', 'dismissed')) = (answered_at IS NOT NULL AND btrim(answer) <> '')",
            name="answered_with_reasons",
        ),
        CheckConstraint("answered_by <> account_id", name=BY_ANOTHER),
        Index(ONE_COMPLAINT, "correction_id", unique=True, postgresql_where=text("state = 'open'")),
        Index(None, "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey(CORRECTION))
    account_id: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    filed_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[int | None] = mapped_column(BigInteger)
    answered_name: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class ServiceMessage(Base):
    """An error that a participant found (to owner and operator, 7.1.6), or a proposal of anybody (7.2.2, 8.1.4)."""

    __tablename__ = "service_messages"
    __table_args__ = (
        CheckConstraint("kind IN ('error', 'proposal')", name="kind_known"),
        CheckConstraint("kind = 'proposal' OR body_id IS NOT NULL", name="errors_are_a_bodys"),
        CheckConstraint("state IN ('sent', 'in_work', 'accepted', 'declined')", name="state_known"),
        CheckConstraint(
            "(state IN ('accepted', 'declined')) = (answered_at IS NOT NULL AND btrim(answer) <> '')",
            name="answered_with_reasons",
        ),
        Index(None, "account_id", "id"),
        Index(None, "body_id", "id"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey(BODY))
    account_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    sent_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_name: Mapped[str | None]
    answered_at: Mapped[datetime | None]
