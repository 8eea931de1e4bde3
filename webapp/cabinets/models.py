"""Tables: parties with their register data, memberships, delegations with versions, contact data, reports of errors."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cabinets.errors import AlreadyResponsible
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

PARTY = "parties.id"
ACCOUNT = "accounts.id"


class Party(Base):
    """Whose cabinet it is. `data` is the sealed JSON of what the register said; `register_state` how asking stands."""

    __tablename__ = "parties"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'entrepreneur', 'organisation', 'state', 'municipality')", name="kind"),
        CheckConstraint("register_state IN ('unknown', 'waiting', 'read', 'not_found')", name="register_state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(EncryptedText)
    number_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    name: Mapped[str]
    address: Mapped[str | None] = mapped_column(EncryptedText)
    data: Mapped[str | None] = mapped_column(EncryptedText)
    source: Mapped[str]
    as_of: Mapped[datetime]
    register_state: Mapped[str] = mapped_column(server_default="unknown")
    register_tried_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class PartyChange(Base):
    """A value of the register that changed: what it was, what it is, when we learned it."""

    __tablename__ = "party_changes"
    __table_args__ = (Index(None, "party_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey(PARTY))
    field: Mapped[str]
    old: Mapped[str] = mapped_column(EncryptedText)
    new: Mapped[str] = mapped_column(EncryptedText)
    source: Mapped[str]
    at: Mapped[datetime]


class Membership(Base):
    """A certificate by which an account acts for a party, as the sign-in service listed it last."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("account_id", "party_id", "certificate_number"),
        Index(None, "party_id", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    party_id: Mapped[int] = mapped_column(ForeignKey(PARTY))
    position: Mapped[str]
    has_stamp: Mapped[bool]
    certificate_number: Mapped[str]
    valid_to: Mapped[date]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Delegation(Base):
    """Rights for a party, handed to a person by its head."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("state IN ('invited', 'accepted', 'declined', 'ended')", name="state"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
        CheckConstraint("state <> 'accepted' OR account_id IS NOT NULL", name="accepted_by_somebody"),
        Index(
            constraint("uq_delegations_live", AlreadyResponsible),
            "party_id",
            "fin_index",
            unique=True,
            postgresql_where=text("state IN ('invited', 'accepted')"),
        ),
        Index(None, "account_id", postgresql_where=text("state IN ('invited', 'accepted')")),
        Index(None, "fin_index", postgresql_where=text("account_id IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(ForeignKey(PARTY))
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    permissions: Mapped[list[Any]]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    state: Mapped[str]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    invited_by_name: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class DelegationVersion(Base):
    """A delegation as it stood after one change: what was allowed on a day in the past can be told."""

    __tablename__ = "delegation_versions"

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    permissions: Mapped[list[Any]]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    state: Mapped[str]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    changed_by_name: Mapped[str]
    at: Mapped[datetime]


class ContactChange(Base):
    """One change of a person's own e-mail or phone; the newest row of a field is what holds."""

    __tablename__ = "contact_changes"
    __table_args__ = (
        CheckConstraint("field IN ('email', 'phone')", name="field"),
        Index(None, "account_id", "field", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    field: Mapped[str]
    old: Mapped[str] = mapped_column(EncryptedText)
    new: Mapped[str] = mapped_column(EncryptedText)
    at: Mapped[datetime]


class DataReport(Base):
    """A person says that a register's value about them or their organisation is wrong."""

    __tablename__ = "data_reports"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'answered')", name="state"),
        CheckConstraint("(state = 'answered') = (answer IS NOT NULL)", name="answered_with_words"),
        Index(None, "account_id", "id"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    party_id: Mapped[int] = mapped_column(ForeignKey(PARTY))
    field: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    answered_by_name: Mapped[str | None]
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
