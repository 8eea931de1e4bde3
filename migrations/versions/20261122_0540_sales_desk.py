"""What officers and cashiers set."""

revision = "20261122_0540"
down_revision = "20261122_0530"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
