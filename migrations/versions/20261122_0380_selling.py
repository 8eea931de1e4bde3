"""What is in force for a sale, who waits for a seat, what registers said of passengers."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0380"
down_revision = "20261122_0370"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
LAW: Final = ("bus_route_terms", "bus_commissions", "bus_benefits")
SINCE: Final = date(2026, 1, 1)
RULES: Final = "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı; qəbul edilmiş ilkin qiymət"
BENEFITS: Final = (
    (
        "disability",
        "Əlilliyi olan şəxs",
        "“Əlilliyi olan şəxslərin hüquqları haqqında” Qanun; qəbul edilmiş ilkin güzəşt",
    ),
    (
        "martyr_family",
        "Şəhid ailəsinin üzvü",
        "“Şəhid adının əbədiləşdirilməsi və şəhid ailələrinə edilən güzəştlər haqqında” Qanun; qəbul edilmiş ilkin güzəşt",
    ),
    ("veteran", "Müharibə veteranı", "“Veteranlar haqqında” Qanun; qəbul edilmiş ilkin güzəşt"),
)


def upgrade() -> None:
    """Make the tables; rows of the law are only added. Start with the defaults, marked so."""
    _terms()
    _commissions()
    _benefits()
    _waiting()
    _checks()
    op.execute(
        "CREATE FUNCTION bus_law_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'what is in force is only added to' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for name in LAW:
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION bus_law_refuse()"
        )


def downgrade() -> None:
    """Drop them."""
    for name in ("bus_entry_permits", "bus_benefit_checks", "bus_waiting", *reversed(LAW)):
        op.drop_table(name)
    op.execute("DROP FUNCTION bus_law_refuse()")


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _unique(name: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(name))


def _make(name: str, *parts: Any) -> sa.Table:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    return op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _terms() -> None:
    _make(
        "bus_route_terms",
        *_columns("route_id", sa.BigInteger),
        *_columns("policy basis", sa.Text),
        *_columns("transferable entry_permit", sa.Boolean),
        *_columns("valid_from", sa.Date),
        _to("bus_route_terms", "route_id", "bus_routes"),
        _unique("uq_bus_route_terms_route_id_valid_from", "route_id", "valid_from"),
        _check("bus_route_terms_policy_known", "policy IN ('none', 'name', 'document')"),
        _check("bus_route_terms_permit_is_personal", "NOT entry_permit OR (policy = 'document' AND NOT transferable)"),
        _check("bus_route_terms_basis_named", "btrim(basis) <> ''"),
    )


def _commissions() -> None:
    made = _make(
        "bus_commissions",
        *_columns("hundredths", sa.Integer),
        *_columns("basis", sa.Text),
        *_columns("is_default", sa.Boolean),
        *_columns("valid_from", sa.Date),
        _unique("uq_bus_commissions_valid_from", "valid_from"),
        _check("bus_commissions_row_possible", "hundredths BETWEEN 0 AND 10000 AND btrim(basis) <> ''"),
    )
    op.bulk_insert(made, [{"hundredths": 500, "basis": RULES, "is_default": True, "valid_from": SINCE}])


def _benefits() -> None:
    made = _make(
        "bus_benefits",
        *_columns("code title basis", sa.Text),
        *_columns("hundredths", sa.Integer),
        *_columns("is_default", sa.Boolean),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        _unique("uq_bus_benefits_code_valid_from", "code", "valid_from"),
        _check("bus_benefits_part_possible", "hundredths BETWEEN 0 AND 10000"),
        _check("bus_benefits_row_named", "btrim(title) <> '' AND btrim(basis) <> ''"),
        _check("bus_benefits_days_in_order", "valid_to >= valid_from"),
    )
    known = {"hundredths": 5000, "is_default": True, "valid_from": SINCE}
    op.bulk_insert(made, [known | {"code": code, "title": title, "basis": basis} for code, title, basis in BENEFITS])


def _waiting() -> None:
    _make(
        "bus_waiting",
        *_columns("public_id state", sa.Text),
        *_columns("trip_id party_id account_id", sa.BigInteger),
        *_columns("order_id", sa.BigInteger, null=True),
        *_columns("start_at end_at seats", sa.Integer),
        *_columns("joined_at", INSTANT),
        *_columns("ended_at", INSTANT, null=True),
        _to("bus_waiting", "trip_id", "bus_trips"),
        _to("bus_waiting", "order_id", "bus_orders"),
        _unique("uq_bus_waiting_public_id", "public_id"),
        _unique("uq_bus_waiting_order_id", "order_id"),
        _check("bus_waiting_state_known", "state IN ('waiting', 'offered', 'taken', 'ended', 'left')"),
        _check("bus_waiting_wish_possible", "seats BETWEEN 1 AND 6 AND start_at < end_at"),
        _check("bus_waiting_an_offer_is_an_order", "(state IN ('offered', 'taken')) <= (order_id IS NOT NULL)"),
    )
    waiting, live = sa.text("state = 'waiting'"), sa.text("state IN ('waiting', 'offered')")
    op.create_index("ix_bus_waiting_open", "bus_waiting", ["trip_id", "id"], postgresql_where=waiting)
    op.create_index("one_wait_a_trip", "bus_waiting", ["trip_id", "party_id"], unique=True, postgresql_where=live)


def _checks() -> None:
    _make(
        "bus_benefit_checks",
        *_columns("order_id", sa.BigInteger),
        *_columns("position", sa.Integer),
        *_columns("benefit state", sa.Text),
        *_columns("fin", sa.LargeBinary, null=True),
        *_columns("asked_at", INSTANT),
        *_columns("answered_at", INSTANT, null=True),
        _to("bus_benefit_checks", "order_id", "bus_orders"),
        _unique("uq_bus_benefit_checks_order_id_position", "order_id", "position"),
        _check("bus_benefit_checks_state_known", "state IN ('confirmed', 'refused', 'silent')"),
        _check("bus_benefit_checks_asked_while_silent", "(state = 'silent') = (fin IS NOT NULL)"),
    )
    silent = sa.text("state = 'silent'")
    op.create_index("ix_bus_benefit_checks_silent", "bus_benefit_checks", ["asked_at"], postgresql_where=silent)
    _make(
        "bus_entry_permits",
        *_columns("order_id", sa.BigInteger),
        *_columns("position", sa.Integer),
        *_columns("number", sa.Text),
        *_columns("valid_from valid_to", sa.Date),
        *_columns("asked_at", INSTANT),
        _to("bus_entry_permits", "order_id", "bus_orders"),
        _unique("uq_bus_entry_permits_order_id_position", "order_id", "position"),
        _check("bus_entry_permits_days_in_order", "valid_to >= valid_from"),
    )
