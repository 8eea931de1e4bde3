"""Tables of ehis: the archive of the exchange, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0130"
down_revision = "20261122_0120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ehis_archive",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=True),
        sa.Column("signer", sa.Text, nullable=True),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_archive"),
        sa.UniqueConstraint("day", "position", name="uq_ehis_archive_day_position"),
        sa.CheckConstraint("direction IN ('request', 'answer')", name="ck_ehis_archive_direction"),
        sa.CheckConstraint("position > 0", name="ck_ehis_archive_position"),
        sa.CheckConstraint("octet_length(hash) = 32 AND octet_length(prev_hash) = 32", name="ck_ehis_archive_hashes"),
    )
    op.create_index("ix_ehis_archive_message_id", "ehis_archive", ["message_id"])
    op.create_index("ix_ehis_archive_at", "ehis_archive", ["at"])
    op.execute(
        """
        CREATE FUNCTION ehis_archive_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'ehis_archive only grows' USING ERRCODE = 'integrity_constraint_violation'; END $$;
        CREATE TRIGGER ehis_archive_append_only BEFORE UPDATE OR DELETE ON ehis_archive
          FOR EACH ROW EXECUTE FUNCTION ehis_archive_append_only();
        CREATE TRIGGER ehis_archive_no_truncate BEFORE TRUNCATE ON ehis_archive
          FOR EACH STATEMENT EXECUTE FUNCTION ehis_archive_append_only();
        """
    )


def downgrade() -> None:
    op.drop_table("ehis_archive")
    op.execute("DROP FUNCTION ehis_archive_append_only()")
