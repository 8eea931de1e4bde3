"""Refunds of what was applied, credit notes, reconciliation runs with what they compared, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0315"
down_revision = "20261122_0310"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = "'asked', 'approved', 'sent', 'waiting', 'done', 'refused'"
STATES_BEFORE = "'asked', 'approved', 'done', 'refused'"
PROVIDERS = "provider IN ('asan_odenis', 'stripe')"
NEW_TABLES = ("payment_credit_notes", "payment_runs", "payment_run_lines")
KEEP_REFUND = """
CREATE FUNCTION payments_keep_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  paid bigint;
  given numeric;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.public_id, NEW.attempt_id, NEW.qepik, NEW.applied, NEW.key)
       IS DISTINCT FROM (OLD.public_id, OLD.attempt_id, OLD.qepik, OLD.applied, OLD.key)
       OR (OLD.state IN ('done', 'refused') AND NEW.state <> OLD.state) THEN
      RAISE EXCEPTION 'a refund stays at its payment and amount, and one that has ended stays so' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NEW.applied THEN
    SELECT qepik INTO paid FROM payment_attempts WHERE id = NEW.attempt_id FOR UPDATE;
    SELECT coalesce(sum(qepik), 0) INTO given FROM payment_refunds
      WHERE attempt_id = NEW.attempt_id AND applied AND state <> 'refused';
    IF given + NEW.qepik > paid THEN
      RAISE EXCEPTION 'refunds of % qəpik would be more than the % paid', given + NEW.qepik, paid
        USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_within_payment';
    END IF;
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Widen refunds and invoices, make the new tables and their triggers."""
    _refunds()
    op.add_column("payment_invoices", sa.Column("reminded_at", INSTANT))
    _credit_notes()
    _runs()
    op.execute(KEEP_REFUND)
    op.execute(
        "CREATE TRIGGER payment_refunds_facts BEFORE INSERT OR UPDATE ON payment_refunds "
        "FOR EACH ROW EXECUTE FUNCTION payments_keep_refund()"
    )
    for name in NEW_TABLES:
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
        )


def downgrade() -> None:
    """Take everything back; a refund of applied money has no place in the older table and must not be there."""
    for name in reversed(NEW_TABLES):
        op.drop_table(name)
    op.execute("DROP TRIGGER payment_refunds_facts ON payment_refunds")
    op.execute("DROP FUNCTION payments_keep_refund()")
    op.drop_column("payment_invoices", "reminded_at")
    op.drop_index("one_refund_per_attempt", "payment_refunds")
    op.drop_index("ix_payment_refunds_attempt_id", "payment_refunds")
    op.drop_index("ix_payment_refunds_under_way", "payment_refunds")
    op.drop_constraint("uq_payment_refunds_key", "payment_refunds")
    op.drop_constraint("ck_payment_refunds_state", "payment_refunds")
    for name in ("applied", "key", "tries", "trouble", "returned_at"):
        op.drop_column("payment_refunds", name)
    op.create_check_constraint("state", "payment_refunds", f"state IN ({STATES_BEFORE})")
    once = sa.text("state <> 'refused'")
    op.create_index("one_refund_per_attempt", "payment_refunds", ["attempt_id"], unique=True, postgresql_where=once)


def _refunds() -> None:
    table = "payment_refunds"
    op.add_column(table, sa.Column("applied", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column(table, sa.Column("key", sa.Text))
    op.add_column(table, sa.Column("tries", sa.Integer, nullable=False, server_default=sa.text("1")))
    op.add_column(table, sa.Column("trouble", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column(table, sa.Column("returned_at", INSTANT))
    op.drop_constraint("ck_payment_refunds_state", table)
    op.create_check_constraint("state", table, f"state IN ({STATES})")
    op.create_check_constraint("key_of_the_applied", table, "applied = (key IS NOT NULL)")
    op.create_unique_constraint("uq_payment_refunds_key", table, ["key"])
    op.drop_index("one_refund_per_attempt", table)
    once = sa.text("state <> 'refused' AND NOT applied")
    op.create_index("one_refund_per_attempt", table, ["attempt_id"], unique=True, postgresql_where=once)
    op.create_index("ix_payment_refunds_attempt_id", table, ["attempt_id"])
    under_way = sa.text("state NOT IN ('done', 'refused')")
    op.create_index("ix_payment_refunds_under_way", table, ["id"], postgresql_where=under_way)


def _credit_notes() -> None:
    table = "payment_credit_notes"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("serial", sa.BigInteger, nullable=False),
        sa.Column("refund_id", sa.BigInteger, nullable=False),
        sa.Column("document_token", sa.Text, nullable=False),
        sa.Column("qepik", sa.BigInteger, nullable=False),
        sa.Column("payer_name", sa.Text, nullable=False),
        sa.Column("payer_number", sa.LargeBinary, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("number", name=f"uq_{table}_number"),
        sa.UniqueConstraint("refund_id", name=f"uq_{table}_refund_id"),
        sa.UniqueConstraint("year", "serial", name=f"uq_{table}_year_serial"),
        sa.ForeignKeyConstraint(["refund_id"], ["payment_refunds.id"], name=f"fk_{table}_refund_id"),
        sa.CheckConstraint("serial > 0 AND qepik > 0", name="amounts"),
    )


def _runs() -> None:
    table = "payment_runs"
    sums = ("payments_here", "payments_there", "refunds_here", "refunds_there")
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in sums),
        sa.Column("differences", sa.Integer, nullable=False),
        sa.Column("compared_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("public_id", name=f"uq_{table}_public_id"),
        sa.CheckConstraint(PROVIDERS, name="provider"),
        sa.CheckConstraint("outcome IN ('agrees', 'differs', 'unusable')", name="outcome"),
    )
    lines = "payment_run_lines"
    op.create_table(
        lines,
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("run_id", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "ref", "expected", "found", "verdict")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{lines}"),
        sa.ForeignKeyConstraint(["run_id"], [f"{table}.id"], name=f"fk_{lines}_run_id"),
    )
    op.create_index("ix_payment_run_lines_run_id_id", lines, ["run_id", "id"])
