"""Programs of firms: clients, tokens, webhooks."""

revision = "20261122_0500"
down_revision = "20261122_0490"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Drop them."""
