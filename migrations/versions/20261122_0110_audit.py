"""Tables of audit."""

revision = "20261122_0110"
down_revision = "20261122_0100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
