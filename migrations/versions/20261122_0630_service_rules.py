"""Rule sets of service length and ranks as dated rows; figures of the civil service."""

revision = "20261122_0630"
down_revision = "20261122_0620"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
