"""Tables: parameters as dated rows, proposals that wait for the owner's consent, closed entries, readers for a time."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.civil_service.governing.errors import AskedAlready, OwnersConsentNeeded
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

CONSENT: Final = "service_consents.id"
TWO_PERSONS: Final = constraint("ck_service_consents_owner_is_another", OwnersConsentNeeded)
ONE_WAITS: Final = constraint("one_service_proposal_waits", AskedAlready)


class ServiceConsent(Base):
    """A proposal of the operator and what the owner said: two persons, or the database refuses it.

    `target` is the code of a parameter, or of whose entry it is about (`body:ID`, or `user:` and a keyed digest).
    """

    __tablename__ = "service_consents"
    __table_args__ = (
        CheckConstraint("kind IN ('parameter', 'close', 'reopen')", name="kind_known"),
        CheckConstraint("state IN ('asked', 'given', 'refused', 'withdrawn')", name="state_known"),
        CheckConstraint("btrim(reason) <> ''", name="reason_given"),
        CheckConstraint(
            "(state IN ('given', 'refused')) = (decided_by IS NOT NULL) AND num_nulls(decided_by, decided_at) IN (0, 2)",
            name="decided_by_somebody",
        ),
        CheckConstraint("decided_by <> asked_by", name="owner_is_another"),
        CheckConstraint("state <> 'refused' OR btrim(words) <> ''", name="refused_with_reasons"),
        Index(ONE_WAITS, "kind", "target", unique=True, postgresql_where=text("state = 'asked'")),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    target: Mapped[str]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str]
    state: Mapped[str]
    asked_by: Mapped[int] = mapped_column(BigInteger)
    asked_name: Mapped[str]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(default="")


class ServiceParameter(Base):
    """The value of a parameter from a day on (rows are only added). `assumed`: the sources leave it open."""

    __tablename__ = "service_parameters"
    __table_args__ = (
        CheckConstraint("btrim(basis) <> ''", name="basis_given"),
        CheckConstraint("assumed = (consent_id IS NULL)", name="changed_by_consent"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[int]
    basis: Mapped[str]
    assumed: Mapped[bool]
    consent_id: Mapped[int | None] = mapped_column(ForeignKey(CONSENT))


class ServiceClosing(Base):
    """A participant's or a user's entry that was closed or limited to reading, until it is lifted: both by consent."""

    __tablename__ = "service_closings"
    __table_args__ = (
        CheckConstraint("extent IN ('closed', 'reading')", name="extent_known"),
        CheckConstraint("num_nonnulls(body_id, fin_index) = 1", name="one_target"),
        CheckConstraint("num_nulls(lifted_at, lifted_id) IN (0, 2)", name="lifted_by_consent"),
        Index("one_closing_of_a_body", "body_id", unique=True, postgresql_where=text("lifted_at IS NULL")),
        Index("one_closing_of_a_user", "fin_index", unique=True, postgresql_where=text("lifted_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("service_bodies.id"))
    fin_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(EncryptedText)
    extent: Mapped[str]
    reason: Mapped[str]
    since: Mapped[datetime]
    consent_id: Mapped[int] = mapped_column(ForeignKey(CONSENT))
    lifted_at: Mapped[datetime | None]
    lifted_id: Mapped[int | None] = mapped_column(ForeignKey(CONSENT))


class ServiceReader(Base):
    """Somebody of another body reads the register from a day to a day, for a purpose; nobody grants it to oneself."""

    __tablename__ = "service_readers"
    __table_args__ = (
        CheckConstraint("kind IN ('assessor', 'auditor', 'inspector')", name="kind_known"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        CheckConstraint("btrim(purpose) <> '' AND btrim(document) <> ''", name="purpose_given"),
        CheckConstraint("granted_by <> account_id", name="granted_by_another"),
        CheckConstraint("num_nulls(ended_on, ended_name) IN (0, 2)", name="ended_by_somebody"),
        Index(None, "account_id", "valid_to"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    body: Mapped[str]
    kind: Mapped[str]
    purpose: Mapped[str]
    document: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    granted_by: Mapped[int] = mapped_column(BigInteger)
    granted_name: Mapped[str]
    granted_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_name: Mapped[str | None]
