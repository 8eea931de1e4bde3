"""Tables of auth."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0120"
down_revision = "20261122_0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    accounts()
    account_certificates()
    auth_requests()
    auth_sessions()
    sign_ins()
    logout_tokens()
    staff_posts()
    parked_forms()


def downgrade() -> None:
    for table in (
        "parked_forms",
        "staff_posts",
        "logout_tokens",
        "sign_ins",
        "auth_sessions",
        "auth_requests",
        "account_certificates",
        "accounts",
    ):
        op.drop_table(table)


def accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("iss", sa.Text(), nullable=False),
        sa.Column("sub", sa.Text(), nullable=False),
        sa.Column("fin", sa.LargeBinary(), nullable=False),
        sa.Column("fin_index", sa.LargeBinary(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text()),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("birthdate", sa.Date()),
        sa.Column("phone", sa.LargeBinary()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restricted_at", sa.DateTime(timezone=True)),
        sa.Column("restricted_reason", sa.Text()),
        sa.Column("restricted_by", sa.BigInteger()),
        sa.CheckConstraint(
            "(restricted_at IS NULL) = (restricted_reason IS NULL)", name="ck_accounts_restriction_has_reason"
        ),
        sa.ForeignKeyConstraint(["restricted_by"], ["accounts.id"], name="fk_accounts_restricted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("iss", "sub", name="uq_accounts_iss_sub"),
        sa.UniqueConstraint("public_id", name="uq_accounts_public_id"),
    )
    op.create_index("ix_accounts_fin_index", "accounts", ["fin_index"])


def account_certificates() -> None:
    op.create_table(
        "account_certificates",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("voen", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("has_stamp", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('legal', 'entrepreneur', 'state', 'municipality')", name="ck_account_certificates_kind_known"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_certificates_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_certificates"),
        sa.UniqueConstraint("account_id", "number", name="uq_account_certificates_account_id_number"),
    )


def auth_requests() -> None:
    op.create_table(
        "auth_requests",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.LargeBinary(), nullable=False),
        sa.Column("next_path", sa.Text(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("purpose IN ('sign_in', 'step_up')", name="ck_auth_requests_purpose_known"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_auth_requests_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_auth_requests"),
        sa.UniqueConstraint("state_hash", name="uq_auth_requests_state_hash"),
    )
    op.create_index("ix_auth_requests_browser_hash", "auth_requests", ["browser_hash"])
    op.create_index("ix_auth_requests_created_at", "auth_requests", ["created_at"])


def auth_sessions() -> None:
    op.create_table(
        "auth_sessions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("data", JSONB(), nullable=False),
        sa.Column("party_id", sa.BigInteger()),
        sa.Column("office", sa.Boolean(), nullable=False),
        sa.Column("op_sid", sa.Text()),
        sa.Column("id_token", sa.LargeBinary()),
        sa.Column("acr", sa.Text()),
        sa.Column("amr", JSONB(), nullable=False),
        sa.Column("auth_time", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("absolute_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("end_reason", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("device", sa.Text(), nullable=False),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ck_auth_sessions_end_has_reason"),
        sa.CheckConstraint("NOT (office AND party_id IS NOT NULL)", name="ck_auth_sessions_one_role"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_auth_sessions_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_auth_sessions"),
        sa.UniqueConstraint("id_hash", name="uq_auth_sessions_id_hash"),
        sa.UniqueConstraint("public_id", name="uq_auth_sessions_public_id"),
    )
    op.create_index("ix_auth_sessions_absolute_expires_at", "auth_sessions", ["absolute_expires_at"])
    op.create_index(
        "ix_auth_sessions_live", "auth_sessions", ["account_id"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index(
        "ix_auth_sessions_op_sid", "auth_sessions", ["op_sid"], postgresql_where=sa.text("op_sid IS NOT NULL")
    )


def sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("acr", sa.Text()),
        sa.Column("amr", JSONB(), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("device", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome IN ('signed_in', 'step_up', 'restricted')", name="ck_sign_ins_outcome_known"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sign_ins_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_account_id_at", "sign_ins", ["account_id", "at"])


def logout_tokens() -> None:
    op.create_table(
        "logout_tokens",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("iss", sa.Text(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_logout_tokens"),
        sa.UniqueConstraint("iss", "jti", name="uq_logout_tokens_iss_jti"),
    )
    op.create_index("ix_logout_tokens_received_at", "logout_tokens", ["received_at"])


def staff_posts() -> None:
    op.create_table(
        "staff_posts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("fin_index", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ck_staff_posts_dates_in_order"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_posts"),
        sa.UniqueConstraint("fin_index", "role", "body", "valid_from", name="uq_staff_posts_fin_index"),
    )


def parked_forms() -> None:
    op.create_table(
        "parked_forms",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("back", sa.Text(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        sa.Column("had_files", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.BigInteger()),
        sa.Column("office", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_parked_forms_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parked_forms"),
        sa.UniqueConstraint("public_id", name="uq_parked_forms_public_id"),
    )
    op.create_index("ix_parked_forms_browser_hash", "parked_forms", ["browser_hash"])
    op.create_index("ix_parked_forms_created_at", "parked_forms", ["created_at"])
