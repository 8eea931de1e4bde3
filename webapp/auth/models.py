"""Tables: pending sign-ins, persons, their certificates, sessions, sign-in history, posts, forms kept over a sign-in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class AuthRequest(Base):
    """A sign-in or a step-up on its way to the provider; used once, by the browser that began it."""

    __tablename__ = "auth_requests"
    __table_args__ = (CheckConstraint("purpose IN ('sign_in', 'step_up')", name="purpose_known"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    state_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    nonce: Mapped[str]
    verifier: Mapped[str] = mapped_column(EncryptedText)
    next_path: Mapped[str]
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    purpose: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Account(Base):
    """A person as the provider knows them: (iss, sub) is the key, the FİN an attribute."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("iss", "sub", name="uq_accounts_iss_sub"),
        CheckConstraint("(restricted_at IS NULL) = (restricted_reason IS NULL)", name="restriction_has_reason"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    iss: Mapped[str]
    sub: Mapped[str]
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    patronymic: Mapped[str | None]
    search_name: Mapped[str]
    birthdate: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str]
    created_at: Mapped[datetime]
    last_sign_in_at: Mapped[datetime]
    restricted_at: Mapped[datetime | None]
    restricted_reason: Mapped[str | None]
    restricted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class AccountCertificate(Base):
    """A certificate by which the person may act for an organisation, as listed at the last sign-in."""

    __tablename__ = "account_certificates"
    __table_args__ = (
        UniqueConstraint("account_id", "number", name="uq_account_certificates_account_id_number"),
        CheckConstraint("kind IN ('legal', 'entrepreneur', 'state', 'municipality')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    number: Mapped[str]
    voen: Mapped[str]
    name: Mapped[str]
    position: Mapped[str]
    has_stamp: Mapped[bool]
    kind: Mapped[str]
    valid_to: Mapped[date]
    seen_at: Mapped[datetime]


class AuthSession(Base):
    """A browser's session; the cookie holds the random id, the row only its digest."""

    __tablename__ = "auth_sessions"
    __table_args__ = (
        Index("ix_auth_sessions_live", "account_id", postgresql_where=text("ended_at IS NULL")),
        Index("ix_auth_sessions_op_sid", "op_sid", postgresql_where=text("op_sid IS NOT NULL")),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
        CheckConstraint("NOT (office AND party_id IS NOT NULL)", name="one_role"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    id_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    data: Mapped[dict[str, Any]]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    office: Mapped[bool]
    op_sid: Mapped[str | None]
    id_token: Mapped[str | None] = mapped_column(EncryptedText)
    acr: Mapped[str | None]
    amr: Mapped[list[Any]]
    auth_time: Mapped[datetime | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    absolute_expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    address: Mapped[str | None]
    device: Mapped[str]


class SignIn(Base):
    """One line of a person's sign-in history (act 002, Rules, cl. 13.3)."""

    __tablename__ = "sign_ins"
    __table_args__ = (
        CheckConstraint("outcome IN ('signed_in', 'step_up', 'restricted')", name="outcome_known"),
        Index("ix_sign_ins_account_id_at", "account_id", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
    outcome: Mapped[str]
    acr: Mapped[str | None]
    amr: Mapped[list[Any]]
    address: Mapped[str | None]
    device: Mapped[str]


class LogoutToken(Base):
    """A logout token that was obeyed: its jti counts once (OpenID Connect Back-Channel Logout 1.0, 2.6)."""

    __tablename__ = "logout_tokens"
    __table_args__ = (UniqueConstraint("iss", "jti", name="uq_logout_tokens_iss_jti"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    iss: Mapped[str]
    jti: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(index=True)


class StaffPost(Base):
    """A post that a person holds at the operator or an authority; `role` is the code of an office role."""

    __tablename__ = "staff_posts"
    __table_args__ = (
        UniqueConstraint("fin_index", "role", "body", "valid_from", name="uq_staff_posts_fin_index"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    fin_index: Mapped[bytes] = mapped_column(LargeBinary)
    role: Mapped[str]
    body: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class ParkedForm(Base):
    """What a person had typed when their session turned out to be over; given back to the same person and browser."""

    __tablename__ = "parked_forms"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    path: Mapped[str]
    back: Mapped[str]
    fields: Mapped[str] = mapped_column(EncryptedText)
    had_files: Mapped[bool]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    office: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
