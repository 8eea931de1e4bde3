"""Tables of ehis: the message log, which only grows; what may be destroyed is destroyed whole and leaves a record."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0130"
down_revision = "20261122_0120"
branch_labels = None
depends_on = None

APPEND = """
CREATE FUNCTION ehis_journal_append(headers jsonb, sealed_bytes bytea) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  state record;
  segment ehis_segments;
  message record;
  before bytea;
BEGIN
  SELECT unstamped_since, grace_seconds INTO STRICT state FROM ehis_journal_state WHERE id = 1;
  IF now() - state.unstamped_since > make_interval(secs => state.grace_seconds) THEN
    RAISE EXCEPTION 'no time stamp since %', state.unstamped_since USING ERRCODE = 'KJ001';
  END IF;
  IF state.unstamped_since IS NULL THEN
    UPDATE ehis_journal_state SET unstamped_since = now() WHERE id = 1 AND unstamped_since IS NULL;
  END IF;
  INSERT INTO ehis_segments (day, service, head)
    SELECT DISTINCT h.day, h.segment, decode(repeat('00', 32), 'hex')
    FROM jsonb_to_recordset(headers) AS h (day date, segment text)
    WHERE NOT EXISTS (SELECT 1 FROM ehis_segments s WHERE s.day = h.day AND s.service = h.segment)
    ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  PERFORM 1 FROM ehis_segments s WHERE (s.day, s.service) IN (
    SELECT h.day, h.segment FROM jsonb_to_recordset(headers) AS h (day date, segment text))
    ORDER BY s.day, s.service FOR UPDATE;
  FOR message IN
    SELECT * FROM jsonb_to_recordset(headers) AS h (
      day date, segment text, digest text, side text, direction text, wire text, client text, service text,
      message_id text, fault_id text, purpose text, at timestamptz, key_id integer, start integer, size integer,
      commitment text, signer text, outcome text)
    ORDER BY day, segment, start
  LOOP
    IF segment.id IS NULL OR segment.day <> message.day OR segment.service <> message.segment THEN
      UPDATE ehis_segments SET position = segment.position, head = segment.head WHERE id = segment.id;
      SELECT * INTO STRICT segment FROM ehis_segments s WHERE s.day = message.day AND s.service = message.segment;
      IF segment.destruction_id IS NOT NULL THEN
        RAISE EXCEPTION 'the segment was destroyed' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
    END IF;
    before := segment.head;
    segment.position := segment.position + 1;
    segment.head := sha256(before || int8send(segment.position) || decode(message.digest, 'hex'));
    INSERT INTO ehis_archive (
      segment_id, position, side, direction, wire, client, service, message_id, fault_id, purpose, at, key_id,
      sealed, commitment, signer, outcome, prev_hash, hash)
    VALUES (
      segment.id, segment.position, message.side, message.direction, message.wire, message.client, message.service,
      message.message_id, message.fault_id, message.purpose, message.at, message.key_id,
      substring(sealed_bytes FROM message.start FOR message.size), decode(message.commitment, 'hex'), message.signer,
      message.outcome, before, segment.head);
  END LOOP;
  UPDATE ehis_segments SET position = segment.position, head = segment.head WHERE id = segment.id;
END $$
"""
REFUSE = """
CREATE FUNCTION ehis_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
MAY_GO = """
CREATE FUNCTION ehis_archive_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ehis_segments WHERE id = OLD.segment_id AND destruction_id IS NOT NULL) THEN
    RAISE EXCEPTION 'ehis_archive only grows: its time is not over' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
"""
WHOLE = """
CREATE FUNCTION ehis_archive_goes_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ehis_archive WHERE segment_id IN (SELECT DISTINCT segment_id FROM gone)) THEN
    RAISE EXCEPTION 'ehis_archive only grows: a segment goes whole or not at all'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$
"""
FORWARD = """
CREATE FUNCTION ehis_segments_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.destruction_id IS NOT NULL OR NEW.id <> OLD.id OR NEW.day <> OLD.day OR NEW.service <> OLD.service
     OR NEW.position < OLD.position OR NEW.stamped_position < OLD.stamped_position
     OR (NEW.position = OLD.position AND NEW.head <> OLD.head) THEN
    RAISE EXCEPTION 'ehis_segments only grows' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.destruction_id IS NOT NULL AND NOT (
    NEW.position = NEW.stamped_position AND NEW.position = OLD.position AND EXISTS (
      SELECT 1 FROM ehis_destructions d WHERE d.id = NEW.destruction_id
      AND NEW.day BETWEEN d.first_day AND d.last_day AND NEW.day + d.keep_days < current_date)) THEN
    RAISE EXCEPTION 'ehis_segments only grows: not yet stamped, or its time is not over'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
FUNCTIONS = (
    "ehis_journal_append",
    "ehis_only_grows",
    "ehis_archive_may_go",
    "ehis_archive_goes_whole",
    "ehis_segments_forward",
)
TRIGGERS = (
    "ehis_archive_stays BEFORE UPDATE ON ehis_archive FOR EACH ROW EXECUTE FUNCTION ehis_only_grows()",
    "ehis_archive_no_truncate BEFORE TRUNCATE ON ehis_archive FOR EACH STATEMENT EXECUTE FUNCTION ehis_only_grows()",
    "ehis_archive_may_go BEFORE DELETE ON ehis_archive FOR EACH ROW EXECUTE FUNCTION ehis_archive_may_go()",
    (
        "ehis_archive_goes_whole AFTER DELETE ON ehis_archive REFERENCING OLD TABLE AS gone "
        "FOR EACH STATEMENT EXECUTE FUNCTION ehis_archive_goes_whole()"
    ),
    "ehis_segments_forward BEFORE UPDATE ON ehis_segments FOR EACH ROW EXECUTE FUNCTION ehis_segments_forward()",
    (
        "ehis_segments_stay BEFORE DELETE OR TRUNCATE ON ehis_segments "
        "FOR EACH STATEMENT EXECUTE FUNCTION ehis_only_grows()"
    ),
)
STAYING = ("ehis_stamps", "ehis_stamped_heads", "ehis_destructions", "ehis_journal_keys")


def upgrade() -> None:
    _keys_and_segments()
    _messages()
    _stamps()
    for statement in (APPEND, REFUSE, MAY_GO, WHOLE, FORWARD):
        op.execute(statement)
    for trigger in TRIGGERS:
        op.execute(f"CREATE TRIGGER {trigger}")
    for table in STAYING:
        op.execute(
            f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ehis_only_grows()"
        )


def _keys_and_segments() -> None:
    op.create_table(
        "ehis_journal_keys",
        sa.Column("id", sa.Integer, sa.Identity(), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_journal_keys"),
    )
    op.execute(
        "INSERT INTO ehis_journal_keys (salt, created_by) "
        "VALUES (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'Kabinet')"
    )
    op.create_table(
        "ehis_destructions",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("messages", sa.BigInteger, nullable=False),
        sa.Column("keep_days", sa.Integer, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("heads", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_destructions"),
        sa.CheckConstraint(
            "first_day <= last_day AND messages > 0 AND keep_days > 0", name="ck_ehis_destructions_range"
        ),
    )
    op.create_table(
        "ehis_segments",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("stamped_position", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("destruction_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_segments"),
        sa.UniqueConstraint("day", "service", name="uq_ehis_segments_day_service"),
        sa.ForeignKeyConstraint(["destruction_id"], ["ehis_destructions.id"], name="fk_ehis_segments_destruction_id"),
        sa.CheckConstraint("position >= stamped_position AND stamped_position >= 0", name="ck_ehis_segments_positions"),
        sa.CheckConstraint("octet_length(head) = 32", name="ck_ehis_segments_head"),
    )
    op.create_index("ix_ehis_segments_destruction_id", "ehis_segments", ["destruction_id"])
    op.create_index(
        "ix_ehis_segments_unstamped", "ehis_segments", ["id"], postgresql_where=sa.text("position > stamped_position")
    )


def _messages() -> None:
    texts = ("side", "direction", "wire", "client", "service", "message_id", "purpose", "outcome")
    hashes = "octet_length(hash) = 32 AND octet_length(prev_hash) = 32 AND octet_length(commitment) = 32"
    op.create_table(
        "ehis_archive",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("segment_id", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("fault_id", sa.Text),
        sa.Column("signer", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("sealed", "commitment", "prev_hash", "hash")),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_archive"),
        sa.UniqueConstraint("segment_id", "position", name="uq_ehis_archive_segment_id_position"),
        sa.UniqueConstraint("hash", name="uq_ehis_archive_hash"),
        sa.ForeignKeyConstraint(["segment_id"], ["ehis_segments.id"], name="fk_ehis_archive_segment_id"),
        sa.ForeignKeyConstraint(["key_id"], ["ehis_journal_keys.id"], name="fk_ehis_archive_key_id"),
        sa.CheckConstraint("direction IN ('request', 'answer')", name="ck_ehis_archive_direction"),
        sa.CheckConstraint("side IN ('asked', 'provided')", name="ck_ehis_archive_side"),
        sa.CheckConstraint("wire IN ('soap', 'rest')", name="ck_ehis_archive_wire"),
        sa.CheckConstraint("position > 0", name="ck_ehis_archive_position"),
        sa.CheckConstraint(hashes, name="ck_ehis_archive_hashes"),
    )
    op.execute("ALTER TABLE ehis_archive ALTER COLUMN sealed SET STORAGE EXTERNAL")  # it cannot be compressed
    op.create_index("ix_ehis_archive_message_id", "ehis_archive", ["message_id"])
    op.create_index(
        "ix_ehis_archive_fault_id", "ehis_archive", ["fault_id"], postgresql_where=sa.text("fault_id IS NOT NULL")
    )
    op.create_index("ix_ehis_archive_client_id", "ehis_archive", ["client", "id"])
    op.create_index("ix_ehis_archive_service_id", "ehis_archive", ["service", "id"])
    op.create_index("ix_ehis_archive_at", "ehis_archive", ["at"])


def _stamps() -> None:
    op.create_table(
        "ehis_stamps",
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("reply", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ehis_stamps"),
        sa.CheckConstraint("octet_length(hash) = 32", name="ck_ehis_stamps_hash"),
        sa.CheckConstraint("number > 0", name="ck_ehis_stamps_number"),
    )
    op.create_table(
        "ehis_stamped_heads",
        sa.Column("segment_id", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("stamp", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("segment_id", "position", name="pk_ehis_stamped_heads"),
        sa.ForeignKeyConstraint(["segment_id"], ["ehis_segments.id"], name="fk_ehis_stamped_heads_segment_id"),
        sa.ForeignKeyConstraint(["stamp"], ["ehis_stamps.number"], name="fk_ehis_stamped_heads_stamp"),
    )
    op.create_table(
        "ehis_journal_state",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("unstamped_since", sa.DateTime(timezone=True)),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.Column("stamp_seconds", sa.Integer, nullable=False, server_default="60"),
        sa.Column("grace_seconds", sa.Integer, nullable=False, server_default="14400"),
        sa.Column("keep_days", sa.Integer, nullable=False, server_default="1095"),
        sa.Column("detail_days", sa.Integer, nullable=False, server_default="400"),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_journal_state"),
        sa.CheckConstraint("id = 1", name="ck_ehis_journal_state_one_row"),
        sa.CheckConstraint("stamp_seconds BETWEEN 10 AND 86400", name="ck_ehis_journal_state_stamp_seconds"),
        sa.CheckConstraint("grace_seconds BETWEEN 60 AND 604800", name="ck_ehis_journal_state_grace_seconds"),
        sa.CheckConstraint("keep_days BETWEEN 1 AND 36500", name="ck_ehis_journal_state_keep_days"),
        sa.CheckConstraint("detail_days BETWEEN 366 AND 36500", name="ck_ehis_journal_state_detail_days"),
    )
    op.execute("INSERT INTO ehis_journal_state (id) VALUES (1)")


def downgrade() -> None:
    for table in (
        "ehis_stamped_heads",
        "ehis_stamps",
        "ehis_archive",
        "ehis_segments",
        "ehis_destructions",
        "ehis_journal_keys",
        "ehis_journal_state",
    ):
        op.drop_table(table)
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
