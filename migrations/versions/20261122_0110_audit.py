"""Tables of audit."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0110"
down_revision = "20261122_0100"
branch_labels = None
depends_on = None

APPEND = """
CREATE FUNCTION audit_append(bodies text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash bytea;
  before bytea;
  line text;
  entry jsonb;
BEGIN
  SELECT seq, hash INTO STRICT last_seq, last_hash FROM audit_head WHERE id = 1 FOR UPDATE;
  FOREACH line IN ARRAY bodies LOOP
    entry := line::jsonb;
    before := last_hash;
    last_seq := last_seq + 1;
    last_hash := sha256(before || convert_to(last_seq || E'\\n' || line, 'UTF8'));
    INSERT INTO audit_entries (
      seq, at, action, actor_account, actor_name, office_roles, on_behalf, on_behalf_name, session_id, address,
      object_type, object_key, subject_index, subject_name, purpose, detail, body, prev_hash, hash)
    VALUES (
      last_seq, (entry->>'at')::timestamptz, entry->>'action', (entry->>'actor_account')::bigint, entry->>'actor_name',
      entry->>'office_roles', (entry->>'on_behalf')::bigint, entry->>'on_behalf_name', (entry->>'session_id')::bigint,
      entry->>'address', entry->>'object_type', entry->>'object_key', decode(entry->>'subject_index', 'hex'),
      decode(entry->>'subject_name', 'hex'), entry->>'purpose', entry->'detail', line, before, last_hash);
  END LOOP;
  UPDATE audit_head SET seq = last_seq, hash = last_hash WHERE id = 1;
  RETURN last_seq;
END $$
"""
REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
ONLY_FORWARD = """
CREATE FUNCTION audit_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <= OLD.seq OR NOT EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq AND hash = NEW.hash) THEN
    RAISE EXCEPTION 'the head of the journal only moves to its newest entry' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor_account", sa.BigInteger),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("office_roles", sa.Text, nullable=False),
        sa.Column("on_behalf", sa.BigInteger),
        sa.Column("on_behalf_name", sa.Text, nullable=False),
        sa.Column("session_id", sa.BigInteger),
        sa.Column("address", sa.Text),
        sa.Column("object_type", sa.Text, nullable=False),
        sa.Column("object_key", sa.Text, nullable=False),
        sa.Column("subject_index", sa.LargeBinary),
        sa.Column("subject_name", sa.LargeBinary),
        sa.Column("purpose", sa.Text),
        sa.Column("detail", JSONB, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entries"),
    )
    op.create_index(
        "ix_audit_entries_subject_index_seq",
        "audit_entries",
        ["subject_index", "seq"],
        postgresql_where=sa.text("subject_index IS NOT NULL"),
    )
    op.create_index("ix_audit_entries_action_seq", "audit_entries", ["action", "seq"])
    op.create_index(
        "ix_audit_entries_object_type_object_key_seq", "audit_entries", ["object_type", "object_key", "seq"]
    )
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
        sa.CheckConstraint("id = 1", name="ck_audit_head_one_row"),
    )
    op.execute("INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, sha256('kabinet'))")
    for statement in (APPEND, REFUSE, ONLY_FORWARD):
        op.execute(statement)
    op.execute(
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_head_only_forward BEFORE UPDATE ON audit_head "
        "FOR EACH ROW EXECUTE FUNCTION audit_only_forward()"
    )


def downgrade() -> None:
    op.drop_table("audit_entries")
    op.drop_table("audit_head")
    for name in ("audit_append(text[])", "audit_refuse()", "audit_only_forward()"):
        op.execute(f"DROP FUNCTION {name}")
