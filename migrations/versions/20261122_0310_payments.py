"""Invoices, attempts, receipts, and the ledger."""

revision = "20261122_0310"
down_revision = "20261122_0300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
