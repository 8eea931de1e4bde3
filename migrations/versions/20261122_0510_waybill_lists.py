"""Lists and searches of waybills."""

revision = "20261122_0510"
down_revision = "20261122_0500"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
