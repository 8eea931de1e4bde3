"""Tables of documents."""

revision = "20261122_0170"
down_revision = "20261122_0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
