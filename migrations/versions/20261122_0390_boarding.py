"""Compact ticket codes, devices and scans at the door."""

revision = "20261122_0390"
down_revision = "20261122_0385"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
