"""Tables of ehis_directory: who takes part in the exchange, what is provided, who may ask what."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0200"
down_revision = "20261122_0190"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def key(table: str) -> tuple[sa.Column[int], sa.PrimaryKeyConstraint]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False), sa.PrimaryKeyConstraint(
        "id", name=f"pk_{table}"
    )


def reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "ehis_members",
        *key("ehis_members"),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("voen", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("code", name="uq_ehis_members_code"),
        sa.CheckConstraint("state IN ('registered', 'blocked', 'disconnected')", name="ck_ehis_members_state"),
    )
    op.create_table(
        "ehis_clients",
        *key("ehis_clients"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("subsystem", sa.Text, nullable=False),
        sa.Column("environment", sa.Text, nullable=False),
        sa.Column("rate_per_second", sa.Integer, nullable=False, server_default="60"),
        sa.Column("officials_listed", sa.Boolean, nullable=False, server_default="false"),
        sa.UniqueConstraint("member_id", "subsystem", name="uq_ehis_clients_member_id_subsystem"),
        reference("ehis_clients", "member_id", "ehis_members"),
        sa.CheckConstraint("environment IN ('production', 'test')", name="ck_ehis_clients_environment"),
        sa.CheckConstraint("rate_per_second BETWEEN 1 AND 10000", name="ck_ehis_clients_rate"),
    )
    op.create_table(
        "ehis_client_officials",
        *key("ehis_client_officials"),
        sa.Column("client_id", sa.BigInteger, nullable=False),
        sa.Column("fin_index", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        reference("ehis_client_officials", "client_id", "ehis_clients"),
    )
    op.create_index(
        "ix_ehis_client_officials_active",
        "ehis_client_officials",
        ["client_id", "fin_index"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    make_services()
    make_guards()


def make_services() -> None:
    op.create_table(
        "ehis_services",
        *key("ehis_services"),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("subsystem", sa.Text, nullable=False),
        sa.UniqueConstraint("code", name="uq_ehis_services_code"),
    )
    op.create_table(
        "ehis_service_versions",
        *key("ehis_service_versions"),
        sa.Column("service_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("live_since", INSTANT),
        sa.Column("ends_at", INSTANT),
        sa.Column("schema", sa.Text, nullable=False),
        sa.Column("schema_sha256", sa.LargeBinary, nullable=False),
        sa.Column("archive_what", sa.Text, nullable=False),
        sa.Column("archive_days", sa.Integer, nullable=False),
        sa.UniqueConstraint("service_id", "version", name="uq_ehis_service_versions_service_id_version"),
        reference("ehis_service_versions", "service_id", "ehis_services"),
        sa.CheckConstraint("state IN ('draft', 'test', 'live', 'ended')", name="ck_ehis_service_versions_state"),
        sa.CheckConstraint(
            "state <> 'live' OR (archive_what <> '' AND archive_days > 0)", name="ck_ehis_service_versions_procedure"
        ),
        sa.CheckConstraint("octet_length(schema_sha256) = 32", name="ck_ehis_service_versions_sha256"),
    )
    make_groups()
    op.create_table(
        "ehis_rights",
        *key("ehis_rights"),
        sa.Column("client_id", sa.BigInteger),
        sa.Column("group_id", sa.BigInteger),
        sa.Column("service_id", sa.BigInteger, nullable=False),
        sa.Column("method", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("contract", sa.Text),
        sa.Column("granted_by", sa.Text, nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.UniqueConstraint(
            "client_id",
            "group_id",
            "service_id",
            "method",
            "path",
            name="uq_ehis_rights_client_id_group_id_service_id_method_path",
            postgresql_nulls_not_distinct=True,
        ),
        reference("ehis_rights", "client_id", "ehis_clients"),
        reference("ehis_rights", "group_id", "ehis_groups"),
        reference("ehis_rights", "service_id", "ehis_services"),
        sa.CheckConstraint("(method IS NULL) = (path IS NULL)", name="ck_ehis_rights_endpoint"),
        sa.CheckConstraint("num_nonnulls(client_id, group_id) = 1", name="ck_ehis_rights_one_holder"),
    )


def make_groups() -> None:
    op.create_table(
        "ehis_groups",
        *key("ehis_groups"),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.UniqueConstraint("code", name="uq_ehis_groups_code"),
        sa.CheckConstraint("code ~ '^[A-Za-z][A-Za-z0-9.\\-]{0,59}$'", name="ck_ehis_groups_code"),
    )
    op.create_table(
        "ehis_group_members",
        sa.Column("group_id", sa.BigInteger, nullable=False),
        sa.Column("client_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "client_id", name="pk_ehis_group_members"),
        reference("ehis_group_members", "group_id", "ehis_groups"),
        reference("ehis_group_members", "client_id", "ehis_clients"),
    )


def make_guards() -> None:
    op.create_table(
        "ehis_blocked_certificates",
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("blocked_by", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_ehis_blocked_certificates"),
        sa.CheckConstraint("fingerprint ~ '^[0-9a-f]{64}$'", name="ck_ehis_blocked_certificates_fingerprint"),
    )
    op.create_table(
        "ehis_received",
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("body_hash", sa.LargeBinary, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("client", "message_id", name="pk_ehis_received"),
    )
    op.create_index("ix_ehis_received_at", "ehis_received", ["at"])


def downgrade() -> None:
    for table in (
        "ehis_received",
        "ehis_blocked_certificates",
        "ehis_rights",
        "ehis_group_members",
        "ehis_groups",
        "ehis_service_versions",
        "ehis_services",
        "ehis_client_officials",
        "ehis_clients",
        "ehis_members",
    ):
        op.drop_table(table)
