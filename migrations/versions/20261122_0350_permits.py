"""Permit types as dated rows, permits, cards, marks, the caps of territories; the cards of before move here."""

from datetime import UTC, date, datetime
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from webapp.permits.law import first_rows

revision = "20261122_0350"
down_revision = "20261122_0345"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES: Final = "permit_law_rows permits permit_cards permit_card_plates permit_marks permit_oversize_trips permit_changes permit_defects permit_reminders permit_cap_territories permit_cap_places"
REFUSE: Final = """
CREATE FUNCTION permits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of law and the history of permits are only added' USING ERRCODE = 'restrict_violation';
END $$
"""
LIVE: Final = "state IN ('active', 'suspended')"
APPEND_ONLY: Final = ("permit_law_rows", "permit_changes")


def upgrade() -> None:
    """Make the tables and write the law as it stands. The former cards were a sample without permits or VIN: made anew."""
    op.drop_table("permit_cards")
    _law()
    _permits()
    _life()
    op.execute(REFUSE)
    for name in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION permits_refuse()"
        )
    _fill()


def downgrade() -> None:
    """Drop them; the table of cards comes back as it was, empty."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)
    op.execute("DROP FUNCTION permits_refuse()")
    op.create_table(
        "permit_cards",
        _id(),
        *_columns("number permit_number plate carriage state", sa.Text),
        *_columns("party_id", sa.BigInteger),
        *_columns("issued_on valid_to", sa.Date),
        *_columns("changed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_permit_cards"),
        sa.UniqueConstraint("number", name="uq_permit_cards_number"),
        _check("permit_cards_carriage_known", "carriage IN ('goods', 'passengers', 'taxi')"),
        _check("permit_cards_state_known", "state IN ('active', 'suspended', 'revoked')"),
        _check("permit_cards_term_possible", "issued_on <= valid_to"),
    )
    op.create_index("ix_permit_cards_plate", "permit_cards", ["plate", "id"])
    op.create_index("ix_permit_cards_party_id", "permit_cards", ["party_id"])


def _fill() -> None:
    rows = sa.table(
        "permit_law_rows",
        *(
            sa.column(name)
            for name in ("family", "key", "variant", "is_default", "basis", "source", "assumed", "added_by")
        ),
        *(sa.column(name, sa.Date) for name in ("valid_from", "valid_to")),
        sa.column("content", JSONB),
        sa.column("added_at", INSTANT),
    )
    at = datetime(2026, 11, 22, tzinfo=UTC)
    op.bulk_insert(rows, [_row(row) | {"added_at": at, "added_by": "Kabinet"} for row in first_rows()])


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _standing(table: str) -> list[sa.CheckConstraint]:
    known = {
        "suspended_by_somebody": "(state = 'suspended') = (suspended_by IS NOT NULL)",
        "state_known": "state IN ('active', 'suspended', 'revoked', 'expired')",
        "suspended_by_known": "suspended_by IN ('holder', 'office', 'system', 'permit')",
    }
    return [_check(f"{table}_{name}", rule) for name, rule in known.items()]


def _index(name: str, table: str, columns: list[Any], *, unique: bool = False, where: str | None = None) -> None:
    op.create_index(name, table, columns, unique=unique, postgresql_where=sa.text(where) if where else None)


def _row(row: dict[str, object]) -> dict[str, object]:
    days = {name: date.fromisoformat(str(row[name])) if row[name] else None for name in ("valid_from", "valid_to")}
    return row | days


def _law() -> None:
    op.create_table(
        "permit_law_rows",
        _id(),
        *_columns("family key variant basis source added_by", sa.Text),
        *_columns("is_default assumed", sa.Boolean),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        *_columns("content", JSONB),
        *_columns("added_at", INSTANT),
        _check("permit_law_rows_days_in_order", "valid_to >= valid_from"),
        sa.PrimaryKeyConstraint("id", name="pk_permit_law_rows"),
        sa.UniqueConstraint("family", "key", "variant", "valid_from", name="uq_permit_law_rows_key"),
    )
    op.create_table(
        "permit_cap_territories",
        *_columns("type_code territory", sa.Text),
        sa.PrimaryKeyConstraint("type_code", "territory", name="pk_permit_cap_territories"),
    )
    op.create_table(
        "permit_cap_places",
        _id(),
        *_columns("type_code territory case_public_id case_no holder_name state", sa.Text),
        *_columns("party_id", sa.BigInteger),
        *_columns("cards", sa.Integer),
        *_columns("signed_at changed_at", INSTANT),
        _check("permit_cap_places_state_known", "state IN ('waiting', 'reserved', 'taken', 'left')"),
        _check("permit_cap_places_some_cards", "cards > 0"),
        sa.ForeignKeyConstraint(
            ["type_code", "territory"],
            ["permit_cap_territories.type_code", "permit_cap_territories.territory"],
            name="fk_permit_cap_places_type_code_territory",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_permit_cap_places"),
        sa.UniqueConstraint("case_public_id", name="uq_permit_cap_places_case_public_id"),
    )
    _index(
        "ix_permit_cap_places_queue",
        "permit_cap_places",
        ["type_code", "territory", "signed_at", "id"],
        where="state IN ('waiting', 'reserved')",
    )


def _permits() -> None:
    op.create_table(
        "permits",
        _id(),
        *_columns("public_id number type_code holder_name state case_no case_public_id", sa.Text),
        *_columns("party_id", sa.BigInteger),
        *_columns("holder_number holder_index", sa.LargeBinary),
        *_columns("holder_address", sa.LargeBinary, null=True),
        *_columns("territory suspended_by document_token", sa.Text, null=True),
        *_columns("details", JSONB),
        *_columns("suspended_until valid_to", sa.Date, null=True),
        *_columns("revision", sa.Integer),
        *_columns("issued_on valid_from", sa.Date),
        *_columns("changed_at", INSTANT),
        *_standing("permits"),
        _check("permits_not_excepted", "type_code NOT IN ('border_blank', 'presidential_34', 'presidential_37')"),
        _check("permits_days_in_order", "valid_to >= valid_from"),
        sa.PrimaryKeyConstraint("id", name="pk_permits"),
        sa.UniqueConstraint("number", name="uq_permits_number"),
        sa.UniqueConstraint("public_id", name="uq_permits_public_id"),
    )
    _index("ix_permits_holder_index", "permits", ["holder_index"])
    _index("ix_permits_party_id", "permits", ["party_id", "id"])
    _index("ix_permits_type_code", "permits", ["type_code", "id"])
    _index("ix_permits_valid_to", "permits", ["valid_to", "id"], where=LIVE)
    _index(
        "one_permit_of_a_holder",
        "permits",
        ["party_id", "type_code"],
        unique=True,
        where="state IN ('active', 'suspended') AND type_code NOT IN ('mark', 'special_mark', 'oversize', 'road_works')",
    )
    op.create_table(
        "permit_cards",
        _id(),
        *_columns("public_id number permit_number type_code vin plate vehicle carriage state", sa.Text),
        *_columns("permit_id party_id", sa.BigInteger),
        *_columns("territory suspended_by document_token", sa.Text, null=True),
        *_columns("euro", sa.Integer, null=True),
        *_columns("year revision", sa.Integer),
        *_columns("issued_on valid_to", sa.Date),
        *_columns("changed_at", INSTANT),
        *_standing("permit_cards"),
        _check("permit_cards_carriage_known", "carriage IN ('goods', 'passengers', 'taxi')"),
        _check("permit_cards_term_possible", "issued_on <= valid_to"),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_cards_permit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permit_cards"),
        sa.UniqueConstraint("number", name="uq_permit_cards_number"),
        sa.UniqueConstraint("public_id", name="uq_permit_cards_public_id"),
    )
    _index("ix_permit_cards_checked", "permit_cards", ["party_id", "id"], where=LIVE)
    _index("ix_permit_cards_party_id", "permit_cards", ["party_id"])
    _index("ix_permit_cards_permit_id", "permit_cards", ["permit_id", "id"])
    _index("ix_permit_cards_plate", "permit_cards", ["plate", "id"])
    _index(
        "ix_permit_cards_territory",
        "permit_cards",
        ["type_code", "territory"],
        where="territory IS NOT NULL AND state IN ('active', 'suspended')",
    )
    _index("one_card_of_a_vehicle", "permit_cards", ["vin", "type_code"], unique=True, where=LIVE)
    op.create_table(
        "permit_card_plates",
        _id(),
        *_columns("card_id", sa.BigInteger),
        *_columns("plate", sa.Text),
        *_columns("since", sa.Date),
        *_columns("until", sa.Date, null=True),
        _check("permit_card_plates_days_in_order", "until >= since"),
        sa.ForeignKeyConstraint(["card_id"], ["permit_cards.id"], name="fk_permit_card_plates_card_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permit_card_plates"),
    )
    _index("ix_permit_card_plates_plate", "permit_card_plates", ["plate"])
    _index("one_plate_of_a_card", "permit_card_plates", ["card_id"], unique=True, where="until IS NULL")
    op.create_table(
        "permit_marks",
        *_columns("permit_id", sa.BigInteger),
        *_columns("vin plate kind", sa.Text),
        *_columns("months qepik", sa.Integer),
        _check("permit_marks_some_months", "months > 0"),
        _check("permit_marks_no_less_than_free", "qepik >= 0"),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_marks_permit_id"),
        sa.PrimaryKeyConstraint("permit_id", name="pk_permit_marks"),
    )
    _index("ix_permit_marks_plate", "permit_marks", ["plate"])
    _index("ix_permit_marks_vin", "permit_marks", ["vin"])
    op.create_table(
        "permit_oversize_trips",
        *_columns("permit_id", sa.BigInteger),
        *_columns("vin plate cargo", sa.Text),
        *_columns("length_cm width_cm height_cm gross_kg", sa.Integer),
        *_columns("axles route over", JSONB),
        _check(
            "permit_oversize_trips_sizes_possible", "length_cm > 0 AND width_cm > 0 AND height_cm > 0 AND gross_kg > 0"
        ),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_oversize_trips_permit_id"),
        sa.PrimaryKeyConstraint("permit_id", name="pk_permit_oversize_trips"),
    )
    _index("ix_permit_oversize_trips_plate", "permit_oversize_trips", ["plate"])


def _life() -> None:
    op.create_table(
        "permit_changes",
        _id(),
        *_columns("permit_id", sa.BigInteger),
        *_columns("card_id", sa.BigInteger, null=True),
        *_columns("operation state by ground reason case_no actor_name", sa.Text),
        *_columns("until", sa.Date, null=True),
        *_columns("at", INSTANT),
        _check("permit_changes_by_known", "by IN ('holder', 'office', 'system', 'permit')"),
        sa.ForeignKeyConstraint(["card_id"], ["permit_cards.id"], name="fk_permit_changes_card_id"),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_changes_permit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permit_changes"),
    )
    _index("ix_permit_changes_permit_id", "permit_changes", ["permit_id", "id"])
    op.create_table(
        "permit_defects",
        _id(),
        *_columns("permit_id", sa.BigInteger),
        *_columns("card_id", sa.BigInteger, null=True),
        *_columns("code state", sa.Text),
        *_columns("found_on mend_by", sa.Date),
        *_columns("ended_on", sa.Date, null=True),
        _check("permit_defects_end_has_day", "(state IN ('mended', 'over')) = (ended_on IS NOT NULL)"),
        _check("permit_defects_state_known", "state IN ('open', 'suspended', 'mended', 'over')"),
        sa.ForeignKeyConstraint(["card_id"], ["permit_cards.id"], name="fk_permit_defects_card_id"),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_defects_permit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permit_defects"),
    )
    _index(
        "one_open_defect",
        "permit_defects",
        ["permit_id", sa.literal_column("coalesce(card_id, 0)"), "code"],
        unique=True,
        where="ended_on IS NULL",
    )
    op.create_table(
        "permit_reminders",
        *_columns("permit_id", sa.BigInteger),
        *_columns("valid_to", sa.Date),
        *_columns("days", sa.Integer),
        *_columns("sent_at", INSTANT),
        sa.ForeignKeyConstraint(["permit_id"], ["permits.id"], name="fk_permit_reminders_permit_id"),
        sa.PrimaryKeyConstraint("permit_id", "valid_to", "days", name="pk_permit_reminders"),
    )
