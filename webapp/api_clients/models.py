"""Tables: programs, their secrets and tokens, answers kept for repeated requests, events and the webhooks told of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.api_clients.errors import NameTaken
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint

PROGRAM = "api_clients.id"
MODES = "mode IN ('live', 'sandbox')"


class ApiClient(Base):
    """A program of a firm. `public_id` is its client id; `answerable` the account of the person who let it in last."""

    __tablename__ = "api_clients"
    __table_args__ = (
        CheckConstraint(MODES, name="mode_known"),
        Index(
            constraint("one_program_of_a_name", NameTaken),
            "party_id",
            "name",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"))
    name: Mapped[str]
    mode: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    answerable: Mapped[int] = mapped_column(BigInteger)
    public_key: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class ApiSecret(Base):
    """A secret of a program, as its SHA-256: it is 256 random bits, so nothing slower protects it better."""

    __tablename__ = "api_secrets"
    __table_args__ = (CheckConstraint("octet_length(digest) = 32", name="digest_whole"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM), index=True)
    digest: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class ApiToken(Base):
    """An access token, as its digest."""

    __tablename__ = "api_tokens"
    __table_args__ = (CheckConstraint("expires_at > issued_at", name="lives"),)

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM), index=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


class UsedAssertion(Base):
    """A signed assertion that proved a program once: it proves nothing a second time."""

    __tablename__ = "api_used_assertions"

    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM), primary_key=True)
    jti: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiFault(Base):
    """A request of a program that was refused: what its makers need to see. No content, no secrets."""

    __tablename__ = "api_faults"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM))
    at: Mapped[datetime]
    what: Mapped[str]
    status: Mapped[int]
    code: Mapped[str]
    request_id: Mapped[str]

    __table_args__ = (Index(None, "client_id", "id"),)


class KeptAnswer(Base):
    """What a request with an Idempotency-Key was answered, written with what the request did."""

    __tablename__ = "api_kept_answers"

    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(index=True)


class ApiEvent(Base):
    """Something that a firm's programs are told. `xact` is the transaction: the feed waits until all before it ended."""

    __tablename__ = "api_events"
    __table_args__ = (
        CheckConstraint(MODES, name="mode_known"),
        Index(None, "party_id", "mode", "xact", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    mode: Mapped[str]
    client_id: Mapped[int | None] = mapped_column(ForeignKey(PROGRAM))
    event: Mapped[str]
    ref: Mapped[str]
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
    xact: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_current_xact_id()::text::bigint)"))


class Subscription(Base):
    """An address that is told of events. Secrets are sealed, for every message is signed with them."""

    __tablename__ = "api_subscriptions"
    __table_args__ = (CheckConstraint("cardinality(events) > 0", name="of_something"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[int] = mapped_column(ForeignKey(PROGRAM), index=True)
    url: Mapped[str]
    events: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    secret: Mapped[str] = mapped_column(EncryptedText)
    former_secret: Mapped[str | None] = mapped_column(EncryptedText)
    former_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WebhookDelivery(Base):
    """The telling of one event to one address, with what came of the last try."""

    __tablename__ = "api_deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sending', 'delivered', 'given_up')", name="state_known"),
        CheckConstraint("(state = 'delivered') = (delivered_at IS NOT NULL)", name="delivered_at_an_instant"),
        UniqueConstraint("subscription_id", "event_id"),
        Index("ix_api_deliveries_left", "due_at", postgresql_where=text("state IN ('waiting', 'sending')")),
        Index(None, "subscription_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("api_subscriptions.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("api_events.id"))
    state: Mapped[str]
    tries: Mapped[int]
    due_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    status: Mapped[int | None]
    outcome: Mapped[str]
    took_ms: Mapped[int | None]
