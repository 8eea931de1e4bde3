"""The translators' desk: notes, terms, reviews, batches."""

revision = "20261122_0610"
down_revision = "20261122_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
