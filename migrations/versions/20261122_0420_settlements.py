"""Statements to carriers and stations."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0420"
down_revision = "20261122_0410"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TABLES: Final = "settlement_statements settlement_bookings settlement_accounts settlement_days settlement_differences"
REFUSE: Final = """
    CREATE FUNCTION settlements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was settled is only added to' USING ERRCODE = 'restrict_violation'; END $$
"""
KEEP_BOOKING: Final = """
    CREATE FUNCTION settlements_keep_booking() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.statement_id IS NOT NULL OR NEW.statement_id IS NULL
        OR to_jsonb(OLD) - 'statement_id' IS DISTINCT FROM to_jsonb(NEW) - 'statement_id'
      THEN RAISE EXCEPTION 'a booking is put into a statement once' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""
KEEP_STATEMENT: Final = """
    CREATE FUNCTION settlements_keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state = 'paid' OR (OLD.number, OLD.carrier_id, OLD.since, OLD.until, OLD.gross, OLD.station, OLD.advance,
          OLD.qepik, OLD.document_token)
        IS DISTINCT FROM (NEW.number, NEW.carrier_id, NEW.since, NEW.until, NEW.gross, NEW.station, NEW.advance,
          NEW.qepik, NEW.document_token)
      THEN RAISE EXCEPTION 'a statement keeps what it says' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""


def upgrade() -> None:
    """Make the tables, then what keeps them."""
    _statements()
    _bookings()
    _days()
    for body in (REFUSE, KEEP_BOOKING, KEEP_STATEMENT):
        op.execute(body)
    for name in TABLES.split():
        if name != "settlement_differences":
            _before("DELETE OR TRUNCATE", name, "kept", "STATEMENT", "settlements_refuse")
    for name in ("settlement_accounts", "settlement_days"):
        _before("UPDATE", name, "only_added", "STATEMENT", "settlements_refuse")
    _before("UPDATE", "settlement_bookings", "facts", "ROW", "settlements_keep_booking")
    _before("UPDATE", "settlement_statements", "facts", "ROW", "settlements_keep_statement")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("settlement_bookings")
    for name in ("settlement_statements", "settlement_accounts", "settlement_days", "settlement_differences"):
        op.drop_table(name)
    for name in ("settlements_refuse", "settlements_keep_booking", "settlements_keep_statement"):
        op.execute(f"DROP FUNCTION {name}()")


def _statements() -> None:
    table = "settlement_statements"
    _make(
        table,
        *_columns("public_id number state document_token drawn_name first_name second_name", sa.Text),
        *_columns("bank_reference paid_name", sa.Text),
        *_columns("year", sa.Integer),
        *_columns("serial carrier_id gross station advance qepik", sa.BigInteger),
        *_columns("first_by second_by", sa.BigInteger, null=True),
        *_columns("since until", sa.Date),
        *_columns("drawn_at", INSTANT),
        *_columns("first_at second_at paid_at", INSTANT, null=True),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}")) for name in ("public_id", "number")),
        sa.UniqueConstraint("carrier_id", "until", name=op.f("one_statement_up_to_a_day")),
        sa.UniqueConstraint("year", "serial", name=op.f(f"uq_{table}_year_serial")),
        _check(table, "state_known", "state IN ('drawn', 'agreed', 'approved', 'paid')"),
        _check(table, "days_in_order", "until >= since"),
        _check(table, "figures_agree", "qepik = gross - station - advance"),
        _check(table, "agreed_by_somebody", "(state IN ('agreed', 'approved', 'paid')) = (first_by IS NOT NULL)"),
        _check(table, "approved_by_somebody", "(state IN ('approved', 'paid')) = (second_by IS NOT NULL)"),
        _check(table, "two_persons_approve", "second_by <> first_by"),
        _check(table, "paid_by_the_bank", "(state = 'paid') = (paid_at IS NOT NULL AND btrim(bank_reference) <> '')"),
    )


def _bookings() -> None:
    table, waiting = "settlement_bookings", sa.text("statement_id IS NULL")
    _make(
        table,
        *_columns("key kind order ticket trip route station channel", sa.Text),
        *_columns("carrier_id gross carrier station_part advance", sa.BigInteger),
        *_columns("statement_id", sa.BigInteger, null=True),
        *_columns("count permille", sa.Integer),
        *_columns("day", sa.Date),
        *_columns("at", INSTANT),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["settlement_statements.id"], name=op.f(f"fk_{table}_statement_id_settlement_statements")
        ),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
        _check(
            table,
            "kind_known",
            "kind IN ('sold', 'refunded', 'exchanged', 'void', 'surcharge', 'card_rides')",
        ),
        _check(table, "parts_make_the_whole", "gross = carrier + station_part + advance"),
    )
    op.create_index("ix_settlement_bookings_waiting", table, ["carrier_id", "day"], postgresql_where=waiting)
    op.create_index("ix_settlement_bookings_statement_id", table, ["statement_id"])
    op.create_index("ix_settlement_bookings_day", table, ["day"])
    table = "settlement_accounts"
    _make(
        table,
        *_columns("iban", sa.LargeBinary),
        *_columns("bic set_by", sa.Text),
        *_columns("party_id", sa.BigInteger),
        *_columns("valid_from", sa.Date),
        *_columns("set_at", INSTANT),
        sa.UniqueConstraint("party_id", "valid_from", name=op.f("one_account_from_a_day")),
    )


def _days() -> None:
    table = "settlement_days"
    _make(
        table,
        *_columns("day", sa.Date),
        sa.Column("figures", JSONB, nullable=False),
        *_columns("closed_at", INSTANT),
        *_columns("closed_by", sa.BigInteger, null=True),
        *_columns("closed_name", sa.Text),
        sa.UniqueConstraint("day", name=op.f("one_closing_a_day")),
    )
    table, is_open = "settlement_differences", sa.text("closed_at IS NULL")
    _make(
        table,
        *_columns("public_id line subject assigned_name comment closed_name", sa.Text),
        *_columns("day", sa.Date),
        *_columns("expected found", sa.BigInteger),
        *_columns("assigned_to", sa.BigInteger, null=True),
        *_columns("noted_at", INSTANT),
        *_columns("closed_at", INSTANT, null=True),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        sa.UniqueConstraint("day", "line", "subject", name=op.f("one_difference_a_line")),
        _check(table, "closed_by_somebody", "(closed_at IS NULL) = (btrim(closed_name) = '')"),
        _check(table, "closed_with_words", "closed_at IS NULL OR btrim(comment) <> ''"),
    )
    op.create_index("ix_settlement_differences_open", table, ["id"], postgresql_where=is_open)


def _before(event: str, table: str, name: str, each: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()")


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
