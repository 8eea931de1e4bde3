"""Tables of ehis."""

revision = "20261122_0130"
down_revision = "20261122_0120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
