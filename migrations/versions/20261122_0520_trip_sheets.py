"""Trip sheets."""

revision = "20261122_0520"
down_revision = "20261122_0510"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
