"""What was sent, when it arrived and when it was read stays as it was: terms of law count from it.

A device that is woken knows from which sign-in it came, and goes with it.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0660"
down_revision = "20261122_0650"
branch_labels = None
depends_on = None

KEPT: Final = ("deliveries", "notices", "notice_receipts", "notice_reads", "notice_terms")
NEWLY: Final = ("notice_reads", "notice_terms")
KEEP: Final = """
CREATE OR REPLACE FUNCTION notices_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR TG_TABLE_NAME NOT IN ('deliveries', 'notice_reads') THEN
    RAISE EXCEPTION 'what was sent stays registered as it was';
  END IF;
  IF TG_TABLE_NAME = 'notice_reads' THEN
    IF (NEW.notice_id, NEW.account_id, NEW.read_at) IS DISTINCT FROM (OLD.notice_id, OLD.account_id, OLD.read_at) THEN
      RAISE EXCEPTION 'what was read once stays read since then';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.notice_id, NEW.account_id, NEW.channel, NEW.template, NEW.key, NEW.created_at)
     IS DISTINCT FROM (OLD.notice_id, OLD.account_id, OLD.channel, OLD.template, OLD.key, OLD.created_at) THEN
    RAISE EXCEPTION 'what a delivery is about does not change';
  END IF;
  IF OLD.state IN ('delivered', 'failed')
     AND (NEW.ended_at, NEW.outcome, NEW.taken_at) IS DISTINCT FROM (OLD.ended_at, OLD.outcome, OLD.taken_at) THEN
    RAISE EXCEPTION 'how a delivery ended does not change';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
       WHEN 'queued' THEN NEW.state IN ('in_flight', 'delivered', 'failed', 'given_up')
       WHEN 'in_flight' THEN NEW.state <> 'queued'
       WHEN 'retrying' THEN NEW.state IN ('in_flight', 'given_up')
       WHEN 'given_up' THEN NEW.state = 'delivered'
       ELSE false END) THEN
    RAISE EXCEPTION 'a delivery does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$
"""
FORMER: Final = """
CREATE OR REPLACE FUNCTION notices_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_TABLE_NAME <> 'deliveries' THEN
    RAISE EXCEPTION 'what was sent stays registered as it was';
  END IF;
  IF (NEW.notice_id, NEW.account_id, NEW.channel, NEW.template, NEW.key, NEW.created_at)
     IS DISTINCT FROM (OLD.notice_id, OLD.account_id, OLD.channel, OLD.template, OLD.key, OLD.created_at) THEN
    RAISE EXCEPTION 'what a delivery is about does not change';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
       WHEN 'queued' THEN NEW.state IN ('in_flight', 'delivered', 'failed', 'given_up')
       WHEN 'in_flight' THEN NEW.state <> 'queued'
       WHEN 'retrying' THEN NEW.state IN ('in_flight', 'given_up')
       WHEN 'given_up' THEN NEW.state = 'delivered'
       ELSE false END) THEN
    RAISE EXCEPTION 'a delivery does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Let nothing of it be changed or emptied; devices name their session."""
    op.execute(KEEP)
    for table in NEWLY:
        op.execute(
            f"CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION notices_keep()"
        )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER keep_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION notices_keep()"
        )
    op.add_column("push_devices", sa.Column("session_id", sa.BigInteger))
    op.create_index("ix_push_devices_session_id", "push_devices", ["session_id"])


def downgrade() -> None:
    """Keep what was kept before."""
    op.drop_index("ix_push_devices_session_id", "push_devices")
    op.drop_column("push_devices", "session_id")
    for table in KEPT:
        op.execute(f"DROP TRIGGER keep_all ON {table}")
    for table in NEWLY:
        op.execute(f"DROP TRIGGER keep ON {table}")
    op.execute(FORMER)
