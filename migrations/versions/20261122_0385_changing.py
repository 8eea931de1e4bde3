"""Refund, exchange and transfer of tickets; cancelled trips; another bus."""

revision = "20261122_0385"
down_revision = "20261122_0380"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
