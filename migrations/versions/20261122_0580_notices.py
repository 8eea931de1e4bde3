"""Notices on every channel: kinds and channels wanted, devices, digests, receipts, the register of what was sent."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0580"
down_revision = "20261122_0570"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
CHANNEL: Final = "channel IN ('sms', 'email', 'push')"
ENDED: Final = "state IN ('delivered', 'failed', 'given_up')"
FORMER: Final = "ck_deliveries_ck_deliveries_"
KEPT: Final = ("deliveries", "notices", "notice_receipts")
LANES: Final = """
INSERT INTO notice_lanes (channel, lane, held_until, holder)
SELECT channel, lane, to_timestamp(0), '' FROM unnest(ARRAY['sms', 'email', 'push']) AS channel, generate_series(1, 2) AS lane
"""
SEED_LANES: Final = (
    LANES,
    "INSERT INTO notice_channels (channel, troubles) VALUES ('sms', 0), ('email', 0), ('push', 0)",
)
ASSUMED: Final = "Mənbələr bu göstəricini müəyyən etmir"
TERMS: Final = {"sms_part_price": 5, "sms_most_parts": 4, "most_an_hour": 20, "group_alone": 100, "receipt_days": 3}
KEEP: Final = """
CREATE FUNCTION notices_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
OLD_MESSAGES: Final = """
INSERT INTO deliveries (template, channel, language, sealed, key, state, attempts, created_at, sent_at, priority, gathered, due_at)
SELECT template, channel, language, sealed, key, state, attempts, created_at, sent_at, 1, false, created_at
FROM contact_messages ORDER BY id
"""
NEW_STATES: Final = """
UPDATE deliveries SET ended_at = CASE state WHEN 'queued' THEN NULL ELSE coalesce(sent_at, created_at) END,
  taken_at = sent_at, state = CASE state WHEN 'sent' THEN 'delivered' ELSE state END,
  outcome = CASE state WHEN 'sent' THEN 'taken' WHEN 'failed' THEN 'away' END
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def upgrade() -> None:
    """Make what is new; messages to contacts become deliveries."""
    _readers()
    _devices()
    _running()
    _deliveries()
    op.execute(KEEP)
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION notices_keep()"
        )


def _readers() -> None:
    op.add_column("notices", sa.Column("words", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE notices SET words = lower(params::text)")
    op.alter_column("notices", "words", server_default=None)
    op.add_column("notice_reads", sa.Column("archived_at", INSTANT))
    op.add_column("notice_preferences", sa.Column("channel", sa.Text, nullable=False, server_default="sms"))
    op.alter_column("notice_preferences", "channel", server_default=None)
    op.alter_column("notice_preferences", "sms", new_column_name="wanted")
    op.drop_constraint("pk_notice_preferences", "notice_preferences")
    op.create_primary_key("pk_notice_preferences", "notice_preferences", ["account_id", "area", "channel"])
    op.create_check_constraint("channel", "notice_preferences", CHANNEL)
    op.create_table(
        "notice_choices",
        *_columns("account_id", sa.BigInteger),
        *_columns("quiet_from quiet_until", sa.Time, null=True),
        *_columns("digest_hour", sa.Integer, null=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notice_choices_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_notice_choices"),
        sa.CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_whole"),
        sa.CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
    )


def _devices() -> None:
    op.create_table(
        "push_devices",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id name", sa.Text),
        *_columns("account_id", sa.BigInteger),
        *_columns("sealed endpoint_index", sa.LargeBinary, null=True),
        *_columns("created_at", INSTANT),
        *_columns("last_used_at ended_at", INSTANT, null=True),
        *_columns("ended_because", sa.Text, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_push_devices"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_push_devices_account_id"),
        sa.UniqueConstraint("public_id", name="uq_push_devices_public_id"),
        sa.UniqueConstraint("endpoint_index", name="uq_push_devices_endpoint_index"),
        sa.CheckConstraint("(ended_at IS NULL) = (sealed IS NOT NULL)", name="forgotten_when_over"),
        sa.CheckConstraint("(ended_at IS NULL) = (endpoint_index IS NOT NULL)", name="found_while_it_lasts"),
    )
    op.create_index("ix_push_devices_account_id", "push_devices", ["account_id"])


def _running() -> None:
    op.create_table(
        "notice_lanes",
        *_columns("channel holder", sa.Text),
        *_columns("lane", sa.Integer),
        *_columns("held_until", INSTANT),
        sa.PrimaryKeyConstraint("channel", "lane", name="pk_notice_lanes"),
    )
    op.create_table(
        "notice_channels",
        *_columns("channel", sa.Text),
        *_columns("troubles", sa.Integer),
        *_columns("closed_until", INSTANT, null=True),
        sa.PrimaryKeyConstraint("channel", name="pk_notice_channels"),
    )
    op.create_table(
        "notice_receipts",
        *_columns("event key state", sa.Text),
        *_columns("at received_at", INSTANT),
        sa.PrimaryKeyConstraint("event", name="pk_notice_receipts"),
    )
    op.create_index("ix_notice_receipts_key", "notice_receipts", ["key"])
    terms = op.create_table(
        "notice_terms",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("code basis", sa.Text),
        *_columns("value", sa.Integer),
        *_columns("since", sa.Date),
        *_columns("assumed", sa.Boolean),
        sa.PrimaryKeyConstraint("id", name="pk_notice_terms"),
        sa.UniqueConstraint("code", "since", name="uq_notice_terms_code_since"),
        sa.CheckConstraint("value >= 0", name="value_possible"),
    )
    first = {"since": date(2026, 1, 1), "basis": ASSUMED, "assumed": True}
    op.bulk_insert(terms, [{"code": code, "value": value, **first} for code, value in TERMS.items()])
    _broadcasts()
    for statement in SEED_LANES:
        op.execute(statement)


def _broadcasts() -> None:
    op.create_table(
        "notice_broadcasts",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id audience state", sa.Text),
        *_columns("texts", JSONB),
        *_columns("channels", ARRAY(sa.Text)),
        *_columns("two_people", sa.Boolean),
        *_columns("people told", sa.Integer),
        *_columns("reached proposed_by", sa.BigInteger),
        *_columns("decided_by", sa.BigInteger, null=True),
        *_columns("reason", sa.Text, null=True),
        *_columns("created_at", INSTANT),
        *_columns("decided_at sent_at", INSTANT, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice_broadcasts"),
        sa.UniqueConstraint("public_id", name="uq_notice_broadcasts_public_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["accounts.id"], name="fk_notice_broadcasts_proposed_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name="fk_notice_broadcasts_decided_by"),
        sa.CheckConstraint("state IN ('draft', 'waiting', 'sending', 'sent', 'refused')", name="state"),
        sa.CheckConstraint("NOT two_people OR decided_by IS NULL OR decided_by <> proposed_by", name="two_people"),
        sa.CheckConstraint("(state IN ('sending', 'sent', 'refused')) = (decided_at IS NOT NULL)", name="decided"),
    )
    op.create_index("ix_notice_broadcasts_state_id", "notice_broadcasts", ["state", "id"])


def _deliveries() -> None:
    for name in ("channel", "state", "sent_at_an_instant"):
        op.drop_constraint(f"{FORMER}{name}", "deliveries")
    op.drop_constraint("uq_deliveries_notice_id_account_id_channel", "deliveries")
    for name in ("notice_id", "account_id"):
        op.alter_column("deliveries", name, nullable=True)
    for column in (
        *_columns("device_id carried_by", sa.BigInteger, null=True),
        *_columns("template language outcome", sa.Text, null=True),
        *_columns("sealed", sa.LargeBinary, null=True),
        *_columns("priority parts cost", sa.Integer, null=True),
        *_columns("gathered", sa.Boolean, null=True),
        *_columns("due_at taken_at ended_at", INSTANT, null=True),
    ):
        op.add_column("deliveries", column)
    op.execute(
        "UPDATE deliveries AS one SET template = notices.template, priority = 1, gathered = false, due_at = one.created_at"
        " FROM notices WHERE notices.id = one.notice_id"
    )
    op.execute(OLD_MESSAGES)
    op.execute(NEW_STATES)
    op.drop_table("contact_messages")
    op.drop_column("deliveries", "sent_at")
    for name in ("template", "priority", "gathered", "due_at"):
        op.alter_column("deliveries", name, nullable=False)
    _delivery_rules()


def _delivery_rules() -> None:
    op.create_foreign_key("fk_deliveries_device_id", "deliveries", "push_devices", ["device_id"], ["id"])
    op.create_foreign_key("fk_deliveries_carried_by", "deliveries", "deliveries", ["carried_by"], ["id"])
    for name, rule in {
        "channel": CHANNEL,
        "state": "state IN ('queued', 'in_flight', 'retrying', 'delivered', 'failed', 'given_up')",
        "ended_at_an_instant": f"({ENDED}) = (ended_at IS NOT NULL)",
        "contact_has_language": "(account_id IS NULL) = (language IS NOT NULL)",
        "notice_has_account": "notice_id IS NULL OR account_id IS NOT NULL",
        "sealed_for_contacts": "account_id IS NULL OR sealed IS NULL",
        "forgotten_when_over": "sealed IS NULL OR (ended_at IS NULL AND taken_at IS NULL)",
    }.items():
        op.create_check_constraint(name, "deliveries", rule)
    whole = {"unique": True, "postgresql_where": sa.text("device_id IS NULL")}
    op.create_index("uq_deliveries_notice_channel", "deliveries", ["notice_id", "account_id", "channel"], **whole)
    op.create_index("uq_deliveries_notice_device", "deliveries", ["notice_id", "device_id"], unique=True)
    for name, columns, where in (
        ("waiting", ["channel", "priority", "due_at"], "ended_at IS NULL AND taken_at IS NULL AND NOT gathered"),
        ("awaiting", ["due_at"], "state = 'in_flight' AND taken_at IS NOT NULL"),
        ("gathered", ["due_at"], "gathered AND ended_at IS NULL AND carried_by IS NULL"),
        ("carried_by", ["carried_by"], "carried_by IS NOT NULL"),
    ):
        op.create_index(f"ix_deliveries_{name}", "deliveries", columns, postgresql_where=sa.text(where))
    op.create_index("ix_deliveries_account_id_created_at", "deliveries", ["account_id", "created_at"])


def downgrade() -> None:
    """Go back; what was told without an account, and what people chose by channel, is lost."""
    for table in KEPT:
        op.execute(f"DROP TRIGGER keep ON {table}")
    op.execute("DROP FUNCTION notices_keep")
    _former_deliveries()
    op.execute("DELETE FROM notice_preferences WHERE channel <> 'sms'")
    op.drop_constraint("channel", "notice_preferences", type_="check")
    op.drop_constraint("pk_notice_preferences", "notice_preferences")
    op.create_primary_key("pk_notice_preferences", "notice_preferences", ["account_id", "area"])
    op.alter_column("notice_preferences", "wanted", new_column_name="sms")
    op.drop_column("notice_preferences", "channel")
    op.drop_column("notice_reads", "archived_at")
    op.drop_column("notices", "words")
    for table in ("broadcasts", "terms", "receipts", "channels", "lanes", "choices"):
        op.drop_table(f"notice_{table}")


def _former_deliveries() -> None:
    op.execute("DELETE FROM deliveries WHERE notice_id IS NULL OR device_id IS NOT NULL OR channel = 'push'")
    for name in ("state", "ended_at_an_instant", "channel", "notice_has_account"):
        op.drop_constraint(name, "deliveries", type_="check")
    op.add_column("deliveries", sa.Column("sent_at", INSTANT))
    op.execute(
        "UPDATE deliveries SET sent_at = CASE state WHEN 'delivered' THEN ended_at END, state = CASE state"
        " WHEN 'delivered' THEN 'sent' WHEN 'failed' THEN 'failed' WHEN 'given_up' THEN 'failed' ELSE 'queued' END"
    )
    op.drop_index("ix_deliveries_account_id_created_at", "deliveries")
    gone = "device_id carried_by template language outcome sealed priority parts cost gathered due_at taken_at ended_at"
    for column in gone.split():  # their rules and indexes go with them
        op.drop_column("deliveries", column)
    op.alter_column("deliveries", "notice_id", nullable=False)
    op.alter_column("deliveries", "account_id", nullable=False)
    unique = ["notice_id", "account_id", "channel"]
    op.create_unique_constraint(f"uq_deliveries_{'_'.join(unique)}", "deliveries", unique)
    op.create_check_constraint("ck_deliveries_channel", "deliveries", "channel IN ('sms', 'email')")
    op.create_check_constraint("ck_deliveries_state", "deliveries", "state IN ('queued', 'sent', 'failed')")
    op.create_check_constraint(
        "ck_deliveries_sent_at_an_instant", "deliveries", "(state = 'sent') = (sent_at IS NOT NULL)"
    )
    op.drop_table("push_devices")
    op.create_table(
        "contact_messages",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        *_columns("template channel language key state", sa.Text),
        *_columns("sealed", sa.LargeBinary, null=True),
        *_columns("attempts", sa.Integer),
        *_columns("created_at", INSTANT),
        *_columns("sent_at", INSTANT, null=True),
    )
