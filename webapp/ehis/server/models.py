"""Versions of settings, the administrator, entered certificates, keys, and what was asked of the central server."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

HELD: Final = text("removed_at IS NULL")
IN_USE: Final = text("state = 'active'")
OPEN: Final = text("state = 'waiting'")


class SettingVersion(Base):
    """One version of a setting: rows are only added (a trigger sees to it), the newest one counts."""

    __tablename__ = "ehis_server_settings"
    __table_args__ = (
        UniqueConstraint("name", "version"),
        CheckConstraint("name IN ('server_id', 'central_servers', 'adapter') OR name LIKE 'mapping.%'", name="name"),
        CheckConstraint("(version = 1) = (former IS NULL)", name="former"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
    version: Mapped[int]
    value: Mapped[str]
    former: Mapped[str | None]
    changed_by: Mapped[str]
    at: Mapped[datetime]


class AdministratorRow(Base):
    """Who was appointed server administrator (4.1.6), by which document; rows are only added, the newest one counts."""

    __tablename__ = "ehis_server_administrators"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    fin: Mapped[str] = mapped_column(EncryptedText)
    phone: Mapped[str] = mapped_column(EncryptedText)
    post: Mapped[str]
    document: Mapped[str]
    appointed_by: Mapped[str]
    at: Mapped[datetime]


class EnteredCertificate(Base):
    """A certificate or a bare public key (`not_after` null) of a central server or of the Certificate Centre."""

    __tablename__ = "ehis_server_certificates"
    __table_args__ = (
        UniqueConstraint("public_id"),
        CheckConstraint("kind IN ('central', 'authority')", name="kind"),
        Index("ix_ehis_server_certificates_held", "kind", "fingerprint", unique=True, postgresql_where=HELD),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str]
    kind: Mapped[str]
    pem: Mapped[str]
    subject: Mapped[str]
    fingerprint: Mapped[str]
    key_fingerprint: Mapped[str]
    not_before: Mapped[datetime | None]
    not_after: Mapped[datetime | None]
    entered_by: Mapped[str]
    at: Mapped[datetime]
    removed_by: Mapped[str | None]
    removed_at: Mapped[datetime | None]


class ServerKey(Base):
    """A key made on this server. `sealed` is its private part, readable with the house's secret alone.

    When another key takes over, the former one stays until `ends_at` (answers signed by it are still on their way);
    then its private part is destroyed.
    """

    __tablename__ = "ehis_server_keys"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("key_fingerprint"),
        CheckConstraint("purpose IN ('encryption', 'signature')", name="purpose"),
        CheckConstraint("algorithm IN ('P-256', 'RSA-3072')", name="algorithm"),
        CheckConstraint("state IN ('made', 'requested', 'certified', 'active', 'leaving', 'destroyed')", name="state"),
        CheckConstraint("(state = 'destroyed') = (sealed IS NULL)", name="sealed"),
        CheckConstraint("state NOT IN ('certified', 'active') OR certificate IS NOT NULL", name="certificate"),
        Index("ix_ehis_server_keys_active", "purpose", unique=True, postgresql_where=IN_USE),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str]
    purpose: Mapped[str]
    algorithm: Mapped[str]
    state: Mapped[str]
    sealed: Mapped[bytes | None]
    key_fingerprint: Mapped[str]
    request: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    certificate: Mapped[str | None]
    fingerprint: Mapped[str | None]
    not_before: Mapped[datetime | None]
    not_after: Mapped[datetime | None]
    active_since: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]


class CentralRequest(Base):
    """What the central server's people decide: our registration, or a certificate for a key. `number` is theirs."""

    __tablename__ = "ehis_server_requests"
    __table_args__ = (
        UniqueConstraint("public_id"),
        CheckConstraint("kind IN ('registration', 'certificate')", name="kind"),
        CheckConstraint("state IN ('waiting', 'granted', 'refused')", name="state"),
        Index("ix_ehis_server_requests_open", "kind", "about", unique=True, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str]
    kind: Mapped[str]
    about: Mapped[str]
    server: Mapped[str]
    number: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
