"""Tables of ehis_journal: how long and for whom messages are kept, and the figures of exchanges."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0210"
down_revision = "20261122_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ehis_retention",
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("keep_days", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("service", name="pk_ehis_retention"),
        sa.CheckConstraint("keep_days BETWEEN 1 AND 36500", name="ck_ehis_retention_keep_days"),
    )
    op.create_table(
        "ehis_readers",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("granted_by", sa.Text, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_readers"),
    )
    op.create_index(
        "uq_ehis_readers_current",
        "ehis_readers",
        ["service", "person"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    _figures()


def _figures() -> None:
    """Make what the monitoring station may read; nothing in it names a person or a message (clause 2.7)."""
    op.execute("CREATE SCHEMA ehis_stats")
    op.create_table(
        "exchanges",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("direction", "client", "service", "version", "protocol")
        ),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("total_ms", "service_ms", "request_bytes", "answer_bytes")
        ),
        sa.Column("succeeded", sa.Boolean, nullable=False),
        sa.Column("fault_code", sa.Text),
        sa.Column("status", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
        sa.CheckConstraint("direction IN ('asked', 'provided')", name="ck_exchanges_direction"),
        sa.CheckConstraint("protocol IN ('soap', 'rest')", name="ck_exchanges_protocol"),
        schema="ehis_stats",
    )
    op.create_index("ix_exchanges_minute", "exchanges", ["minute"], schema="ehis_stats")
    names = ("direction", "client", "service", "version", "protocol")
    op.create_table(
        "hours",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in names),
        *(
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in ("calls", "failed", "total_ms", "service_ms", "request_bytes", "answer_bytes")
        ),
        sa.PrimaryKeyConstraint("hour", *names, name="pk_hours"),
        sa.CheckConstraint("calls >= failed AND calls > 0", name="ck_hours_calls"),
        schema="ehis_stats",
    )


def downgrade() -> None:
    op.drop_table("hours", schema="ehis_stats")
    op.drop_table("exchanges", schema="ehis_stats")
    op.execute("DROP SCHEMA ehis_stats")
    op.drop_table("ehis_readers")
    op.drop_table("ehis_retention")
