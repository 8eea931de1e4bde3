"""Sales in fewer exchanges."""

revision = "20261122_0550"
down_revision = "20261122_0540"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
