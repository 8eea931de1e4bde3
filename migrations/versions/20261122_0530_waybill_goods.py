"""Waybills with several consignees: who they are, at which stop the goods stand; a signed step keeps its reason."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "20261122_0530"
down_revision = "20261122_0520"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "waybills",
        sa.Column("drop_party_ids", ARRAY(sa.BigInteger()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.add_column("waybills", sa.Column("at_drop", sa.Integer(), nullable=True))
    op.create_check_constraint(
        "at_a_stop", "waybills", "at_drop IS NULL OR at_drop BETWEEN 0 AND cardinality(drop_party_ids)"
    )
    op.add_column(
        "waybill_pending_acts", sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("waybill_pending_acts", "reason")
    op.drop_constraint("at_a_stop", "waybills", type_="check")
    for column in ("at_drop", "drop_party_ids"):
        op.drop_column("waybills", column)
