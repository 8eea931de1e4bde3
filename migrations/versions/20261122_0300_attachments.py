"""Copies that people hand in, and what was read from them."""

revision = "20261122_0300"
down_revision = "20261122_0290"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
