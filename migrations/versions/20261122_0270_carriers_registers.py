"""Tables of carriers_registers: what the registers that we provide hold of permits and certificates."""

revision = "20261122_0270"
down_revision = "20261122_0260"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop them."""
