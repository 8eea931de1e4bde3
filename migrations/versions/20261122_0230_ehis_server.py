"""Tables of ehis_server: settings of our security server and adaptation server, keys, certificate requests."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0230"
down_revision = "20261122_0220"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = "state IN ('made', 'requested', 'certified', 'active', 'leaving', 'destroyed')"
REFUSE = """
CREATE FUNCTION ehis_server_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of the security server''s settings are only added';
END $$
"""
APPEND_ONLY = ("ehis_server_settings", "ehis_server_administrators")


def upgrade() -> None:
    _settings()
    _certificates()
    _keys()
    _requests()
    op.execute(REFUSE)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION ehis_server_append_only()"
        )


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _settings() -> None:
    op.create_table(
        "ehis_server_settings",
        _number(),
        *_texts("name", "value", "changed_by"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("former", sa.Text),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_server_settings"),
        sa.UniqueConstraint("name", "version", name="uq_ehis_server_settings_name_version"),
        sa.CheckConstraint(
            "name IN ('server_id', 'central_servers', 'adapter') OR name LIKE 'mapping.%'",
            name="ck_ehis_server_settings_name",
        ),
        sa.CheckConstraint("(version = 1) = (former IS NULL)", name="ck_ehis_server_settings_former"),
    )
    op.create_table(
        "ehis_server_administrators",
        _number(),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("name", "fin", "phone")),
        *_texts("post", "document", "appointed_by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_server_administrators"),
    )


def _certificates() -> None:
    op.create_table(
        "ehis_server_certificates",
        _number(),
        *_texts("public_id", "kind", "pem", "subject", "fingerprint", "key_fingerprint", "entered_by"),
        *(sa.Column(name, INSTANT) for name in ("not_before", "not_after")),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("removed_by", sa.Text),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_server_certificates"),
        sa.UniqueConstraint("public_id", name="uq_ehis_server_certificates_public_id"),
        sa.CheckConstraint("kind IN ('central', 'authority')", name="ck_ehis_server_certificates_kind"),
    )
    op.create_index(
        "ix_ehis_server_certificates_held",
        "ehis_server_certificates",
        ["kind", "fingerprint"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _keys() -> None:
    op.create_table(
        "ehis_server_keys",
        _number(),
        *_texts("public_id", "purpose", "algorithm", "state", "key_fingerprint", "request", "made_by"),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("made_at", INSTANT, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("certificate", "fingerprint")),
        *(sa.Column(name, INSTANT) for name in ("not_before", "not_after", "active_since", "ends_at")),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_server_keys"),
        sa.UniqueConstraint("public_id", name="uq_ehis_server_keys_public_id"),
        sa.UniqueConstraint("key_fingerprint", name="uq_ehis_server_keys_key_fingerprint"),
        sa.CheckConstraint("purpose IN ('encryption', 'signature')", name="ck_ehis_server_keys_purpose"),
        sa.CheckConstraint("algorithm IN ('P-256', 'RSA-3072')", name="ck_ehis_server_keys_algorithm"),
        sa.CheckConstraint(STATES, name="ck_ehis_server_keys_state"),
        sa.CheckConstraint("(state = 'destroyed') = (sealed IS NULL)", name="ck_ehis_server_keys_sealed"),
        sa.CheckConstraint(
            "state NOT IN ('certified', 'active') OR certificate IS NOT NULL", name="ck_ehis_server_keys_certificate"
        ),
    )
    op.create_index(
        "ix_ehis_server_keys_active",
        "ehis_server_keys",
        ["purpose"],
        unique=True,
        postgresql_where=sa.text("state = 'active'"),
    )


def _requests() -> None:
    op.create_table(
        "ehis_server_requests",
        _number(),
        *_texts("public_id", "kind", "about", "server", "number", "state", "reason", "asked_by"),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_server_requests"),
        sa.UniqueConstraint("public_id", name="uq_ehis_server_requests_public_id"),
        sa.CheckConstraint("kind IN ('registration', 'certificate')", name="ck_ehis_server_requests_kind"),
        sa.CheckConstraint("state IN ('waiting', 'granted', 'refused')", name="ck_ehis_server_requests_state"),
    )
    op.create_index(
        "ix_ehis_server_requests_open",
        "ehis_server_requests",
        ["kind", "about"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    tables = ("requests", "keys", "certificates", "administrators", "settings")
    for table in tables:
        op.drop_table(f"ehis_server_{table}")
    op.execute("DROP FUNCTION ehis_server_append_only()")
