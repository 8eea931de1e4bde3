"""Tables of the exchange: how each source answered, where it says otherwise, when exchange was impossible; who looked why."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class ServiceAnswer(Base):
    """How the source of one group last answered about one servant; written anew by each refresh."""

    __tablename__ = "service_answers"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('same', 'changed', 'differs', 'absent', 'silent', 'refused')", name="outcome_known"
        ),
        Index(None, "group_code", "asked_at"),
    )

    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"), primary_key=True)
    group_code: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str]
    facts: Mapped[int]


class ServiceMismatch(Base):
    """A field of which a source and the register say different things; open until one of them is put right."""

    __tablename__ = "service_mismatches"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'taken', 'kept', 'gone')", name="state_known"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at_an_instant"),
        CheckConstraint("state <> 'kept' OR btrim(reason) <> ''", name="kept_with_reason"),
        Index(
            "one_open_mismatch_of_a_field",
            "entry",
            "field",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
        Index(None, "state", "id"),
        Index(None, "servant_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"))
    group_code: Mapped[str]
    entry: Mapped[str]
    field: Mapped[str]
    ours: Mapped[str | None] = mapped_column(EncryptedText)
    theirs: Mapped[str | None] = mapped_column(EncryptedText)
    source: Mapped[str]
    seen_at: Mapped[datetime]
    state: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    reason: Mapped[str | None]


class ServiceGap(Base):
    """Exchange of a group is impossible, for one body or all, from a day on (3.3): its data may be typed in meanwhile."""

    __tablename__ = "service_gaps"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        CheckConstraint("btrim(reason) <> ''", name="reason_given"),
        Index(None, "group_code", "valid_from"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    group_code: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
    ended_by: Mapped[str | None]


class ServiceLook(Base):
    """An official said for what purpose he opens a record: it stays open to him until `until` (1.5)."""

    __tablename__ = "service_looks"
    __table_args__ = (
        CheckConstraint("until > at", name="instants_in_order"),
        Index(None, "account_id", "servant_id", "until"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"))
    purpose: Mapped[str]
    basis: Mapped[str]
    at: Mapped[datetime]
    until: Mapped[datetime]


class ServiceExtract(Base):
    """An extract of one's record, free of charge (4.4): ordered, sealed by a job, then a document with a code."""

    __tablename__ = "service_extracts"
    __table_args__ = (
        CheckConstraint("num_nulls(document_token, ready_at) IN (0, 2)", name="ready_whole"),
        Index(None, "servant_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"))
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    known_at: Mapped[datetime]
    facts: Mapped[int]
    document_token: Mapped[str | None] = mapped_column(unique=True)
    ready_at: Mapped[datetime | None]


class ServiceTold(Base):
    """A servant was told of something that is told once: a certificate that ends, a rank that is due."""

    __tablename__ = "service_told"

    servant_id: Mapped[int] = mapped_column(ForeignKey("servants.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
