"""Tables of cabinets."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0150"
down_revision = "20261122_0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parties",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.LargeBinary()),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("register_state", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("register_tried_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'entrepreneur', 'organisation', 'state', 'municipality')", name="ck_parties_kind"
        ),
        sa.CheckConstraint(
            "register_state IN ('unknown', 'waiting', 'read', 'not_found')", name="ck_parties_register_state"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
        sa.UniqueConstraint("number_index", name="uq_parties_number_index"),
        sa.UniqueConstraint("public_id", name="uq_parties_public_id"),
    )
    op.create_table(
        "contact_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.LargeBinary(), nullable=False),
        sa.Column("new", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("field IN ('email', 'phone')", name="ck_contact_changes_field"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_contact_changes_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_changes"),
    )
    op.create_index("ix_contact_changes_account_id_field_id", "contact_changes", ["account_id", "field", "id"])
    op.create_table(
        "data_reports",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("answered_by_name", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("(state = 'answered') = (answer IS NOT NULL)", name="ck_data_reports_answered_with_words"),
        sa.CheckConstraint("state IN ('open', 'answered')", name="ck_data_reports_state"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_data_reports_account_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_data_reports_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_data_reports"),
        sa.UniqueConstraint("public_id", name="uq_data_reports_public_id"),
    )
    op.create_index("ix_data_reports_account_id_id", "data_reports", ["account_id", "id"])
    op.create_index("ix_data_reports_state_id", "data_reports", ["state", "id"])
    op.create_table(
        "delegations",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("fin", sa.LargeBinary(), nullable=False),
        sa.Column("fin_index", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("permissions", JSONB(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=True),
        sa.Column("invited_by_name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("state <> 'accepted' OR account_id IS NOT NULL", name="ck_delegations_accepted_by_somebody"),
        sa.CheckConstraint("state IN ('invited', 'accepted', 'declined', 'ended')", name="ck_delegations_state"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ck_delegations_dates_in_order"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_delegations_account_id"),
        sa.ForeignKeyConstraint(["invited_by"], ["accounts.id"], name="fk_delegations_invited_by"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_delegations_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
        sa.UniqueConstraint("public_id", name="uq_delegations_public_id"),
    )
    op.create_index(
        "ix_delegations_account_id",
        "delegations",
        ["account_id"],
        postgresql_where=sa.text("state IN ('invited', 'accepted')"),
    )
    op.create_index(
        "ix_delegations_fin_index", "delegations", ["fin_index"], postgresql_where=sa.text("account_id IS NULL")
    )
    op.create_index(
        "uq_delegations_live",
        "delegations",
        ["party_id", "fin_index"],
        unique=True,
        postgresql_where=sa.text("state IN ('invited', 'accepted')"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("has_stamp", sa.Boolean(), nullable=False),
        sa.Column("certificate_number", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_memberships_account_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_memberships_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
        sa.UniqueConstraint(
            "account_id", "party_id", "certificate_number", name="uq_memberships_account_id_party_id_certificate_number"
        ),
    )
    op.create_index(
        "ix_memberships_party_id", "memberships", ["party_id"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_table(
        "party_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("party_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.LargeBinary(), nullable=False),
        sa.Column("new", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_party_changes_party_id"),
        sa.PrimaryKeyConstraint("id", name="pk_party_changes"),
    )
    op.create_index("ix_party_changes_party_id_id", "party_changes", ["party_id", "id"])
    op.create_table(
        "delegation_versions",
        sa.Column("delegation_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("permissions", JSONB(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.BigInteger()),
        sa.Column("changed_by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name="fk_delegation_versions_changed_by"),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name="fk_delegation_versions_delegation_id"),
        sa.PrimaryKeyConstraint("delegation_id", "version", name="pk_delegation_versions"),
    )


def downgrade() -> None:
    op.drop_table("delegation_versions")
    op.drop_table("party_changes")
    op.drop_table("memberships")
    op.drop_table("delegations")
    op.drop_table("data_reports")
    op.drop_table("contact_changes")
    op.drop_table("parties")
