"""Invoices of guests, money taken at tills, accounts of the ledger that have a floor, limits as dated rows."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0430"
down_revision = "20261122_0420"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ONLINE = "provider IN ('asan_odenis', 'stripe')"
WITH_TILL = "provider IN ('asan_odenis', 'stripe', 'till')"
KEEP_INVOICE = """
CREATE OR REPLACE FUNCTION payments_keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.payable, NEW.ref, NEW.qepik, NEW.opened_at{guest_new})
     IS DISTINCT FROM (OLD.public_id, OLD.payable, OLD.ref, OLD.qepik, OLD.opened_at{guest_old})
     OR ({party}NEW.party_id IS DISTINCT FROM OLD.party_id)
     OR (OLD.state <> 'open' AND NEW.state <> OLD.state) THEN
    RAISE EXCEPTION 'what an invoice says stays, and one that has ended is not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_ATTEMPT = """
CREATE OR REPLACE FUNCTION payments_keep_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.invoice_id, NEW.provider, NEW.qepik, NEW.currency{till_new})
     IS DISTINCT FROM (OLD.public_id, OLD.invoice_id, OLD.provider, OLD.qepik, OLD.currency{till_old})
     OR (OLD.provider_ref IS NOT NULL AND NEW.provider_ref IS DISTINCT FROM OLD.provider_ref) THEN
    RAISE EXCEPTION 'an attempt stays at its invoice, provider and amount' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_BALANCES = """
CREATE FUNCTION ledger_keep_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM ledger_accounts a WHERE a.floor IS NOT NULL AND a.code IN (SELECT account FROM fresh)
    ORDER BY a.code FOR UPDATE;
  UPDATE ledger_accounts a SET balance = a.balance + CASE a.side WHEN 'debit' THEN d.qepik ELSE -d.qepik END
    FROM (SELECT account, sum(qepik) AS qepik FROM fresh GROUP BY account) d
    WHERE a.code = d.account AND a.floor IS NOT NULL;
  RETURN NULL;
END $$
"""
KEEP_ACCOUNT = """
CREATE FUNCTION ledger_keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.code, NEW.side) IS DISTINCT FROM (OLD.code, OLD.side)
     OR (NEW.balance IS DISTINCT FROM OLD.balance AND pg_trigger_depth() < 2) THEN
    RAISE EXCEPTION 'a balance is moved by postings alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Widen invoices, attempts and refunds; make the accounts and the limits."""
    _guests()
    _tills()
    _accounts()
    _limits()


def downgrade() -> None:
    """Take everything back; what guests owe and tills took has no place in the older tables and must not be there."""
    op.drop_table("payment_limits")
    op.execute("DROP TRIGGER ledger_postings_balances ON ledger_postings")
    op.drop_table("ledger_accounts")
    op.execute("DROP FUNCTION ledger_keep_balances()")
    op.execute("DROP FUNCTION ledger_keep_account()")
    op.execute(KEEP_ATTEMPT.format(till_new="", till_old=""))
    op.execute(KEEP_INVOICE.format(guest_new="", guest_old="", party=""))
    op.drop_column("payment_refunds", "money_account")
    op.drop_constraint("ck_payment_attempts_till_has_its_account", "payment_attempts")
    op.drop_column("payment_attempts", "money_account")
    _providers(ONLINE)
    op.drop_constraint("ck_payment_invoices_somebody_owes", "payment_invoices")
    op.drop_constraint("uq_payment_invoices_guest_key", "payment_invoices")
    op.drop_column("payment_invoices", "guest_key")
    op.alter_column("payment_invoices", "party_id", nullable=False)


def _guests() -> None:
    table = "payment_invoices"
    op.alter_column(table, "party_id", nullable=True)
    op.add_column(table, sa.Column("guest_key", sa.LargeBinary))
    op.create_unique_constraint("uq_payment_invoices_guest_key", table, ["guest_key"])
    op.create_check_constraint("somebody_owes", table, "party_id IS NOT NULL OR guest_key IS NOT NULL")
    adopted = "OLD.party_id IS NOT NULL AND "
    op.execute(KEEP_INVOICE.format(guest_new=", NEW.guest_key", guest_old=", OLD.guest_key", party=adopted))


def _tills() -> None:
    _providers(WITH_TILL)
    op.add_column("payment_attempts", sa.Column("money_account", sa.Text))
    op.create_check_constraint(
        "till_has_its_account", "payment_attempts", "(provider = 'till') = (money_account IS NOT NULL)"
    )
    op.add_column("payment_refunds", sa.Column("money_account", sa.Text))
    op.execute(KEEP_ATTEMPT.format(till_new=", NEW.money_account", till_old=", OLD.money_account"))


def _providers(allowed: str) -> None:
    op.drop_constraint("ck_payment_attempts_provider", "payment_attempts")
    op.create_check_constraint("provider", "payment_attempts", allowed)


def _accounts() -> None:
    table = "ledger_accounts"
    op.create_table(
        table,
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("floor", sa.BigInteger),
        sa.Column("balance", sa.BigInteger),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_ledger_accounts"),
        sa.CheckConstraint("side IN ('debit', 'credit')", name="side"),
        sa.CheckConstraint("(floor IS NULL) = (balance IS NULL)", name="balance_of_the_limited"),
        sa.CheckConstraint("balance >= floor", name="floor"),
    )
    op.execute(KEEP_BALANCES)
    op.execute(KEEP_ACCOUNT)
    op.execute(
        "CREATE TRIGGER ledger_postings_balances AFTER INSERT ON ledger_postings REFERENCING NEW TABLE AS fresh "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balances()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_facts BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_keep_account()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
    )


def _limits() -> None:
    table = "payment_limits"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("qepik", sa.BigInteger, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.CheckConstraint("code IN ('refund_second_person')", name="code"),
        sa.CheckConstraint("qepik > 0 AND btrim(basis) <> ''", name="amount_with_its_basis"),
    )
    op.create_index("ix_payment_limits_code_since_id", table, ["code", "since", "id"])
    op.execute(
        "INSERT INTO payment_limits (code, since, qepik, basis, set_by, set_at) VALUES "
        "('refund_second_person', '2020-01-01', 50000, 'AYNA: ilkin hədd', 'Kabinet', now())"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
    )
