"""Cases: what was applied for, checked, decided."""

revision = "20261122_0340"
down_revision = "20261122_0330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
