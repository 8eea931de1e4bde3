"""Trip sheets."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0520"
down_revision = "20261122_0510"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
KEEP_SIGNED: Final = """
CREATE FUNCTION trip_sheets_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND NEW.content IS DISTINCT FROM OLD.content THEN
    RAISE EXCEPTION 'an opened trip sheet does not change';
  END IF;
  IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
    RAISE EXCEPTION 'the number of a trip sheet does not change';
  END IF;
  IF OLD.state = 'closed' AND NEW.back IS DISTINCT FROM OLD.back AND OLD.wish IS NULL THEN
    RAISE EXCEPTION 'a closed trip sheet changes by a signed correction only';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE: Final = """
CREATE FUNCTION trip_sheet_steps_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'steps of trip sheets are only added';
END $$
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def upgrade() -> None:
    """Make the tables and what keeps them."""
    _sheets()
    op.create_table(
        "trip_sheet_drivers",
        *_columns("sheet_id", sa.BigInteger),
        *_columns("driver_index", sa.LargeBinary),
        *_columns("is_out", sa.Boolean),
        sa.PrimaryKeyConstraint("sheet_id", "driver_index", name="pk_trip_sheet_drivers"),
        sa.ForeignKeyConstraint(["sheet_id"], ["trip_sheets.id"], name="fk_trip_sheet_drivers_sheet_id_trip_sheets"),
    )
    op.create_index(
        "uq_trip_sheet_drivers_out",
        "trip_sheet_drivers",
        ["driver_index"],
        unique=True,
        postgresql_where=sa.text("is_out"),
    )
    op.create_index("ix_trip_sheet_drivers_driver_index_sheet_id", "trip_sheet_drivers", ["driver_index", "sheet_id"])
    op.create_table(
        "trip_sheet_waybills",
        *_columns("sheet_id", sa.BigInteger),
        *_columns("waybill", sa.Text),
        sa.PrimaryKeyConstraint("sheet_id", "waybill", name="pk_trip_sheet_waybills"),
        sa.ForeignKeyConstraint(["sheet_id"], ["trip_sheets.id"], name="fk_trip_sheet_waybills_sheet_id_trip_sheets"),
    )
    op.create_index("ix_trip_sheet_waybills_waybill", "trip_sheet_waybills", ["waybill"])
    _steps()
    op.execute(KEEP_SIGNED)
    op.execute(
        "CREATE TRIGGER keep_signed BEFORE UPDATE ON trip_sheets FOR EACH ROW EXECUTE FUNCTION trip_sheets_keep_signed()"
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON trip_sheet_steps"
        " FOR EACH ROW EXECUTE FUNCTION trip_sheet_steps_append_only()"
    )


def _sheets() -> None:
    op.create_table(
        "trip_sheets",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id state", sa.Text),
        *_columns("version", sa.Integer),
        *_columns("carrier_party_id", sa.BigInteger),
        *_columns("number plate document_token request_id", sa.Text, null=True),
        *_columns("valid_from valid_until", sa.Date, null=True),
        *_columns("content back", JSONB),
        *_columns("wish", JSONB, null=True),
        *_columns("km", sa.Integer, null=True),
        *_columns("fuel_used", sa.Numeric(9, 2), null=True),
        *_columns("returned_at opened_at", INSTANT, null=True),
        *_columns("created_by", sa.BigInteger, null=True),
        *_columns("created_at changed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_trip_sheets"),
        *(sa.UniqueConstraint(name, name=f"uq_trip_sheets_{name}") for name in ("public_id", "number", "request_id")),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed', 'cancelled')", name="ck_trip_sheets_state_known"),
        sa.CheckConstraint(
            "state IN ('draft', 'cancelled') OR number IS NOT NULL", name="ck_trip_sheets_opened_has_number"
        ),
        sa.CheckConstraint("km >= 0 AND fuel_used >= 0", name="ck_trip_sheets_figures_possible"),
        sa.CheckConstraint(
            "octet_length(content::text) < 50000 AND octet_length(back::text) < 20000", name="ck_trip_sheets_bounded"
        ),
    )
    op.create_index("ix_trip_sheets_carrier_party_id_id", "trip_sheets", ["carrier_party_id", "id"])
    op.create_index("ix_trip_sheets_plate_id", "trip_sheets", ["plate", "id"])
    is_open, is_closed = sa.text("state = 'open'"), sa.text("state = 'closed'")
    op.create_index("uq_trip_sheets_open_plate", "trip_sheets", ["plate"], unique=True, postgresql_where=is_open)
    figures = ["carrier_party_id", "returned_at"]
    op.create_index("ix_trip_sheets_figures", "trip_sheets", figures, postgresql_where=is_closed)


def _steps() -> None:
    op.create_table(
        "trip_sheet_steps",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("sheet_id", sa.BigInteger),
        *_columns("seq", sa.Integer),
        *_columns("action actor_name reason", sa.Text),
        *_columns("at", INSTANT),
        *_columns("account_id", sa.BigInteger, null=True),
        *_columns("data", JSONB),
        sa.PrimaryKeyConstraint("id", name="pk_trip_sheet_steps"),
        sa.ForeignKeyConstraint(["sheet_id"], ["trip_sheets.id"], name="fk_trip_sheet_steps_sheet_id_trip_sheets"),
        sa.UniqueConstraint("sheet_id", "seq", name="uq_trip_sheet_steps_sheet_id_seq"),
        sa.CheckConstraint(
            "action IN ('open', 'close', 'correct', 'cancel', 'readings')", name="ck_trip_sheet_steps_action_known"
        ),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("trip_sheet_steps", "trip_sheet_waybills", "trip_sheet_drivers", "trip_sheets"):
        op.drop_table(table)
    op.execute("DROP FUNCTION trip_sheet_steps_append_only")
    op.execute("DROP FUNCTION trip_sheets_keep_signed")
