"""Rows of tables are found by the waybill that they became."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0560"
down_revision = "20261122_0550"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    made = sa.text("made IS NOT NULL")
    op.create_index("ix_waybill_import_rows_made", "waybill_import_rows", ["made"], postgresql_where=made)


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_waybill_import_rows_made", "waybill_import_rows")
