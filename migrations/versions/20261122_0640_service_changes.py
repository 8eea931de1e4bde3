"""Corrections, entries by hand, consents of the owner, competitions, the reserve."""

revision = "20261122_0640"
down_revision = "20261122_0630"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
