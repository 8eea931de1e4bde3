"""Tables of carriers."""

revision = "20261122_0180"
down_revision = "20261122_0170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
