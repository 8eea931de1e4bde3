"""Tables of notifications."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0160"
down_revision = "20261122_0150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_preferences",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("sms", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notice_preferences_account_id"),
        sa.PrimaryKeyConstraint("account_id", "area", name="pk_notice_preferences"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("party_id", sa.BigInteger()),
        sa.Column("permission", sa.Text()),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("params", JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(account_id IS NULL) = (party_id IS NOT NULL)", name="ck_notices_one_addressee"),
        sa.CheckConstraint("(party_id IS NULL) = (permission IS NULL)", name="ck_notices_party_with_permission"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notices_account_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_notices_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("public_id", name="uq_notices_public_id"),
    )
    op.create_index("ix_notices_account_id_id", "notices", ["account_id", "id"])
    op.create_index("ix_notices_party_id_id", "notices", ["party_id", "id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="ck_deliveries_sent_at_an_instant"),
        sa.CheckConstraint("channel IN ('sms', 'email')", name="ck_deliveries_channel"),
        sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name="ck_deliveries_state"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_deliveries_account_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_deliveries_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
        sa.UniqueConstraint("notice_id", "account_id", "channel", name="uq_deliveries_notice_id_account_id_channel"),
    )
    op.create_table(
        "contact_messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("template", "channel", "language", "key", "state")),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("channel IN ('sms', 'email')", name="ck_contact_messages_channel"),
        sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name="ck_contact_messages_state"),
        sa.CheckConstraint("(state = 'queued') = (sealed IS NOT NULL)", name="ck_contact_messages_forgotten_when_over"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="ck_contact_messages_sent_at_an_instant"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_messages"),
        sa.UniqueConstraint("key", name="uq_contact_messages_key"),
    )
    op.create_table(
        "notice_reads",
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notice_reads_account_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_reads_notice_id"),
        sa.PrimaryKeyConstraint("notice_id", "account_id", name="pk_notice_reads"),
    )


def downgrade() -> None:
    op.drop_table("notice_reads")
    op.drop_table("contact_messages")
    op.drop_table("deliveries")
    op.drop_table("notices")
    op.drop_table("notice_preferences")
