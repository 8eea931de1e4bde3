"""Tills, shifts, their sales."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0410"
down_revision = "20261122_0400"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TABLES: Final = "till_keepers till_shares tills till_shifts till_operations till_orders"
CATEGORIES: Final = "category IN ('first', 'second', 'small_first', 'small_other')"
SIGNS: Final = (
    "CASE WHEN kind IN ('tickets', 'card', 'top_up', 'cash_in') THEN qepik > 0 "
    "WHEN kind IN ('refund', 'void', 'payout', 'cash_out') THEN qepik < 0 ELSE qepik <> 0 END"
)
REFUSE: Final = """
    CREATE FUNCTION tills_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what a till did is only added to' USING ERRCODE = 'restrict_violation'; END $$
"""
OPEN_ONLY: Final = """
    CREATE FUNCTION tills_open_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM till_shifts WHERE id = NEW.shift_id AND state = 'open' FOR SHARE;
      IF NOT FOUND THEN RAISE EXCEPTION 'the shift is closed' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""
KEEP_SHIFT: Final = """
    CREATE FUNCTION tills_keep_shift() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state = 'closed' OR (OLD.till_id, OLD.account_id, OLD.opened_at, OLD.brought, OLD.opening, OLD.terminal_before)
        IS DISTINCT FROM (NEW.till_id, NEW.account_id, NEW.opened_at, NEW.brought, NEW.opening, NEW.terminal_before)
      THEN RAISE EXCEPTION 'a shift keeps what it says' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""


def upgrade() -> None:
    """Make the tables, then what keeps them."""
    _stations()
    _shifts()
    _operations()
    for body in (REFUSE, OPEN_ONLY, KEEP_SHIFT):
        op.execute(body)
    for name in ("till_operations", "till_shares"):
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tills_refuse()"
        )
    op.execute(
        "CREATE TRIGGER till_shifts_kept BEFORE DELETE OR TRUNCATE ON till_shifts "
        "FOR EACH STATEMENT EXECUTE FUNCTION tills_refuse()"
    )
    op.execute(
        "CREATE TRIGGER till_shifts_facts BEFORE UPDATE ON till_shifts FOR EACH ROW EXECUTE FUNCTION tills_keep_shift()"
    )
    op.execute(
        "CREATE TRIGGER till_operations_open_only BEFORE INSERT ON till_operations "
        "FOR EACH ROW EXECUTE FUNCTION tills_open_only()"
    )


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)
    for name in ("tills_refuse", "tills_open_only", "tills_keep_shift"):
        op.execute(f"DROP FUNCTION {name}()")


def _stations() -> None:
    table = "till_keepers"
    _make(
        table,
        *_columns("station_id party_id", sa.BigInteger),
        *_columns("category", sa.Text),
        *_columns("valid_from", sa.Date),
        _to(table, "station_id", "bus_stations"),
        sa.UniqueConstraint("station_id", "valid_from", name=op.f("one_keeper_from_a_day")),
        _check(table, "category_known", CATEGORIES),
    )
    op.create_index("ix_till_keepers_party_id", table, ["party_id"])
    table = "till_shares"
    _make(
        table,
        *_columns("category basis", sa.Text),
        *_columns("permille", sa.Integer),
        *_columns("valid_from", sa.Date),
        *_columns("standard", sa.Boolean),
        sa.UniqueConstraint("category", "valid_from", name=op.f("one_share_from_a_day")),
        _check(table, "category_known", CATEGORIES),
        _check(table, "row_possible", "permille BETWEEN 0 AND 220 AND btrim(basis) <> ''"),
    )
    table = "tills"
    _make(
        table,
        *_columns("public_id code name", sa.Text),
        *_columns("station_id party_id", sa.BigInteger),
        *_columns("in_use", sa.Boolean),
        *_columns("made_at", INSTANT),
        _to(table, "station_id", "bus_stations"),
        sa.UniqueConstraint("public_id", name=op.f("uq_tills_public_id")),
        _check(table, "code_possible", "code ~ '^[A-Z]{3}-[0-9]{1,2}$'"),
    )
    op.create_index("uq_tills_code", table, ["code"], unique=True)
    op.create_index("ix_tills_party_id", table, ["party_id"])


def _shifts() -> None:
    table, is_open = "till_shifts", sa.text("state = 'open'")
    _make(
        table,
        *_columns("public_id cashier state closed_name reason", sa.Text),
        *_columns("z_number document_token", sa.Text, null=True),
        *_columns("till_id account_id brought opening terminal_before", sa.BigInteger),
        *_columns("closed_by expected counted ledger_cash ledger_terminal", sa.BigInteger, null=True),
        *_columns("opened_at", INSTANT),
        *_columns("closed_at", INSTANT, null=True),
        sa.Column("counts", JSONB, nullable=True),
        _to(table, "till_id", "tills"),
        sa.UniqueConstraint("public_id", name=op.f("uq_till_shifts_public_id")),
        _check(table, "state_known", "state IN ('open', 'closed')"),
        _check(
            table,
            "closed_with_a_report",
            "(state = 'closed') = (closed_at IS NOT NULL AND counted IS NOT NULL AND expected IS NOT NULL "
            "AND z_number IS NOT NULL AND document_token IS NOT NULL)",
        ),
        _check(table, "cash_is_not_negative", "opening >= 0 AND counted >= 0"),
        _check(table, "difference_with_a_reason", "counted = expected OR btrim(reason) <> ''"),
        _check(table, "another_closes_with_a_reason", "closed_by = account_id OR btrim(reason) <> ''"),
    )
    op.create_index("one_open_shift_per_till", table, ["till_id"], unique=True, postgresql_where=is_open)
    op.create_index("one_open_shift_per_cashier", table, ["account_id"], unique=True, postgresql_where=is_open)
    op.create_index("ix_till_shifts_till_id_id", table, ["till_id", "id"])
    op.create_index("uq_till_shifts_z_number", table, ["z_number"], unique=True)


def _operations() -> None:
    table = "till_operations"
    _make(
        table,
        *_columns("public_id kind method ref reference note once", sa.Text),
        *_columns("shift_id qepik", sa.BigInteger),
        *_columns("given", sa.BigInteger, null=True),
        *_columns("at", INSTANT),
        _to(table, "shift_id", "till_shifts"),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}")) for name in ("public_id", "once")),
        _check(
            table,
            "kind_known",
            "kind IN ('tickets', 'card', 'top_up', 'refund', 'void', 'payout', 'cash_in', 'cash_out', 'difference')",
        ),
        _check(table, "method_known", "method IN ('cash', 'terminal')"),
        _check(table, "sign_of_the_kind", SIGNS),
        _check(table, "cash_moves_as_cash", "method = 'cash' OR kind NOT IN ('cash_in', 'cash_out', 'difference')"),
        _check(table, "terminal_with_a_reference", "method = 'cash' OR qepik < 0 OR btrim(reference) <> ''"),
        _check(
            table,
            "said_why",
            "kind NOT IN ('cash_in', 'cash_out', 'difference', 'void') OR btrim(note) <> ''",
        ),
    )
    op.create_index("ix_till_operations_shift_id_id", table, ["shift_id", "id"])
    op.create_index("ix_till_operations_kind_ref", table, ["kind", "ref"])
    sold = sa.text("kind = 'tickets'")
    op.create_index("one_sale_an_order", table, ["ref"], unique=True, postgresql_where=sold)
    op.create_table(
        "till_orders",
        *_columns("order", sa.Text),
        *_columns("shift_id", sa.BigInteger),
        *_columns("at", INSTANT),
        sa.PrimaryKeyConstraint("order", name=op.f("pk_till_orders")),
        _to("till_orders", "shift_id", "till_shifts"),
    )
    op.create_index("ix_till_orders_shift_id", "till_orders", ["shift_id"])


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
