"""Compact ticket codes, devices and scans at the door."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0390"
down_revision = "20261122_0385"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TABLES: Final = "ticket_keys ticket_endings door_devices door_scans door_counts door_sales"


def upgrade() -> None:
    """Make the tables."""
    _keys()
    _endings()
    _devices()
    _scans()
    _counts()
    _sales()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _of_a_device(name: str, *parts: Any) -> None:
    """Make a table of what devices send: each row once by device and nonce, found by its trip."""
    _make(
        name,
        *_columns("device_id trip_id", sa.BigInteger),
        *_columns("nonce", sa.Text),
        *_columns("received_at", INSTANT),
        *parts,
        _to(name, "device_id", "door_devices"),
        _to(name, "trip_id", "bus_trips"),
        sa.UniqueConstraint("device_id", "nonce", name=op.f(f"uq_{name}_device_id_nonce")),
    )
    op.create_index(f"ix_{name}_trip_id_id", name, ["trip_id", "id"])


def _keys() -> None:
    op.create_table(
        "ticket_keys",
        *_columns("id", sa.Integer),
        *_columns("public_key", sa.LargeBinary),
        *_columns("private_key", sa.LargeBinary, null=True),
        *_columns("created_at", INSTANT),
        *_columns("retired_at", INSTANT, null=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_keys")),
        _check("ticket_keys_number_is_a_byte", "id BETWEEN 1 AND 255"),
        _check("ticket_keys_public_key_length", "length(public_key) = 65"),
        _check("ticket_keys_private_while_in_use", "(private_key IS NULL) = (retired_at IS NOT NULL)"),
    )
    op.create_index(
        "one_ticket_key_in_use",
        "ticket_keys",
        [sa.text("(retired_at IS NULL)")],
        unique=True,
        postgresql_where=sa.text("retired_at IS NULL"),
    )


def _endings() -> None:
    _make(
        "ticket_endings",
        *_columns("ticket_id", sa.BigInteger),
        *_columns("issue_no", sa.Integer),
        *_columns("how", sa.Text),
        *_columns("ended_at listed_until", INSTANT),
        _to("ticket_endings", "ticket_id", "bus_tickets"),
        sa.UniqueConstraint("ticket_id", "issue_no", name=op.f("uq_ticket_endings_ticket_id_issue_no")),
    )
    op.create_index("ix_ticket_endings_ended_at", "ticket_endings", ["ended_at"])


def _devices() -> None:
    _make(
        "door_devices",
        *_columns("public_id person name", sa.Text),
        *_columns("account_id party_id", sa.BigInteger),
        *_columns("public_key", sa.LargeBinary),
        *_columns("registered_at expires_at", INSTANT),
        *_columns("revoked_at seen_at", INSTANT, null=True),
        sa.UniqueConstraint("public_id", name=op.f("uq_door_devices_public_id")),
        sa.UniqueConstraint("public_key", name=op.f("uq_door_devices_public_key")),
        _check("door_devices_public_key_length", "length(public_key) = 65"),
    )
    op.create_index("ix_door_devices_party_id_id", "door_devices", ["party_id", "id"])


def _scans() -> None:
    _of_a_device(
        "door_scans",
        *_columns("ticket_id", sa.BigInteger, null=True),
        *_columns("means said found device_state", sa.Text),
        *_columns("conflict", sa.Text, null=True),
        *_columns("let_in", sa.Boolean),
        *_columns("scanned_at", INSTANT),
        _to("door_scans", "ticket_id", "bus_tickets"),
        _check("door_scans_means_known", "means IN ('camera', 'typed', 'list')"),
    )
    op.create_index("ix_door_scans_ticket_id", "door_scans", ["ticket_id"])


def _counts() -> None:
    _of_a_device(
        "door_counts",
        *_columns("counted boarded", sa.Integer),
        *_columns("counted_at", INSTANT),
        _check("door_counts_counted_possible", "counted BETWEEN 0 AND 200"),
    )


def _sales() -> None:
    _of_a_device(
        "door_sales",
        *_columns("seat start_at end_at", sa.Integer),
        *_columns("rider", sa.Text),
        *_columns("order_ref problem", sa.Text, null=True),
        *_columns("name", sa.LargeBinary, null=True),
        *_columns("qepik", sa.BigInteger),
        *_columns("sold_at", INSTANT),
        _check("door_sales_stops_in_order", "start_at < end_at"),
        _check("door_sales_price_possible", "qepik > 0"),
        _check("door_sales_sold_or_a_problem", "(order_ref IS NULL) = (problem IS NOT NULL)"),
    )
