"""The life of an issued document: holder, validity, status history; the keys for checks without a network."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0320"
down_revision = "20261122_0315"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
REFUSE = """
CREATE FUNCTION document_changes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a document is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = """
CREATE TRIGGER document_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_changes
FOR EACH STATEMENT EXECUTE FUNCTION document_changes_refuse()
"""
FOR_GOOD = """
CREATE FUNCTION issued_documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.number <> OLD.number OR NEW.document_id <> OLD.document_id
     OR (OLD.status IN ('revoked', 'replaced') AND NEW.status <> OLD.status) OR NEW.copy < OLD.copy THEN
    RAISE EXCEPTION 'an issued document stays, with its number and its end' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
FOR_GOOD_TRIGGER = """
CREATE TRIGGER issued_documents_for_good BEFORE UPDATE OR DELETE ON issued_documents
FOR EACH ROW EXECUTE FUNCTION issued_documents_stay()
"""


def upgrade() -> None:
    """Make the tables; history is only added to, what was revoked or replaced stays so."""
    _issued()
    _changes()
    _keys()
    for statement in (REFUSE, TRIGGER, FOR_GOOD, FOR_GOOD_TRIGGER):
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for name in ("document_keys", "document_changes", "issued_documents"):
        op.drop_table(name)
    op.execute("DROP FUNCTION document_changes_refuse()")
    op.execute("DROP FUNCTION issued_documents_stay()")


def _issued() -> None:
    op.create_table(
        "issued_documents",
        sa.Column("document_id", sa.BigInteger, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("type_code", "number", "number_key")),
        sa.Column("holder_party_id", sa.BigInteger, nullable=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("holder", "holder_kind", "subject", "subject_key", "title", "label")
        ),
        sa.Column("extra", JSONB, nullable=False),
        sa.Column("open_rows", JSONB, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("suspended_until", sa.Date),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("copy", "revision", "printed")),
        sa.Column("replaces_id", sa.BigInteger),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("issued_at", "changed_at")),
        sa.PrimaryKeyConstraint("document_id", name="pk_issued_documents"),
        sa.UniqueConstraint("replaces_id", name="uq_issued_documents_replaces_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_issued_documents_document_id"),
        sa.ForeignKeyConstraint(["holder_party_id"], ["parties.id"], name="fk_issued_documents_holder_party_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["documents.id"], name="fk_issued_documents_replaces_id"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_issued_documents_days_in_order"),
        sa.CheckConstraint(
            "status IN ('valid', 'suspended', 'revoked', 'replaced')", name="ck_issued_documents_status_known"
        ),
        sa.CheckConstraint("copy > 0 AND revision > 0 AND printed <= revision", name="ck_issued_documents_counted"),
        sa.CheckConstraint("replaces_id <> document_id", name="ck_issued_documents_replaces_another"),
    )
    living = sa.text("status <> 'replaced'::text")
    op.create_index(
        "one_living_document_per_number",
        "issued_documents",
        ["type_code", "number"],
        unique=True,
        postgresql_where=living,
    )
    columns = ["holder_party_id", "issued_at", "document_id"]
    op.create_index("ix_issued_documents_holder_party_id", "issued_documents", columns)
    for name in ("number_key", "subject_key"):
        op.create_index(f"ix_issued_documents_{name}", "issued_documents", [name])


def _changes() -> None:
    op.create_table(
        "document_changes",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("document_id", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("action", "status")),
        sa.Column("copy", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reason", "basis")),
        sa.Column("until", sa.Date),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document_changes"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_changes_document_id"),
    )
    op.create_index("ix_document_changes_document_id", "document_changes", ["document_id"])


def _keys() -> None:
    in_use = sa.text("retired_at IS NULL")
    op.create_table(
        "document_keys",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("private_key", sa.LargeBinary),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("retired_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_document_keys"),
        sa.UniqueConstraint("key_id", name="uq_document_keys_key_id"),
        sa.CheckConstraint("length(public_key) = 32", name="ck_document_keys_public_key_length"),
        sa.CheckConstraint(
            "(private_key IS NULL) = (retired_at IS NOT NULL)", name="ck_document_keys_private_while_in_use"
        ),
    )
    op.create_index(
        "one_document_key_in_use",
        "document_keys",
        [sa.text("(retired_at IS NULL)")],
        unique=True,
        postgresql_where=in_use,
    )
