"""Reviews, notes, absences, complaints of cases."""

revision = "20261122_0345"
down_revision = "20261122_0340"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
