"""The life of an issued document: holder, validity, status history."""

revision = "20261122_0320"
down_revision = "20261122_0310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
