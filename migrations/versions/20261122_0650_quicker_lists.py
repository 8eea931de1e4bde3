"""Waybills found by partner and month in one index; orders and searches with fewer exchanges."""

revision = "20261122_0650"
down_revision = "20261122_0640"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
