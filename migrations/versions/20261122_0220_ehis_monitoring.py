"""Tables of ehis_monitoring: statistics, which the monitoring station alone may read."""

revision = "20261122_0220"
down_revision = "20261122_0210"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
