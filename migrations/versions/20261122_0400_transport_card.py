"""Cards, their products and tariffs, top-ups, validators, taps, the block list."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0400"
down_revision = "20261122_0390"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
ONLY_ADDED: Final = ("card_products", "card_tariffs", "card_taps", "card_batches", "card_block_list")
TABLES: Final = (
    "card_products",
    "card_tariffs",
    "cards",
    "card_top_ups",
    "card_proof_tries",
    "card_payouts",
    "card_devices",
    "card_batches",
    "card_taps",
    "card_block_list",
)


def upgrade() -> None:
    """Make the tables; what is only added to is kept so by triggers."""
    _products()
    _tariffs()
    _cards()
    _top_ups()
    _proofs_and_payouts()
    _devices()
    _taps()
    op.execute(
        "CREATE FUNCTION card_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'these rows are only added' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for name in ONLY_ADDED:
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION card_refuse()"
        )


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES):
        op.drop_table(name)
    op.execute("DROP FUNCTION card_refuse()")


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(name))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _products() -> None:
    _make(
        "card_products",
        *_columns("code name_az name_en name_ru kind basis", sa.Text),
        *_columns("price negative least_top_up most_top_up most_balance transfer_fee", sa.BigInteger),
        *_columns("refundable top_up", sa.Boolean),
        *_columns("life_days rides", sa.Integer, null=True),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        _unique("one_product_row_from_a_day", "code", "valid_from"),
        _check("card_products_kind_known", "kind IN ('plastic', 'paper', 'virtual')"),
        _check("card_products_amounts", "price >= 0 AND negative >= 0 AND transfer_fee >= 0 AND most_balance >= 0"),
        _check("card_products_top_ups_in_order", "0 < least_top_up AND least_top_up <= most_top_up"),
        _check("card_products_rides_or_money", "rides BETWEEN 1 AND 100 AND NOT top_up OR rides IS NULL"),
        _check("card_products_days_in_order", "life_days > 0 AND (valid_to IS NULL OR valid_to >= valid_from)"),
        _check("card_products_legal_basis", "btrim(basis) <> ''"),
    )


def _tariffs() -> None:
    _make(
        "card_tariffs",
        *_columns("route_id qepik transfer_qepik", sa.BigInteger),
        *_columns("transfer_minutes pass_back_seconds", sa.Integer),
        *_columns("basis", sa.Text),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        _to("card_tariffs", "route_id", "bus_routes"),
        _unique("one_tariff_row_from_a_day", "route_id", "valid_from"),
        _check("card_tariffs_amounts", "qepik > 0 AND transfer_qepik BETWEEN 0 AND qepik"),
        _check("card_tariffs_transfer_window", "transfer_minutes BETWEEN 0 AND 240"),
        _check("card_tariffs_pass_back_window", "pass_back_seconds BETWEEN 0 AND 7200"),
        _check("card_tariffs_legal_basis", "btrim(basis) <> ''"),
        _check("card_tariffs_days_in_order", "valid_to >= valid_from"),
    )


def _cards() -> None:
    _make(
        "cards",
        *_columns("public_id tail state block_reason name", sa.Text),
        *_columns("number number_index code_digest", sa.LargeBinary),
        *_columns("product_id", sa.BigInteger),
        *_columns("party_id low_at replaced_by_id", sa.BigInteger, null=True),
        *_columns("state_since made_at", INSTANT),
        *_columns("sold_at", INSTANT, null=True),
        *_columns("expires_on", sa.Date, null=True),
        *_columns("rides_left", sa.Integer, null=True),
        _to("cards", "product_id", "card_products"),
        _to("cards", "replaced_by_id", "cards"),
        _unique("uq_cards_public_id", "public_id"),
        _unique("one_card_a_number", "number_index"),
        _check("cards_state_known", "state IN ('new', 'active', 'blocked', 'lost', 'expired', 'closed')"),
        _check("cards_blocked_for_a_reason", "(state = 'blocked') = (block_reason <> '')"),
        _check("cards_block_reason_known", "block_reason IN ('', 'debt', 'owner', 'office')"),
        _check("cards_sold_at_an_instant", "(state IN ('new', 'lost', 'closed')) OR sold_at IS NOT NULL"),
        _check("cards_rides", "rides_left >= 0"),
    )
    owned, live = sa.text("party_id IS NOT NULL"), sa.text("state IN ('active', 'blocked')")
    op.create_index("ix_cards_party_id_id", "cards", ["party_id", "id"], postgresql_where=owned)
    op.create_index("ix_cards_expiring", "cards", ["expires_on"], postgresql_where=live)


def _top_ups() -> None:
    table = "card_top_ups"
    _make(
        table,
        *_columns("public_id payable channel state reason", sa.Text),
        *_columns("invoice", sa.Text, null=True),
        *_columns("card_id qepik price", sa.BigInteger),
        *_columns("party_id", sa.BigInteger, null=True),
        *_columns("asked_at", INSTANT),
        *_columns("paid_at ended_at", INSTANT, null=True),
        _to(table, "card_id", "cards"),
        _unique("uq_card_top_ups_public_id", "public_id"),
        _unique("uq_card_top_ups_invoice", "invoice"),
        _check("card_top_ups_state_known", "state IN ('asked', 'pending', 'credited', 'reversed', 'lapsed')"),
        _check("card_top_ups_channel_known", "channel IN ('web', 'guest', 'till')"),
        _check("card_top_ups_amounts", "qepik >= 0 AND price >= 0 AND qepik + price > 0"),
        _check("card_top_ups_ends", "(state IN ('credited', 'reversed', 'lapsed')) = (ended_at IS NOT NULL)"),
    )
    op.create_index("ix_card_top_ups_card_id_id", table, ["card_id", "id"])


def _proofs_and_payouts() -> None:
    op.create_table(
        "card_proof_tries",
        *_columns("number_index", sa.LargeBinary),
        *_columns("wrong", sa.Integer),
        *_columns("since", INSTANT),
        sa.PrimaryKeyConstraint("number_index", name=op.f("pk_card_proof_tries")),
        _check("card_proof_tries_counted", "wrong > 0"),
    )
    table = "card_payouts"
    _make(
        table,
        *_columns("public_id state paid_by", sa.Text),
        *_columns("card_id qepik", sa.BigInteger),
        *_columns("due_at", INSTANT),
        *_columns("paid_at", INSTANT, null=True),
        _to(table, "card_id", "cards"),
        _unique("uq_card_payouts_public_id", "public_id"),
        _unique("uq_card_payouts_card_id", "card_id"),
        _check("card_payouts_state_known", "state IN ('due', 'paid')"),
        _check("card_payouts_amount", "qepik > 0"),
        _check("card_payouts_paid_at_an_instant", "(state = 'paid') = (paid_at IS NOT NULL)"),
    )
    op.create_index("ix_card_payouts_due", table, ["id"], postgresql_where=sa.text("state = 'due'"))


def _devices() -> None:
    table = "card_devices"
    _make(
        table,
        *_columns("public_id code vehicle state reason", sa.Text),
        *_columns("public_key", sa.LargeBinary),
        *_columns("route_id", sa.BigInteger),
        *_columns("registered_at", INSTANT),
        *_columns("revoked_at seen_at", INSTANT, null=True),
        _to(table, "route_id", "bus_routes"),
        _unique("uq_card_devices_public_id", "public_id"),
        _unique("one_validator_a_code", "code"),
        _unique("one_validator_a_key", "public_key"),
        _check("card_devices_state_known", "state IN ('active', 'revoked')"),
        _check("card_devices_revoked_at_an_instant", "(state = 'revoked') = (revoked_at IS NOT NULL)"),
    )
    op.create_table(
        "card_batches",
        *_columns("device_id number", sa.BigInteger),
        *_columns("sha256", sa.LargeBinary),
        *_columns("taps", sa.Integer),
        *_columns("received_at", INSTANT),
        sa.PrimaryKeyConstraint("device_id", "number", name=op.f("pk_card_batches")),
        _to("card_batches", "device_id", table),
    )


def _taps() -> None:
    table = "card_taps"
    _make(
        table,
        *_columns("device_id counter route_id qepik balance", sa.BigInteger),
        *_columns("card_id", sa.BigInteger, null=True),
        *_columns("at received_at", INSTANT),
        *_columns("vehicle reason", sa.Text),
        *_columns("full", sa.Boolean),
        _to(table, "device_id", "card_devices"),
        _to(table, "card_id", "cards"),
        _unique("one_tap_a_counter", "device_id", "counter"),
        _check("card_taps_what_is_refused_costs_nothing", "qepik >= 0 AND (reason = '' OR qepik = 0)"),
        _check("card_taps_a_ride_has_a_card", "card_id IS NOT NULL OR reason <> ''"),
    )
    held = sa.text("card_id IS NOT NULL")
    op.create_index("ix_card_taps_card_id_at", table, ["card_id", "at"], postgresql_where=held)
    op.create_table(
        "card_block_list",
        *_columns("version", sa.BigInteger),
        *_columns("card_digest", sa.LargeBinary),
        *_columns("blocked", sa.Boolean),
        *_columns("reason", sa.Text),
        *_columns("at", INSTANT),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_card_block_list")),
    )
