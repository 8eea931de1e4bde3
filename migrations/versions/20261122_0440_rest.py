"""What applications, documents and carriers still lacked."""

revision = "20261122_0440"
down_revision = "20261122_0430"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
