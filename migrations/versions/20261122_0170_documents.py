"""Tables of documents: what can be checked by strangers, and its files, which only ever grow."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0170"
down_revision = "20261122_0160"
branch_labels = None
depends_on = None

REFUSE = """
CREATE FUNCTION document_versions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions are append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
TRIGGER = """
CREATE TRIGGER document_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_versions
FOR EACH STATEMENT EXECUTE FUNCTION document_versions_refuse()
"""


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "documents",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("type_code", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("token", name="uq_documents_token"),
        sa.UniqueConstraint("type_code", "ref", name="one_document_per_ref"),
    )
    op.create_table(
        "document_versions",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("document_id", sa.BigInteger, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("file_id", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document_versions"),
        sa.UniqueConstraint("document_id", "n", name="one_file_per_version"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_versions_document_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_document_versions_file_id"),
        sa.CheckConstraint("n > 0", name="ck_document_versions_n_positive"),
        sa.CheckConstraint("length(sha256) = 32", name="ck_document_versions_sha256_length"),
    )
    op.create_index("ix_document_versions_sha256", "document_versions", ["sha256"])
    op.execute(REFUSE)
    op.execute(TRIGGER)


def downgrade() -> None:
    op.drop_table("document_versions")
    op.execute("DROP FUNCTION document_versions_refuse()")
    op.drop_table("documents")
