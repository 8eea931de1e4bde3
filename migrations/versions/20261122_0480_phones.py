"""Phones of drivers: keys and what they sign."""

revision = "20261122_0480"
down_revision = "20261122_0470"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
