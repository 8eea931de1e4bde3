"""Tables of signing: wishes for a signature."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0140"
down_revision = "20261122_0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "signature_requests",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger),
        sa.Column("signer_name", sa.Text, nullable=False),
        sa.Column("signer_fin", sa.LargeBinary, nullable=False),
        sa.Column("means", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("trouble", sa.Text),
        sa.Column("troubles", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("file_id", sa.BigInteger, nullable=False),
        sa.Column("prepared_file_id", sa.BigInteger),
        sa.Column("signed_file_id", sa.BigInteger),
        sa.Column("preparation", sa.LargeBinary),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("provider_session", sa.Text),
        sa.Column("control_code", sa.Text),
        sa.Column("certificate_number", sa.Text),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("signed_at", instant),
        sa.PrimaryKeyConstraint("id", name="pk_signature_requests"),
        sa.UniqueConstraint("public_id", name="uq_signature_requests_public_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_signature_requests_file_id"),
        sa.ForeignKeyConstraint(
            ["prepared_file_id"], ["stored_files.id"], name="fk_signature_requests_prepared_file_id"
        ),
        sa.ForeignKeyConstraint(["signed_file_id"], ["stored_files.id"], name="fk_signature_requests_signed_file_id"),
        sa.CheckConstraint(
            "state IN ('preparing', 'waiting', 'completed', 'refused', 'timed_out', 'failed', 'cancelled')",
            name="ck_signature_requests_state",
        ),
        sa.CheckConstraint(
            "(state = 'completed') = (signed_file_id IS NOT NULL AND signed_at IS NOT NULL)",
            name="ck_signature_requests_completed_has_file",
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR provider_session IS NOT NULL", name="ck_signature_requests_waiting_has_session"
        ),
    )
    op.create_index("ix_signature_requests_account_id", "signature_requests", ["account_id"])
    op.create_index("ix_signature_requests_purpose_ref_id", "signature_requests", ["purpose", "ref", "id"])
    op.create_index(
        "one_live_signature_per_ref",
        "signature_requests",
        ["purpose", "ref"],
        unique=True,
        postgresql_where=sa.text("state IN ('preparing', 'waiting')"),
    )


def downgrade() -> None:
    op.drop_table("signature_requests")
