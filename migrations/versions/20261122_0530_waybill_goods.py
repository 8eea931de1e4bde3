"""Goods, drops and journeys."""

revision = "20261122_0530"
down_revision = "20261122_0520"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
