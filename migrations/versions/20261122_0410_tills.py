"""Tills, shifts, their sales."""

revision = "20261122_0410"
down_revision = "20261122_0400"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
