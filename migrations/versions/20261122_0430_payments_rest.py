"""What payments still lacked."""

revision = "20261122_0430"
down_revision = "20261122_0420"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
