"""Statements to carriers and stations."""

revision = "20261122_0420"
down_revision = "20261122_0410"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
