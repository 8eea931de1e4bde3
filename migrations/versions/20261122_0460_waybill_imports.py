"""Tables of waybills that were read, and the waybills in them."""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0460"
down_revision = "20261122_0450"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "waybill_imports",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("public_id", "name", "state")),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("faults", JSONB, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("wanted_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_imports"),
        sa.UniqueConstraint("public_id", name="uq_waybill_imports_public_id"),
        sa.CheckConstraint("state IN ('read', 'wanted', 'done')", name="ck_waybill_imports_state_known"),
        sa.CheckConstraint("(state = 'read') = (wanted_at IS NULL)", name="ck_waybill_imports_wanted_at_an_instant"),
    )
    op.create_index("ix_waybill_imports_party_id_id", "waybill_imports", ["party_id", "id"])
    op.create_table(
        "waybill_import_rows",
        sa.Column("import_id", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("made", sa.Text),
        sa.PrimaryKeyConstraint("import_id", "place", name="pk_waybill_import_rows"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["waybill_imports.id"], name="fk_waybill_import_rows_import_id_waybill_imports"
        ),
    )
    left = sa.text("made IS NULL")
    op.create_index("ix_waybill_import_rows_left", "waybill_import_rows", ["import_id", "place"], postgresql_where=left)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("waybill_import_rows")
    op.drop_table("waybill_imports")
