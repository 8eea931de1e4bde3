"""Notices on every channel: kinds and channels wanted, devices, digests, receipts, the register of what was sent."""

revision = "20261122_0580"
down_revision = "20261122_0570"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
