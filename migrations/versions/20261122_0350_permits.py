"""Permit types, permits, cards, marks."""

revision = "20261122_0350"
down_revision = "20261122_0345"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
