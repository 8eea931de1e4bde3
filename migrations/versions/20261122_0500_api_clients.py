"""Programs of firms: clients, tokens, webhooks, sandbox waybills, wishes for signatures; templates of waybills."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0500"
down_revision = "20261122_0490"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TEXTS: Final = ARRAY(sa.Text())
TABLES: Final = (
    "api_clients api_secrets api_tokens api_used_assertions api_faults api_kept_answers api_events api_subscriptions "
    "api_deliveries sandbox_waybills waybill_signature_wishes waybill_patterns"
)


def upgrade() -> None:
    """Make them."""
    _api_clients()
    _api_tokens()
    _api_faults()
    _api_kept_answers()
    _api_events()
    _api_subscriptions()
    _api_deliveries()
    _sandbox_waybills()
    _waybill_signature_wishes()
    _waybill_patterns()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)


def _api_clients() -> None:
    op.create_table(
        "api_clients",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        *_columns("name mode", sa.Text()),
        sa.Column("scopes", TEXTS, nullable=False),
        sa.Column("answerable", sa.BigInteger(), nullable=False),
        sa.Column("public_key", JSONB, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        *_columns("ended_at last_used_at", INSTANT, null=True),
        sa.CheckConstraint("mode IN ('live', 'sandbox')", name=op.f("ck_api_clients_mode_known")),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_api_clients_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_clients")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_clients_public_id")),
    )
    op.create_index(
        "one_program_of_a_name",
        "api_clients",
        ["party_id", "name"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "api_secrets",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("ck_api_secrets_digest_whole")),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_secrets_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_secrets")),
    )
    op.create_index(op.f("ix_api_secrets_client_id"), "api_secrets", ["client_id"])


def _api_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("scopes", TEXTS, nullable=False),
        *_columns("issued_at expires_at", INSTANT),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.CheckConstraint("expires_at > issued_at", name=op.f("ck_api_tokens_lives")),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_tokens_client_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_client_id"), "api_tokens", ["client_id"])
    op.create_index(op.f("ix_api_tokens_expires_at"), "api_tokens", ["expires_at"])
    op.create_table(
        "api_used_assertions",
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_used_assertions_client_id")),
        sa.PrimaryKeyConstraint("client_id", "jti", name=op.f("pk_api_used_assertions")),
    )
    op.create_index(op.f("ix_api_used_assertions_expires_at"), "api_used_assertions", ["expires_at"])


def _api_faults() -> None:
    op.create_table(
        "api_faults",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        *_columns("code request_id", sa.Text()),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_faults_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_faults")),
    )
    op.create_index(op.f("ix_api_faults_client_id_id"), "api_faults", ["client_id", "id"])


def _api_kept_answers() -> None:
    op.create_table(
        "api_kept_answers",
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_kept_answers_client_id")),
        sa.PrimaryKeyConstraint("client_id", "key", name=op.f("pk_api_kept_answers")),
    )
    op.create_index(op.f("ix_api_kept_answers_created_at"), "api_kept_answers", ["created_at"])


def _api_events() -> None:
    op.create_table(
        "api_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=True),
        *_columns("event ref", sa.Text()),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column(
            "xact", sa.BigInteger(), server_default=sa.text("(pg_current_xact_id()::text::bigint)"), nullable=False
        ),
        sa.CheckConstraint("mode IN ('live', 'sandbox')", name=op.f("ck_api_events_mode_known")),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_events_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_events")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_events_public_id")),
    )
    op.create_index(op.f("ix_api_events_at"), "api_events", ["at"])
    op.create_index(op.f("ix_api_events_party_id_mode_xact_id"), "api_events", ["party_id", "mode", "xact", "id"])


def _api_subscriptions() -> None:
    op.create_table(
        "api_subscriptions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("events", TEXTS, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint("cardinality(events) > 0", name=op.f("ck_api_subscriptions_of_something")),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_subscriptions_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_subscriptions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_subscriptions_public_id")),
    )
    op.create_index(op.f("ix_api_subscriptions_client_id"), "api_subscriptions", ["client_id"])


def _api_deliveries() -> None:
    op.create_table(
        "api_deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        *_columns("subscription_id event_id", sa.BigInteger()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        *_columns("tried_at delivered_at", INSTANT, null=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'delivered') = (delivered_at IS NOT NULL)", name=op.f("ck_api_deliveries_delivered_at_an_instant")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'delivered', 'given_up')", name=op.f("ck_api_deliveries_state_known")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["api_events.id"], name=op.f("fk_api_deliveries_event_id")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["api_subscriptions.id"], name=op.f("fk_api_deliveries_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_deliveries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_deliveries_public_id")),
        sa.UniqueConstraint("subscription_id", "event_id", name=op.f("uq_api_deliveries_subscription_id_event_id")),
    )
    op.create_index(
        "ix_api_deliveries_left",
        "api_deliveries",
        ["due_at"],
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.create_index(op.f("ix_api_deliveries_subscription_id_id"), "api_deliveries", ["subscription_id", "id"])


def _sandbox_waybills() -> None:
    op.create_table(
        "sandbox_waybills",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        *_columns("client_id party_id", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        *_columns("content acts asked", JSONB),
        *_columns("created_at changed_at", INSTANT),
        sa.Column("discarded_at", INSTANT, nullable=True),
        sa.CheckConstraint("octet_length(content::text) < 400000", name=op.f("ck_sandbox_waybills_content_bounded")),
        sa.CheckConstraint("version > 0", name=op.f("ck_sandbox_waybills_version_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sandbox_waybills")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sandbox_waybills_public_id")),
    )
    op.create_index(
        op.f("ix_sandbox_waybills_client_id_changed_at_id"),
        "sandbox_waybills",
        ["client_id", "changed_at", "id"],
    )


def _waybill_signature_wishes() -> None:
    op.create_table(
        "waybill_signature_wishes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        *_columns("waybill_id party_id", sa.BigInteger()),
        *_columns("program action", sa.Text()),
        sa.Column("signer", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'signed', 'dropped')", name=op.f("ck_waybill_signature_wishes_state_known")
        ),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name=op.f("fk_waybill_signature_wishes_waybill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waybill_signature_wishes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_waybill_signature_wishes_public_id")),
    )
    op.create_index(op.f("ix_waybill_signature_wishes_waybill_id"), "waybill_signature_wishes", ["waybill_id"])
    op.create_index(
        "one_wish_waits",
        "waybill_signature_wishes",
        ["waybill_id"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _waybill_patterns() -> None:
    op.create_table(
        "waybill_patterns",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        *_columns("name role", sa.Text()),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("content", JSONB, nullable=False),
        *_columns("version used", sa.Integer()),
        *_columns("created_at changed_at", INSTANT),
        sa.CheckConstraint("octet_length(content::text) < 400000", name=op.f("ck_waybill_patterns_content_bounded")),
        sa.CheckConstraint("shared OR account_id IS NOT NULL", name=op.f("ck_waybill_patterns_somebodys")),
        sa.CheckConstraint("version > 0", name=op.f("ck_waybill_patterns_version_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waybill_patterns")),
        sa.UniqueConstraint("public_id", name=op.f("uq_waybill_patterns_public_id")),
    )
    op.create_index(
        "one_pattern_of_a_name", "waybill_patterns", ["party_id", sa.literal_column("lower(name)")], unique=True
    )


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]
