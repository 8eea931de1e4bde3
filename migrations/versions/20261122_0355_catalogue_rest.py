"""What the catalogue still needs."""

revision = "20261122_0355"
down_revision = "20261122_0350"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
