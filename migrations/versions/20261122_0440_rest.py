"""An operator is suspended or taken out of the register by two persons: what one proposed waits in its row."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0440"
down_revision = "20261122_0430"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, kind in (
        ("wanted_state", sa.Text()),
        ("wanted_reason", sa.Text()),
        ("wanted_by", sa.BigInteger()),
        ("wanted_by_name", sa.Text()),
    ):
        op.add_column("operators", sa.Column(name, kind, nullable=True))
    op.create_check_constraint("wanted_state_known", "operators", "wanted_state IN ('suspended', 'removed')")
    op.create_check_constraint(
        "proposal_is_whole",
        "operators",
        "num_nulls(wanted_state, wanted_reason, wanted_by, wanted_by_name) IN (0, 4)",
    )


def downgrade() -> None:
    for name in ("proposal_is_whole", "wanted_state_known"):
        op.drop_constraint(name, "operators", type_="check")
    for name in ("wanted_by_name", "wanted_by", "wanted_reason", "wanted_state"):
        op.drop_column("operators", name)
