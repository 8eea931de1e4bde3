"""Tables of signing."""

revision = "20261122_0140"
down_revision = "20261122_0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
