"""Tables of auth."""

revision = "20261122_0120"
down_revision = "20261122_0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
