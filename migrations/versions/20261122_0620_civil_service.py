"""The register of civil servants: facts with validity in time, bodies, posts, rights."""

revision = "20261122_0620"
down_revision = "20261122_0610"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
