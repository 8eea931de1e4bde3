"""Texts published over the catalogues: drafts, versions, publications."""

revision = "20261122_0600"
down_revision = "20261122_0590"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
