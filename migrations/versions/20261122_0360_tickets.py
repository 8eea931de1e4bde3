"""Stations, routes, trips, seats, tickets."""

revision = "20261122_0360"
down_revision = "20261122_0355"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
