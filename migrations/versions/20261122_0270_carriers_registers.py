"""Tables of carriers_registers: what the registers that we provide hold of permits and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0270"
down_revision = "20261122_0260"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "permit_cards",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("permit_number", sa.Text, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("carriage", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_permit_cards"),
        sa.UniqueConstraint("number", name="uq_permit_cards_number"),
        sa.CheckConstraint("carriage IN ('goods', 'passengers', 'taxi')", name="ck_permit_cards_carriage_known"),
        sa.CheckConstraint("state IN ('active', 'suspended', 'revoked')", name="ck_permit_cards_state_known"),
        sa.CheckConstraint("issued_on <= valid_to", name="ck_permit_cards_term_possible"),
    )
    op.create_index("ix_permit_cards_plate", "permit_cards", ["plate", "id"])
    op.create_index("ix_permit_cards_party_id", "permit_cards", ["party_id"])
    op.create_table(
        "training_certificates",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("fin", sa.LargeBinary, nullable=False),
        sa.Column("fin_index", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("training", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("issued_on", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_certificates"),
        sa.UniqueConstraint("number", name="uq_training_certificates_number"),
        sa.CheckConstraint(
            "training IN ('goods', 'passengers', 'dangerous_goods', 'taxi')",
            name="ck_training_certificates_training_known",
        ),
        sa.CheckConstraint("state IN ('active', 'suspended', 'revoked')", name="ck_training_certificates_state_known"),
        sa.CheckConstraint("issued_on <= valid_to", name="ck_training_certificates_term_possible"),
    )
    op.create_index("ix_training_certificates_fin_index", "training_certificates", ["fin_index"])


def downgrade() -> None:
    op.drop_table("training_certificates")
    op.drop_table("permit_cards")
