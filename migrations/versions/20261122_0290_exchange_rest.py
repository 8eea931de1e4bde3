"""What the exchange still needs."""

revision = "20261122_0290"
down_revision = "20261122_0280"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
