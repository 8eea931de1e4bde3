"""Evidence of waybills."""

revision = "20261122_0470"
down_revision = "20261122_0460"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
