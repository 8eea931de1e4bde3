"""Tables of the directory, the list of blocked certificates, and the store against replays."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

ACTIVE: Final = text("removed_at IS NULL")


class MemberRow(Base):
    """A participant, by its code in the exchange (`AZ/GOV/POLICE`); `at` is since when it is in its state."""

    __tablename__ = "ehis_members"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("state IN ('registered', 'blocked', 'disconnected')", name="state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    voen: Mapped[str | None]
    state: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime]


class ClientRow(Base):
    """An information system of a member. With `officials_listed` only the listed officials may ask through it."""

    __tablename__ = "ehis_clients"
    __table_args__ = (
        UniqueConstraint("member_id", "subsystem"),
        CheckConstraint("environment IN ('production', 'test')", name="environment"),
        CheckConstraint("rate_per_second BETWEEN 1 AND 10000", name="rate"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("ehis_members.id"))
    subsystem: Mapped[str]
    environment: Mapped[str]
    rate_per_second: Mapped[int] = mapped_column(server_default="60", default=60)
    officials_listed: Mapped[bool] = mapped_column(server_default="false", default=False)


class OfficialRow(Base):
    """An official entitled to exchange by the contract (clause 3.3.1)."""

    __tablename__ = "ehis_client_officials"
    __table_args__ = (
        Index("ix_ehis_client_officials_active", "client_id", "fin_index", unique=True, postgresql_where=ACTIVE),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("ehis_clients.id"))
    fin_index: Mapped[bytes]
    name: Mapped[str] = mapped_column(EncryptedText)
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class ServiceRow(Base):
    """A service that we provide, whatever its versions."""

    __tablename__ = "ehis_services"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    title: Mapped[str]
    subsystem: Mapped[str]


class VersionRow(Base):
    """A version of a service; its schema is what requests and answers are checked against.

    `archive_what` and `archive_days` are the procedure of clause 3.8.4, without which it cannot go live.
    """

    __tablename__ = "ehis_service_versions"
    __table_args__ = (
        UniqueConstraint("service_id", "version"),
        CheckConstraint("state IN ('draft', 'test', 'live', 'ended')", name="state"),
        CheckConstraint("state <> 'live' OR (archive_what <> '' AND archive_days > 0)", name="procedure"),
        CheckConstraint("octet_length(schema_sha256) = 32", name="sha256"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("ehis_services.id"))
    version: Mapped[str]
    state: Mapped[str]
    live_since: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    schema: Mapped[str]
    schema_sha256: Mapped[bytes]
    archive_what: Mapped[str]
    archive_days: Mapped[int]


class GroupRow(Base):
    """A local group of information systems, of any members: what is granted to it counts for each of them."""

    __tablename__ = "ehis_groups"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code ~ '^[A-Za-z][A-Za-z0-9.\\-]{0,59}$'", name="code"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    title: Mapped[str]


class GroupMemberRow(Base):
    """An information system in a group."""

    __tablename__ = "ehis_group_members"

    group_id: Mapped[int] = mapped_column(ForeignKey("ehis_groups.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("ehis_clients.id"), primary_key=True)


class RightRow(Base):
    """A client or a group may address a service (method and path null) or one REST endpoint; versions are ignored."""

    __tablename__ = "ehis_rights"
    __table_args__ = (
        UniqueConstraint("client_id", "group_id", "service_id", "method", "path", postgresql_nulls_not_distinct=True),
        CheckConstraint("(method IS NULL) = (path IS NULL)", name="endpoint"),
        CheckConstraint("num_nonnulls(client_id, group_id) = 1", name="one_holder"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("ehis_clients.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("ehis_groups.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("ehis_services.id"))
    method: Mapped[str | None]
    path: Mapped[str | None]
    contract: Mapped[str | None]
    granted_by: Mapped[str]
    granted_at: Mapped[datetime]


class BlockedCertificateRow(Base):
    """A certificate that may not connect, whatever its authority says; found by fingerprint (SHA-256, hexadecimal)."""

    __tablename__ = "ehis_blocked_certificates"
    __table_args__ = (CheckConstraint("fingerprint ~ '^[0-9a-f]{64}$'", name="fingerprint"),)

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    blocked_by: Mapped[str]
    at: Mapped[datetime]


class ReceivedRow(Base):
    """A message that was received with a good signature: the same identifier from the same client is refused."""

    __tablename__ = "ehis_received"
    __table_args__ = (Index("ix_ehis_received_at", "at"),)

    client: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[bytes]
    at: Mapped[datetime]
