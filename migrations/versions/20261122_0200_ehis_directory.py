"""Tables of ehis_directory: who takes part in the exchange, what is provided, who may ask what."""

revision = "20261122_0200"
down_revision = "20261122_0190"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
