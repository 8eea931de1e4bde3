"""The register of carriers, vehicles by VIN, relations."""

revision = "20261122_0330"
down_revision = "20261122_0320"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
