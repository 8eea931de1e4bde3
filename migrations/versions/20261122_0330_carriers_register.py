"""The register of carriers, vehicles by VIN, relations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint

revision = "20261122_0330"
down_revision = "20261122_0320"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DAYS = (
    "int8range({key} * 1048576 + ({start} - DATE '2000-01-01'),"
    " {key} * 1048576 + coalesce({end} - DATE '2000-01-01', 1048575))"
)
COLUMNS = (
    "make, model, category, tare_kg, max_mass_kg, seats, year, colour, inspection_valid_to, insurance_valid_to, status,"
    " source, as_of, seen_at"
)


def upgrade() -> None:
    _vehicles()
    _plates_and_holdings()
    _take_the_fleets_over()
    op.drop_table("fleet_vehicles")
    op.add_column("fleet_drivers", sa.Column("employed_since", sa.Date))
    _assignments()
    _carriers()
    _suspensions()
    _operators_and_changes()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _vehicles() -> None:
    op.create_table(
        "vehicles",
        _id(),
        *(_text(name) for name in ("public_id", "vin", "make", "model", "category")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("tare_kg", "max_mass_kg", "seats", "year")),
        _text("colour"),
        *(sa.Column(name, sa.Date) for name in ("inspection_valid_to", "insurance_valid_to", "passengers_valid_to")),
        sa.Column("insured_as_of", INSTANT),
        _text("status"),
        _text("source"),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vehicles"),
        sa.UniqueConstraint("public_id", name="uq_vehicles_public_id"),
        sa.UniqueConstraint("vin", name="uq_vehicles_vin"),
        sa.CheckConstraint("tare_kg >= 0 AND max_mass_kg >= tare_kg", name="ck_vehicles_masses_possible"),
    )


def _plates_and_holdings() -> None:
    op.create_table(
        "vehicle_plates",
        _id(),
        sa.Column("vehicle_id", sa.BigInteger, nullable=False),
        _text("plate"),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        _text("source"),
        sa.PrimaryKeyConstraint("id", name="pk_vehicle_plates"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name="fk_vehicle_plates_vehicle_id"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_vehicle_plates_days_in_order"),
        ExcludeConstraint(
            (sa.text(DAYS.format(key="vehicle_id", start="valid_from", end="valid_to")), "&&"),
            name="plates_of_a_vehicle_do_not_overlap",
        ),
    )
    op.create_index(
        "one_vehicle_of_a_plate", "vehicle_plates", ["plate"], unique=True, postgresql_where=sa.text("valid_to IS NULL")
    )
    op.create_index("ix_vehicle_plates_plate", "vehicle_plates", ["plate"])
    op.create_table(
        "vehicle_holdings",
        _id(),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("vehicle_id", sa.BigInteger, nullable=False),
        _text("right"),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        _text("basis", null=True),
        _text("source"),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_vehicle_holdings"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name="fk_vehicle_holdings_vehicle_id"),
        sa.CheckConstraint("\"right\" IN ('own', 'lease', 'use', 'power')", name="ck_vehicle_holdings_right_known"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_vehicle_holdings_days_in_order"),
        sa.CheckConstraint("(\"right\" = 'power') = (basis IS NOT NULL)", name="ck_vehicle_holdings_power_has_code"),
    )
    op.create_index(
        "one_open_holding",
        "vehicle_holdings",
        ["party_id", "vehicle_id", "right"],
        unique=True,
        postgresql_where=sa.text("gone_at IS NULL"),
    )
    op.create_index("ix_vehicle_holdings_vehicle_id", "vehicle_holdings", ["vehicle_id"])


def _take_the_fleets_over() -> None:
    op.execute(
        f"INSERT INTO vehicles (public_id, vin, {COLUMNS})"  # noqa: S608 - a constant of this file
        f" SELECT DISTINCT ON (vin) public_id, vin, {COLUMNS} FROM fleet_vehicles"
        " ORDER BY vin, gone_at DESC NULLS FIRST, seen_at DESC, id"
    )
    op.execute(
        "INSERT INTO vehicle_plates (vehicle_id, plate, valid_from, source)"
        " SELECT DISTINCT ON (one.plate) v.id, one.plate, one.seen_at::date, one.source"
        " FROM vehicles v JOIN LATERAL (SELECT * FROM fleet_vehicles f WHERE f.vin = v.vin"
        " ORDER BY gone_at DESC NULLS FIRST, seen_at DESC, id LIMIT 1) one ON true ORDER BY one.plate, one.seen_at DESC"
    )
    op.execute(
        'INSERT INTO vehicle_holdings (party_id, vehicle_id, "right", valid_from, source, as_of, seen_at, gone_at)'
        " SELECT DISTINCT ON (f.party_id, v.id) f.party_id, v.id, 'own', f.as_of::date, f.source, f.as_of, f.seen_at,"
        " f.gone_at FROM fleet_vehicles f JOIN vehicles v ON v.vin = f.vin"
        " ORDER BY f.party_id, v.id, f.gone_at DESC NULLS FIRST, f.seen_at DESC"
    )


def _assignments() -> None:
    op.create_table(
        "fleet_assignments",
        _id(),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("party_id", "vehicle_id", "driver_id")),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        _text("given_by"),
        _text("taken_by", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_fleet_assignments"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name="fk_fleet_assignments_vehicle_id"),
        sa.ForeignKeyConstraint(["driver_id"], ["fleet_drivers.id"], name="fk_fleet_assignments_driver_id"),
        sa.CheckConstraint("until >= since", name="ck_fleet_assignments_instants_in_order"),
    )
    op.create_index(
        "one_open_assignment",
        "fleet_assignments",
        ["party_id", "vehicle_id", "driver_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index("ix_fleet_assignments_driver_id", "fleet_assignments", ["driver_id"])


def _carriers() -> None:
    op.create_table(
        "carriers",
        _id(),
        _text("public_id"),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("voen", "kind", "name", "folded_name")),
        *(_text(name, null=True) for name in ("given_name", "family_name", "patronymic", "address")),
        sa.Column("activities", ARRAY(sa.Text), nullable=False),
        _text("basis"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("removed_on", sa.Date),
        _text("removal_reason", null=True),
        _text("taxpayer_status", null=True),
        sa.Column("occupational_valid_to", sa.Date),
        _text("source"),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_carriers"),
        *(sa.UniqueConstraint(name, name=f"uq_carriers_{name}") for name in ("public_id", "party_id", "voen")),
        sa.CheckConstraint("kind IN ('legal', 'sole')", name="ck_carriers_kind_known"),
        sa.CheckConstraint(
            "(kind = 'sole') = (given_name IS NOT NULL AND family_name IS NOT NULL)",
            name="ck_carriers_sole_trader_has_names",
        ),
        sa.CheckConstraint("cardinality(activities) > 0", name="ck_carriers_carries_something"),
        sa.CheckConstraint("(removed_on IS NULL) = (removal_reason IS NULL)", name="ck_carriers_removed_for_a_reason"),
    )
    op.create_index("ix_carriers_folded_name", "carriers", ["folded_name", "id"])


def _suspensions() -> None:
    op.create_table(
        "carrier_suspensions",
        _id(),
        _text("public_id"),
        sa.Column("carrier_id", sa.BigInteger, nullable=False),
        _text("ground"),
        _text("note"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        _text("state"),
        sa.Column("proposed_by", sa.BigInteger, nullable=False),
        _text("proposed_by_name"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        _text("decided_by_name", null=True),
        sa.Column("decided_at", INSTANT),
        _text("decision_note", null=True),
        sa.Column("began_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        _text("ended_by_name", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_carrier_suspensions"),
        sa.UniqueConstraint("public_id", name="uq_carrier_suspensions_public_id"),
        sa.ForeignKeyConstraint(["carrier_id"], ["carriers.id"], name="fk_carrier_suspensions_carrier_id"),
        sa.CheckConstraint(
            "state IN ('proposed', 'refused', 'confirmed', 'ended')", name="ck_carrier_suspensions_state_known"
        ),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_carrier_suspensions_days_in_order"),
        sa.CheckConstraint("decided_by <> proposed_by", name="ck_carrier_suspensions_two_persons"),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name="ck_carrier_suspensions_decision_has_instant"
        ),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ck_carrier_suspensions_end_has_instant"),
        ExcludeConstraint(
            (sa.text(DAYS.format(key="carrier_id", start="starts_on", end="(ends_on + 1)")), "&&"),
            where=sa.text("state IN ('proposed', 'confirmed')"),
            name="suspensions_do_not_overlap",
        ),
    )
    op.create_index("ix_carrier_suspensions_carrier_id", "carrier_suspensions", ["carrier_id", "id"])


def _operators_and_changes() -> None:
    op.create_table(
        "operators",
        _id(),
        _text("public_id"),
        _text("number"),
        sa.Column("carrier_id", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("kind", "address", "responsible_name")),
        sa.Column("responsible_fin", sa.LargeBinary, nullable=False),
        sa.Column("registered_on", sa.Date, nullable=False),
        _text("state"),
        _text("state_reason", null=True),
        sa.Column("state_since", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operators"),
        *(sa.UniqueConstraint(name, name=f"uq_operators_{name}") for name in ("public_id", "number")),
        sa.ForeignKeyConstraint(["carrier_id"], ["carriers.id"], name="fk_operators_carrier_id"),
        sa.CheckConstraint("kind IN ('goods', 'passengers', 'both')", name="ck_operators_kind_known"),
        sa.CheckConstraint("state IN ('active', 'suspended', 'removed')", name="ck_operators_state_known"),
        sa.CheckConstraint("(state = 'active') = (state_reason IS NULL)", name="ck_operators_state_has_reason"),
    )
    op.create_index(
        "one_operator_of_a_carrier",
        "operators",
        ["carrier_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'removed'"),
    )
    op.create_table(
        "carrier_changes",
        _id(),
        _text("subject"),
        sa.Column("subject_id", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("field", "old", "new")),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("author_id", sa.BigInteger),
        _text("author"),
        sa.PrimaryKeyConstraint("id", name="pk_carrier_changes"),
        sa.CheckConstraint("subject IN ('carrier', 'operator', 'vehicle')", name="ck_carrier_changes_subject_known"),
    )
    op.create_index("ix_carrier_changes_subject", "carrier_changes", ["subject", "subject_id", "id"])


def downgrade() -> None:
    for table in ("carrier_changes", "operators", "carrier_suspensions", "carriers", "fleet_assignments"):
        op.drop_table(table)
    op.drop_column("fleet_drivers", "employed_since")
    op.create_table(
        "fleet_vehicles",
        _id(),
        _text("public_id"),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("plate", "vin", "make", "model", "category")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("tare_kg", "max_mass_kg", "seats", "year")),
        _text("colour"),
        sa.Column("inspection_valid_to", sa.Date),
        sa.Column("insurance_valid_to", sa.Date),
        _text("status"),
        _text("source"),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_fleet_vehicles"),
        sa.UniqueConstraint("public_id", name="uq_fleet_vehicles_public_id"),
        sa.UniqueConstraint("party_id", "plate", name="uq_fleet_vehicles_party_id_plate"),
        sa.CheckConstraint("tare_kg >= 0 AND max_mass_kg >= tare_kg", name="ck_fleet_vehicles_masses_possible"),
    )
    for table in ("vehicle_holdings", "vehicle_plates", "vehicles"):
        op.drop_table(table)
