"""Inspections on the road."""

revision = "20261122_0490"
down_revision = "20261122_0480"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
