"""Invoices, attempts, receipts, and the ledger: what is paid stays as it was written."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0310"
down_revision = "20261122_0300"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
LIVE = "state IN ('created', 'pending', 'held')"
PROVIDERS = "provider IN ('asan_odenis', 'stripe')"
TABLES = (
    "payment_invoices payment_lines payment_attempts payment_notices payment_receipts payment_differences "
    "payment_refunds ledger_entries ledger_postings"
)
APPEND_ONLY = "payment_lines payment_notices payment_receipts ledger_entries ledger_postings"
REFUSE = """
CREATE FUNCTION payments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is paid is append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
KEEP_INVOICE = """
CREATE FUNCTION payments_keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.payable, NEW.ref, NEW.party_id, NEW.qepik, NEW.opened_at)
     IS DISTINCT FROM (OLD.public_id, OLD.payable, OLD.ref, OLD.party_id, OLD.qepik, OLD.opened_at)
     OR (OLD.state <> 'open' AND NEW.state <> OLD.state) THEN
    RAISE EXCEPTION 'what an invoice says stays, and one that has ended is not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_ATTEMPT = """
CREATE FUNCTION payments_keep_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.invoice_id, NEW.provider, NEW.qepik, NEW.currency)
     IS DISTINCT FROM (OLD.public_id, OLD.invoice_id, OLD.provider, OLD.qepik, OLD.currency)
     OR (OLD.provider_ref IS NOT NULL AND NEW.provider_ref IS DISTINCT FROM OLD.provider_ref) THEN
    RAISE EXCEPTION 'an attempt stays at its invoice, provider and amount' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
BALANCED = """
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry bigint := CASE TG_TABLE_NAME WHEN 'ledger_entries' THEN (to_jsonb(NEW) ->> 'id')::bigint
                  ELSE (to_jsonb(NEW) ->> 'entry_id')::bigint END;
  total numeric;
  sides bigint;
BEGIN
  SELECT sum(qepik), count(*) INTO total, sides FROM ledger_postings WHERE entry_id = entry;
  IF sides < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'ledger entry % does not balance: % in % postings', entry, total, sides
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
  END IF;
  RETURN NULL;
END $$
"""
FUNCTIONS = "payments_refuse payments_keep_invoice payments_keep_attempt ledger_balanced"


def upgrade() -> None:
    """Make the tables and the triggers that hold them."""
    _invoices()
    _attempts()
    _proofs()
    _work()
    _ledger()
    _triggers()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)
    for name in FUNCTIONS.split():
        op.execute(f"DROP FUNCTION {name}()")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    key = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, key, *parts, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"))


def _given(
    kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str
) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name in names.split()]


def _open(kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind) for name in names.split()]


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _invoices() -> None:
    table = "payment_invoices"
    _table(
        table,
        *_given(sa.Text, "public_id payable ref state reason"),
        *_given(sa.BigInteger, "party_id qepik"),
        *_open(sa.Date, "due_on"),
        *_given(INSTANT, "opened_at"),
        *_open(INSTANT, "closed_at"),
        _unique(table, "public_id"),
        sa.CheckConstraint("state IN ('open', 'paid', 'cancelled', 'lapsed')", name="state"),
        sa.CheckConstraint("qepik BETWEEN 1 AND 1000000000", name="amount"),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at_an_instant"),
    )
    still = sa.text("state = 'open'")
    op.create_index("one_open_invoice_per_matter", table, ["payable", "ref"], unique=True, postgresql_where=still)
    op.create_index("ix_payment_invoices_payable_ref_id", table, ["payable", "ref", "id"])
    op.create_index("ix_payment_invoices_party_id_id", table, ["party_id", "id"])
    op.create_index("ix_payment_invoices_open_due", table, ["due_on"], postgresql_where=still)
    _table(
        "payment_lines",
        *_given(sa.BigInteger, "invoice_id qepik"),
        *_given(sa.Integer, "position units"),
        *_given(sa.Text, "what basis"),
        _unique("payment_lines", "invoice_id", "position"),
        _refers("payment_lines", "invoice_id", table),
        sa.CheckConstraint("qepik >= 0 AND units > 0", name="amounts"),
        sa.CheckConstraint("btrim(basis) <> ''", name="legal_basis"),
    )


def _attempts() -> None:
    table = "payment_attempts"
    _table(
        table,
        *_given(sa.Text, "public_id provider currency state transaction"),
        *_given(sa.BigInteger, "invoice_id qepik"),
        *_open(sa.Text, "provider_ref address"),
        *_open(sa.BigInteger, "account_id"),
        *_given(INSTANT, "started_at"),
        *_open(INSTANT, "paid_at ended_at"),
        _unique(table, "public_id"),
        _refers(table, "invoice_id", "payment_invoices"),
        sa.CheckConstraint(PROVIDERS, name="provider"),
        sa.CheckConstraint(
            "state IN ('created', 'pending', 'held', 'succeeded', 'failed', 'cancelled', 'expired', 'late', 'returned')",
            name="state",
        ),
        sa.CheckConstraint("qepik > 0", name="amount"),
    )
    live = sa.text(LIVE)
    op.create_index("one_live_attempt_per_invoice", table, ["invoice_id"], unique=True, postgresql_where=live)
    op.create_index("ix_payment_attempts_invoice_id_id", table, ["invoice_id", "id"])
    op.create_index("ix_payment_attempts_live", table, ["started_at"], postgresql_where=live)
    op.create_index("uq_payment_attempts_provider_ref", table, ["provider", "provider_ref"], unique=True)


def _proofs() -> None:
    table = "payment_notices"
    _table(
        table,
        *_given(sa.Text, "provider event_id kind"),
        *_given(sa.LargeBinary, "body_sha256"),
        *_open(sa.BigInteger, "attempt_id"),
        *_given(INSTANT, "received_at"),
        sa.UniqueConstraint("provider", "event_id", name="one_notice_per_event"),
        _refers(table, "attempt_id", "payment_attempts"),
        sa.CheckConstraint(PROVIDERS, name="provider"),
    )
    op.create_index("ix_payment_notices_attempt_id", table, ["attempt_id"])
    table = "payment_receipts"
    _table(
        table,
        *_given(sa.Text, "number document_token payer_name"),
        *_given(sa.Integer, "year"),
        *_given(sa.BigInteger, "serial invoice_id attempt_id qepik"),
        *_given(sa.LargeBinary, "payer_number"),
        *_given(INSTANT, "issued_at"),
        *(_unique(table, name) for name in ("number", "invoice_id", "attempt_id")),
        _unique(table, "year", "serial"),
        _refers(table, "invoice_id", "payment_invoices"),
        _refers(table, "attempt_id", "payment_attempts"),
        sa.CheckConstraint("serial > 0 AND qepik > 0", name="amounts"),
    )


def _work() -> None:
    table = "payment_differences"
    _table(
        table,
        *_given(sa.Text, "public_id kind provider provider_ref expected found resolution"),
        *_open(sa.BigInteger, "attempt_id"),
        *_given(INSTANT, "noted_at"),
        *_open(INSTANT, "closed_at"),
        *_open(sa.Text, "closed_by"),
        _unique(table, "public_id"),
        _refers(table, "attempt_id", "payment_attempts"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
    )
    op.create_index("one_difference_per_payment", table, ["provider", "provider_ref", "kind"], unique=True)
    op.create_index("ix_payment_differences_open", table, ["id"], postgresql_where=sa.text("closed_at IS NULL"))
    op.create_index("ix_payment_differences_attempt_id", table, ["attempt_id"])
    table = "payment_refunds"
    _table(
        table,
        *_given(sa.Text, "public_id state reason asked_name approved_name"),
        *_given(sa.BigInteger, "attempt_id qepik"),
        *_open(sa.BigInteger, "asked_by"),
        *_open(sa.Text, "provider_ref"),
        *_given(INSTANT, "asked_at"),
        *_open(INSTANT, "ended_at"),
        _unique(table, "public_id"),
        _refers(table, "attempt_id", "payment_attempts"),
        sa.CheckConstraint("state IN ('asked', 'approved', 'done', 'refused')", name="state"),
        sa.CheckConstraint("qepik > 0", name="amount"),
    )
    once = sa.text("state <> 'refused'")
    op.create_index("one_refund_per_attempt", table, ["attempt_id"], unique=True, postgresql_where=once)


def _ledger() -> None:
    _table(
        "ledger_entries",
        *_given(sa.Text, "key kind ref"),
        *_open(sa.BigInteger, "reverses_id"),
        *_given(INSTANT, "at"),
        *(_unique("ledger_entries", name) for name in ("key", "reverses_id")),
        _refers("ledger_entries", "reverses_id", "ledger_entries"),
    )
    op.create_index("ix_ledger_entries_ref", "ledger_entries", ["ref"])
    _table(
        "ledger_postings",
        *_given(sa.BigInteger, "entry_id qepik"),
        *_given(sa.Text, "account"),
        _refers("ledger_postings", "entry_id", "ledger_entries"),
        sa.CheckConstraint("qepik <> 0", name="amount"),
    )
    op.create_index("ix_ledger_postings_entry_id", "ledger_postings", ["entry_id"])
    op.create_index(
        "ix_ledger_postings_account_entry_id", "ledger_postings", ["account", "entry_id"], postgresql_include=["qepik"]
    )


def _triggers() -> None:
    for body in (REFUSE, KEEP_INVOICE, KEEP_ATTEMPT, BALANCED):
        op.execute(body)
    for name in APPEND_ONLY.split():
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
        )
    for name in ("payment_invoices", "payment_attempts", "payment_differences", "payment_refunds"):
        op.execute(
            f"CREATE TRIGGER {name}_kept BEFORE DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse()"
        )
    for name, keeper in (("payment_invoices", "invoice"), ("payment_attempts", "attempt")):
        op.execute(
            f"CREATE TRIGGER {name}_facts BEFORE UPDATE ON {name} "
            f"FOR EACH ROW EXECUTE FUNCTION payments_keep_{keeper}()"
        )
    for name in ("ledger_entries", "ledger_postings"):
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {name}_balanced AFTER INSERT ON {name} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced()"
        )
