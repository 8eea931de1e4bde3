"""Return trips, guests, benefits, waiting list."""

revision = "20261122_0380"
down_revision = "20261122_0370"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
