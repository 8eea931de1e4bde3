"""Tables of core: the job queue, gap-free numbers, files, days that the Cabinet moved."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "20261122_0100"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(SchemaManager.get_schema())
    op.create_table(
        "number_series",
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_number_series"),
        sa.CheckConstraint("last >= 0", name="ck_number_series_not_negative"),
    )
    op.create_table(
        "stored_files",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_files"),
        sa.UniqueConstraint("key", name="uq_stored_files_key"),
        sa.CheckConstraint("size >= 0", name="ck_stored_files_size_not_negative"),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("working", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_days"),
    )


def downgrade() -> None:
    op.drop_table("calendar_days")
    op.drop_table("stored_files")
    op.drop_table("number_series")
    op.execute(
        """
        DO $$ DECLARE thing record; BEGIN
          FOR thing IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'procrastinate%' LOOP
            EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', thing.tablename); END LOOP;
          FOR thing IN SELECT p.oid::regprocedure AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                       WHERE n.nspname = 'public' AND p.proname LIKE 'procrastinate%' LOOP
            EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', thing.signature); END LOOP;
          FOR thing IN SELECT t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                       WHERE n.nspname = 'public' AND t.typname LIKE 'procrastinate%' AND t.typtype IN ('e', 'c') LOOP
            EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', thing.typname); END LOOP;
        END $$
        """
    )
