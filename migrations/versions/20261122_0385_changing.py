"""Refund, exchange and transfer of tickets; cancelled trips; another bus."""

from datetime import UTC, date, datetime
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0385"
down_revision = "20261122_0380"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TABLES: Final = (
    "bus_change_tiers bus_quotes bus_changes bus_change_lines bus_change_refunds bus_ticket_funds bus_claims bus_swaps"
    " bus_unplaced"
)
RULES: Final = (
    "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı ilə təsdiq edilmiş Qaydalar, 6-cı bölmə"
)
FAULT: Final = f"{RULES}; daşıyıcının təqsiri olduqda tam qaytarma (qəbul edilmiş oxunuş)"
LITERAL: Final = f"{RULES}; mənbədəki hərfi mətn: “15 dəqiqədən az” (üçüncü hədlə ziddiyyət təşkil edir)"
# band, minutes before the departure, thousandths kept, commission kept, thousandths added, delay, basis, in force
TIERS: Final = (
    ("early", 120, 0, True, 0, None, RULES, True),
    ("late", 15, 150, True, 0, None, RULES, True),
    ("last", 0, 250, False, 250, None, RULES, True),
    ("missed", -120, 250, False, 250, None, RULES, True),
    ("papers", -4320, 250, False, 250, None, RULES, True),
    ("carrier", None, 0, False, 0, 120, FAULT, True),
    ("early", 15, 0, True, 0, None, LITERAL, False),
    ("late", 0, 150, True, 0, None, LITERAL, False),
)


def upgrade() -> None:
    """Make the tables; write the rows of the rules, which are only added from then on."""
    _tiers()
    _quotes()
    _changes()
    _lines()
    _claims()
    _swaps()
    op.execute(
        "CREATE TRIGGER bus_change_tiers_append_only BEFORE UPDATE OR DELETE ON bus_change_tiers "
        "FOR EACH STATEMENT EXECUTE FUNCTION bus_refuse()"
    )


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(name))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _tiers() -> None:
    _make(
        "bus_change_tiers",
        *_columns("band basis added_by", sa.Text),
        *_columns("route_id", sa.BigInteger, null=True),
        *_columns("minutes delay", sa.Integer, null=True),
        *_columns("keeps adds", sa.Integer),
        *_columns("commission is_default", sa.Boolean),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        *_columns("added_at", INSTANT),
        sa.UniqueConstraint(
            *("band", "route_id", "is_default", "valid_from"),
            name=op.f("one_tier_from_a_day"),
            postgresql_nulls_not_distinct=True,
        ),
        _to("bus_change_tiers", "route_id", "bus_routes"),
        _check("bus_change_tiers_band_known", "band IN ('early', 'late', 'last', 'missed', 'papers', 'carrier')"),
        _check("bus_change_tiers_minutes_but_for_a_fault", "(band = 'carrier') = (minutes IS NULL)"),
        _check("bus_change_tiers_shares_possible", "keeps BETWEEN 0 AND 1000 AND adds BETWEEN 0 AND 1000"),
        _check("bus_change_tiers_basis_named", "btrim(basis) <> ''"),
        _check("bus_change_tiers_days_in_order", "valid_to >= valid_from"),
    )
    names = ("band", "minutes", "keeps", "commission", "adds", "delay", "basis", "is_default")
    always = {"valid_from": date(2026, 1, 1), "added_at": datetime(2026, 1, 1, tzinfo=UTC), "added_by": "AYNA"}
    columns = [sa.column(name) for name in (*names, *always)]
    table = sa.table("bus_change_tiers", *columns)
    op.bulk_insert(table, [dict(zip(names, row, strict=True)) | always for row in TIERS])


def _quotes() -> None:
    _make(
        "bus_quotes",
        *_columns("public_id", sa.Text),
        *_columns("order_id back", sa.BigInteger),
        *_columns("lines", JSONB),
        *_columns("made_at expires_at", INSTANT),
        _unique("uq_bus_quotes_public_id", "public_id"),
        _to("bus_quotes", "order_id", "bus_orders"),
    )
    op.create_index("ix_bus_quotes_order_id", "bus_quotes", ["order_id"])


def _changes() -> None:
    _make(
        "bus_changes",
        *_columns("public_id kind state reason basis", sa.Text),
        *_columns("key invoice", sa.Text, null=True),
        *_columns("order_id due", sa.BigInteger),
        *_columns("quote_id", sa.BigInteger, null=True),
        *_columns("made_at", INSTANT),
        *_columns("until ended_at", INSTANT, null=True),
        _unique("uq_bus_changes_public_id", "public_id"),
        _unique("uq_bus_changes_quote_id", "quote_id"),
        _unique("uq_bus_changes_key", "key"),
        _to("bus_changes", "order_id", "bus_orders"),
        _to("bus_changes", "quote_id", "bus_quotes"),
        _check(
            "bus_changes_kind_known",
            "kind IN ('refund', 'exchange', 'transfer', 'cancelled', 'unplaced', 'claim', 'moved')",
        ),
        _check("bus_changes_state_known", "state IN ('done', 'waiting', 'given_up')"),
        _check("bus_changes_only_exchanges_wait", "state <> 'waiting' OR (kind = 'exchange' AND until IS NOT NULL)"),
    )
    op.create_index("ix_bus_changes_order_id", "bus_changes", ["order_id"])
    op.create_index("ix_bus_changes_waiting", "bus_changes", ["until"], postgresql_where=sa.text("state = 'waiting'"))


def _lines() -> None:
    _make(
        "bus_change_lines",
        *_columns("change_id ticket_id back kept commission", sa.BigInteger),
        *_columns("new_ticket_id", sa.BigInteger, null=True),
        *_columns("ends", sa.Boolean),
        _unique("uq_bus_change_lines_new_ticket_id", "new_ticket_id"),
        _to("bus_change_lines", "change_id", "bus_changes"),
        _to("bus_change_lines", "ticket_id", "bus_tickets"),
        _to("bus_change_lines", "new_ticket_id", "bus_tickets"),
        _check("bus_change_lines_parts_possible", "back >= 0 AND kept >= 0 AND commission >= 0"),
    )
    op.create_index("ix_bus_change_lines_change_id", "bus_change_lines", ["change_id"])
    op.create_index(
        "one_end_a_ticket", "bus_change_lines", ["ticket_id"], unique=True, postgresql_where=sa.text("ends")
    )
    _make(
        "bus_change_refunds",
        *_columns("change_id qepik", sa.BigInteger),
        *_columns("invoice refund", sa.Text),
        _unique("uq_bus_change_refunds_change_id_invoice", "change_id", "invoice"),
        _to("bus_change_refunds", "change_id", "bus_changes"),
    )
    op.create_table(
        "bus_ticket_funds",
        sa.Column("ticket_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        *_columns("invoice", sa.Text),
        *_columns("qepik", sa.BigInteger),
        sa.PrimaryKeyConstraint("ticket_id", "position", name=op.f("pk_bus_ticket_funds")),
        _to("bus_ticket_funds", "ticket_id", "bus_tickets"),
        _check("bus_ticket_funds_something", "qepik > 0"),
    )


def _claims() -> None:
    _make(
        "bus_claims",
        *_columns("public_id band wants state answer", sa.Text),
        *_columns("words", sa.LargeBinary),
        *_columns("ticket_id order_id party_id", sa.BigInteger),
        *_columns("decided_by", sa.BigInteger, null=True),
        *_columns("made_at", INSTANT),
        *_columns("decided_at", INSTANT, null=True),
        _unique("uq_bus_claims_public_id", "public_id"),
        _to("bus_claims", "ticket_id", "bus_tickets"),
        _to("bus_claims", "order_id", "bus_orders"),
        _check("bus_claims_state_known", "state IN ('filling', 'waiting', 'accepted', 'refused', 'used')"),
        _check("bus_claims_wish_known", "wants IN ('refund', 'exchange')"),
        _check("bus_claims_decided_at_an_instant", "(decided_at IS NULL) = (state IN ('filling', 'waiting'))"),
    )
    op.create_index(
        *("one_claim_a_ticket", "bus_claims", ["ticket_id"]),
        unique=True,
        postgresql_where=sa.text("state <> 'refused'"),
    )
    op.create_index("ix_bus_claims_party_id_state", "bus_claims", ["party_id", "state"])


def _swaps() -> None:
    _make(
        "bus_swaps",
        *_columns("trip_id", sa.BigInteger),
        *_columns("was_plate was_layout", sa.Text),
        *_columns("was_seats", sa.Integer),
        *_columns("moved", JSONB),
        *_columns("made_at", INSTANT),
        _to("bus_swaps", "trip_id", "bus_trips"),
    )
    op.create_index("ix_bus_swaps_trip_id", "bus_swaps", ["trip_id"])
    _make(
        "bus_unplaced",
        *_columns("ticket_id trip_id", sa.BigInteger),
        *_columns("was_seat", sa.Integer),
        *_columns("state", sa.Text),
        *_columns("until made_at", INSTANT),
        *_columns("ended_at", INSTANT, null=True),
        _unique("uq_bus_unplaced_ticket_id", "ticket_id"),
        _to("bus_unplaced", "ticket_id", "bus_tickets"),
        _to("bus_unplaced", "trip_id", "bus_trips"),
        _check("bus_unplaced_state_known", "state IN ('open', 'exchanged', 'refunded', 'placed')"),
    )
    op.create_index("ix_bus_unplaced_trip_id", "bus_unplaced", ["trip_id"])
    op.create_index("ix_bus_unplaced_open", "bus_unplaced", ["until"], postgresql_where=sa.text("state = 'open'"))
