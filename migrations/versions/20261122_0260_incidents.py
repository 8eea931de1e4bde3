"""Tables of incidents: security incidents, requests of supervising bodies, faults."""

revision = "20261122_0260"
down_revision = "20261122_0250"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
