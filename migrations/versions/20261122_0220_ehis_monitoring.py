"""Tables of ehis_monitoring: statistics, which the monitoring station alone may read."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0220"
down_revision = "20261122_0210"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
COMPONENTS = "component IN ('gateway', 'adapter', 'portal', 'worker', 'station')"


def upgrade() -> None:
    op.create_table(
        "heartbeats",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("component", "instance", "address", "protocol")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("version", "state")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("at", "started_at")),
        *(sa.Column(name, sa.Integer) for name in ("clock_offset_ms", "authority_offset_ms", "queue_depth")),
        sa.Column("archive_lag_s", sa.Integer),
        sa.Column("last_stamp_at", INSTANT),
        sa.PrimaryKeyConstraint("component", "instance", name="pk_heartbeats"),
        sa.CheckConstraint(COMPONENTS, name="ck_heartbeats_component"),
        sa.CheckConstraint("state IN ('running', 'refusing')", name="ck_heartbeats_state"),
        schema="ehis_stats",
    )
    op.create_table(
        "spells",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("component", sa.Text, nullable=False),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("began_at", "seen_at")),
        sa.PrimaryKeyConstraint("id", name="pk_spells"),
        sa.CheckConstraint(COMPONENTS, name="ck_spells_component"),
        sa.CheckConstraint("began_at <= seen_at", name="ck_spells_order"),
        schema="ehis_stats",
    )
    op.create_index("ix_spells_component_seen_at", "spells", ["component", "seen_at"], schema="ehis_stats")
    op.create_table(
        "certificates",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("component", "purpose", "fingerprint")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("not_after", "at")),
        sa.PrimaryKeyConstraint("component", "purpose", name="pk_certificates"),
        sa.CheckConstraint(COMPONENTS, name="ck_certificates_component"),
        sa.CheckConstraint(
            "purpose IN ('tls', 'signing', 'client', 'authority', 'revocations')", name="ck_certificates_purpose"
        ),
        schema="ehis_stats",
    )


def downgrade() -> None:
    for table in ("certificates", "spells", "heartbeats"):
        op.drop_table(table, schema="ehis_stats")
