"""Tables of connections: connection of systems and services to the exchange."""

revision = "20261122_0250"
down_revision = "20261122_0240"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
