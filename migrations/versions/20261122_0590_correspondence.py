"""Official correspondence: letters, threads, answers, forwarding."""

revision = "20261122_0590"
down_revision = "20261122_0580"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
