"""What the timetable needs beyond the first tables: calendars by date, stops in GTFS terms, states of trips, imports."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0370"
down_revision = "20261122_0360"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
FARE_KEY: Final = "route_id zone_low zone_high rider"
NEW_COLUMNS: Final = {
    "bus_stations": ("latitude", "longitude"),
    "bus_stops": ("platform",),
    "bus_fares": ("benefit", "product", "medium"),
    "bus_trips": ("state", "reason", "cancelled_at"),
}


def upgrade() -> None:
    """Widen the tables of the network, make those of imports and exports."""
    _stations()
    _calendar()
    _fares()
    _trips()
    _exchanges()


def downgrade() -> None:
    """Take it back; what only the wider tables could say is lost."""
    for name in ("bus_exports", "bus_imports", "bus_service_dates"):
        op.drop_table(name)
    op.drop_index("ix_bus_trips_departs_at", "bus_trips")
    for table, names in (("bus_trips", "seats_possible layout_known"), ("bus_fares", "rider_known row_possible")):
        for name in names.split():
            op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    op.drop_constraint("one_fare_from_a_day", "bus_fares")
    op.drop_constraint(op.f("ck_bus_services_weekdays_known"), "bus_services")
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column)  # constraints of the column go with it
    op.create_unique_constraint("one_fare_from_a_day", "bus_fares", [*FARE_KEY.split(), "valid_from"])
    _check("bus_fares_rider_known", "rider IN ('adult', 'child')")
    _check("bus_fares_row_possible", "zone_low <= zone_high AND qepik > 0 AND btrim(basis) <> ''")
    _check("bus_services_weekdays_known", "weekdays ~ '^[1-7]{1,7}$'")


def _check(name: str, rule: str) -> None:
    table = "_".join(name.split("_")[:2])
    op.create_check_constraint(op.f(f"ck_{name}"), table, rule)


def _add(table: str, name: str, kind: Any, default: str | None = None) -> None:
    op.add_column(table, sa.Column(name, kind, nullable=default is None, server_default=default))


def _stations() -> None:
    _add("bus_stations", "latitude", sa.Float)
    _add("bus_stations", "longitude", sa.Float)
    _check("bus_stations_place_on_earth", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180")
    _check("bus_stations_place_whole", "(latitude IS NULL) = (longitude IS NULL)")
    _add("bus_stops", "platform", sa.Text)


def _calendar() -> None:
    op.drop_constraint(op.f("ck_bus_services_weekdays_known"), "bus_services")
    _check("bus_services_weekdays_known", "weekdays ~ '^[1-7]{0,7}$'")
    op.create_table(
        "bus_service_dates",
        sa.Column("service_id", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("runs", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("service_id", "day", name=op.f("pk_bus_service_dates")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["bus_services.id"], name=op.f("fk_bus_service_dates_service_id_bus_services")
        ),
    )


def _fares() -> None:
    for name in ("rider_known", "row_possible"):
        op.drop_constraint(op.f(f"ck_bus_fares_{name}"), "bus_fares")
    op.drop_constraint("one_fare_from_a_day", "bus_fares")
    for name, default in (("benefit", ""), ("product", "single"), ("medium", "any")):
        _add("bus_fares", name, sa.Text, default)
    key = [*FARE_KEY.split(), "benefit", "product", "medium", "valid_from"]
    op.create_unique_constraint("one_fare_from_a_day", "bus_fares", key)
    _check("bus_fares_rider_known", "rider IN ('adult', 'child', 'benefit')")
    _check("bus_fares_benefit_named", "(rider = 'benefit') = (benefit <> '')")
    _check("bus_fares_medium_known", "medium IN ('any', 'cash', 'card', 'account')")
    _check("bus_fares_row_possible", "zone_low <= zone_high AND qepik >= 0 AND btrim(basis) <> ''")


def _trips() -> None:
    _add("bus_trips", "state", sa.Text, "planned")
    _add("bus_trips", "reason", sa.Text)
    _add("bus_trips", "cancelled_at", INSTANT)
    _check("bus_trips_state_known", "state IN ('planned', 'cancelled')")
    _check("bus_trips_cancelled_with_a_reason", "(state = 'cancelled') = (reason IS NOT NULL)")
    _check("bus_trips_cancelled_at_an_instant", "(state = 'cancelled') = (cancelled_at IS NOT NULL)")
    _check("bus_trips_seats_possible", "seats BETWEEN 1 AND 99")
    _check("bus_trips_layout_known", "layout IN ('2+2', '2+1')")
    op.create_index("ix_bus_trips_departs_at", "bus_trips", ["departs_at"])


def _make(name: str, *columns: sa.Column[Any] | sa.Constraint) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *columns, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _exchanges() -> None:
    _make(
        "bus_imports",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("public_id", "name", "state", "stands")),
        *(sa.Column(name, sa.BigInteger) for name in ("file_id", "account_id")),
        sa.Column("report", JSONB, nullable=False),
        sa.Column("handed_in_at", INSTANT, nullable=False),
        sa.Column("applied_at", INSTANT),
        sa.UniqueConstraint("public_id", name=op.f("uq_bus_imports_public_id")),
        sa.CheckConstraint(
            "state IN ('faulty', 'clean', 'applying', 'applied', 'stale')", name=op.f("ck_bus_imports_state_known")
        ),
    )
    _make(
        "bus_exports",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("file_id", sa.BigInteger, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
    )
