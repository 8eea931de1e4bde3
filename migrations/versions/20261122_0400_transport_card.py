"""Cards, taps, block list."""

revision = "20261122_0400"
down_revision = "20261122_0390"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
