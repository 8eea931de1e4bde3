"""Tables of ehis_journal: the message log: keys, time stamps, retention, readings."""

revision = "20261122_0210"
down_revision = "20261122_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
