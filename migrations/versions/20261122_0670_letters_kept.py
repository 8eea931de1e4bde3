"""Letters are kept as long as their row says and then lose their words; nothing of them is taken out or emptied before.

An answer that is late may be put off where a row allows it: none does. Rules whose breach is told in words bear the
names by which the words are found.
"""

from datetime import UTC, date, datetime
from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0670"
down_revision = "20261122_0660"
branch_labels = None
depends_on = None

KINDS: Final = ("application", "complaint", "proposal", "information")
OPEN_QUESTION: Final = "Mənbələrdə müəyyən edilməyib, təsdiqi gözlənilir"
NEW: Final = {"extend_late": 0, "keep_years": 5}
FORMER_CODES: Final = (
    "'days', 'longer', 'pass_on', 'most_forwards', 'reply', 'reopen_calendar', 'most_reopened', 'signed', 'most_a_day'"
)
CODES: Final = f"{FORMER_CODES}, 'extend_late', 'keep_years'"
KEEP_LETTER: Final = """
CREATE OR REPLACE FUNCTION letters_keep_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE years integer;
BEGIN
  IF TG_OP = 'TRUNCATE' OR (TG_OP = 'DELETE' AND OLD.number IS NOT NULL) THEN
    RAISE EXCEPTION 'a letter that was sent is not taken out';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.erased_at IS DISTINCT FROM OLD.erased_at THEN
    SELECT value INTO years FROM letter_terms
    WHERE kind = OLD.kind AND code = 'keep_years' AND valid_from <= (OLD.sent_at AT TIME ZONE 'Asia/Baku')::date
    ORDER BY valid_from DESC, id DESC LIMIT 1;
    IF OLD.erased_at IS NOT NULL OR OLD.closed_at IS NULL OR years IS NULL
       OR NEW.erased_at < OLD.closed_at + make_interval(years => years) THEN
      RAISE EXCEPTION 'a letter is kept until its day';
    END IF;
  ELSIF OLD.number IS NOT NULL AND NEW.subject IS DISTINCT FROM OLD.subject THEN
    RAISE EXCEPTION 'what was registered of a letter does not change';
  END IF;
  IF OLD.number IS NOT NULL AND (NEW.number, NEW.kind, NEW.party_id, NEW.account_id, NEW.sent_at)
     IS DISTINCT FROM (OLD.number, OLD.kind, OLD.party_id, OLD.account_id, OLD.sent_at) THEN
    RAISE EXCEPTION 'what was registered of a letter does not change';
  END IF;
  IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL AND NEW.closed_at <> OLD.closed_at THEN
    RAISE EXCEPTION 'a letter ended when it ended';
  END IF;
  IF OLD.rating IS NOT NULL AND NEW.rating IS DISTINCT FROM OLD.rating THEN
    RAISE EXCEPTION 'an answer is rated once';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_MESSAGE: Final = """
CREATE OR REPLACE FUNCTION letter_messages_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' OR (TG_OP = 'DELETE' AND OLD.sent_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what was sent does not change';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF OLD.sent_at IS NOT NULL AND (NEW.kind, NEW.side, NEW.ground, NEW.sent_at, NEW.letter_id)
     IS DISTINCT FROM (OLD.kind, OLD.side, OLD.ground, OLD.sent_at, OLD.letter_id) THEN
    RAISE EXCEPTION 'what was sent does not change';
  END IF;
  IF OLD.sent_at IS NOT NULL AND (NEW.text, NEW.author) IS DISTINCT FROM (OLD.text, OLD.author)
     AND NOT EXISTS (SELECT FROM letters WHERE id = OLD.letter_id AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what was sent does not change';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_STEP: Final = """
CREATE FUNCTION letter_steps_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR (NEW.id, NEW.letter_id, NEW.action, NEW.open, NEW.at, NEW.body_id, NEW.detail)
       IS DISTINCT FROM (OLD.id, OLD.letter_id, OLD.action, OLD.open, OLD.at, OLD.body_id, OLD.detail)
     OR NOT EXISTS (SELECT FROM letters WHERE id = OLD.letter_id AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the history of letters is only added to';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_STOP: Final = """
CREATE FUNCTION letter_stops_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.until_on IS NOT NULL
     OR (NEW.id, NEW.letter_id, NEW.since_on) IS DISTINCT FROM (OLD.id, OLD.letter_id, OLD.since_on) THEN
    RAISE EXCEPTION 'a time in which the clock stood stays as it was';
  END IF;
  RETURN NEW;
END $$
"""
FORMER_LETTER: Final = """
CREATE OR REPLACE FUNCTION letters_keep_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NOT NULL AND (NEW.number, NEW.subject, NEW.kind, NEW.party_id, NEW.account_id, NEW.sent_at)
     IS DISTINCT FROM (OLD.number, OLD.subject, OLD.kind, OLD.party_id, OLD.account_id, OLD.sent_at) THEN
    RAISE EXCEPTION 'what was registered of a letter does not change';
  END IF;
  IF OLD.rating IS NOT NULL AND NEW.rating IS DISTINCT FROM OLD.rating THEN
    RAISE EXCEPTION 'an answer is rated once';
  END IF;
  RETURN NEW;
END $$
"""
FORMER_MESSAGE: Final = """
CREATE OR REPLACE FUNCTION letter_messages_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL AND (NEW.text, NEW.kind, NEW.side, NEW.ground, NEW.sent_at, NEW.letter_id, NEW.author)
     IS DISTINCT FROM (OLD.text, OLD.kind, OLD.side, OLD.ground, OLD.sent_at, OLD.letter_id, OLD.author) THEN
    RAISE EXCEPTION 'what was sent does not change';
  END IF;
  RETURN NEW;
END $$
"""
NAMES: Final = """
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT conrelid::regclass::text AS held, conname FROM pg_constraint
    WHERE contype = 'c' AND conname LIKE 'ck\\_%\\_ck\\_%'
      AND conrelid::regclass::text IN ('letters', 'letter_terms', 'service_candidates', 'service_consents', 'issued_documents')
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', one.held, one.conname,
                   substr(one.conname, length(one.held) + 5));
  END LOOP;
END $$
"""
KEEPERS: Final = {
    "letters": "letters_keep_number",
    "letter_messages": "letter_messages_keep_sent",
    "letter_steps": "letter_steps_keep",
    "letter_stops": "letter_stops_keep",
    "letter_forwards": "letters_append_only",
    "letter_terms": "letters_append_only",
}


def upgrade() -> None:
    """Keep the tables, add the end of a letter's time and the two numbers."""
    op.execute(NAMES)
    op.add_column("letters", sa.Column("erased_at", sa.DateTime(timezone=True)))
    op.add_column("letters", sa.Column("late_once", sa.Boolean, nullable=False, server_default=sa.false()))
    op.alter_column("letters", "late_once", server_default=None)
    op.create_check_constraint(op.f("ck_letters_closed_after_sent"), "letters", "closed_at >= sent_at")
    closed = sa.text("closed_at IS NOT NULL AND erased_at IS NULL")
    op.create_index("ix_letters_kept", "letters", ["closed_at", "id"], postgresql_where=closed)
    _numbers()
    op.execute("DROP TRIGGER append_only ON letter_steps")
    for statement in (KEEP_LETTER, KEEP_MESSAGE, KEEP_STEP, KEEP_STOP):
        op.execute(statement)
    for table in ("letters", "letter_messages"):
        _before("kept_whole", "DELETE", table, "ROW")
    for table in ("letter_steps", "letter_stops"):
        _before("kept", "UPDATE OR DELETE", table, "ROW")
    for table in KEEPERS:
        _before("kept_all", "TRUNCATE", table, "STATEMENT")


def _before(name: str, deeds: str, table: str, each: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {deeds} ON {table} FOR EACH {each} EXECUTE FUNCTION {KEEPERS[table]}()")


def _numbers() -> None:
    op.drop_constraint("ck_letter_terms_code_known", "letter_terms")
    op.create_check_constraint(op.f("ck_letter_terms_code_known"), "letter_terms", f"code IN ({CODES})")
    names = "kind code basis set_by value assumed valid_from at"
    table = sa.table("letter_terms", *(sa.column(name) for name in names.split()))
    written = {"basis": OPEN_QUESTION, "set_by": "", "assumed": True, "valid_from": date(2016, 1, 1)}
    written |= {"at": datetime(2026, 11, 22, tzinfo=UTC)}
    rows = [{"kind": kind, "code": code, "value": value, **written} for kind in KINDS for code, value in NEW.items()]
    op.bulk_insert(table, rows)


def downgrade() -> None:
    """Keep what was kept before; rows of the new numbers are lost."""
    for table in KEEPERS:
        op.execute(f"DROP TRIGGER kept_all ON {table}")
    for table in ("letter_steps", "letter_stops"):
        op.execute(f"DROP TRIGGER kept ON {table}")
    for table in ("letters", "letter_messages"):
        op.execute(f"DROP TRIGGER kept_whole ON {table}")
    op.execute(FORMER_LETTER)
    op.execute(FORMER_MESSAGE)
    for function in ("letter_steps_keep", "letter_stops_keep"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("ALTER TABLE letter_terms DISABLE TRIGGER append_only")
    op.execute("DELETE FROM letter_terms WHERE code IN ('extend_late', 'keep_years')")
    op.execute("ALTER TABLE letter_terms ENABLE TRIGGER append_only")
    op.drop_constraint(op.f("ck_letter_terms_code_known"), "letter_terms")
    op.create_check_constraint(op.f("ck_letter_terms_code_known"), "letter_terms", f"code IN ({FORMER_CODES})")
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON letter_steps"
        " FOR EACH ROW EXECUTE FUNCTION letters_append_only()"
    )
    op.drop_constraint(op.f("ck_letters_closed_after_sent"), "letters")
    op.drop_index("ix_letters_kept", "letters")
    op.drop_column("letters", "late_once")
    op.drop_column("letters", "erased_at")
