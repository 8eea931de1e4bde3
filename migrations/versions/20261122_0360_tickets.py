"""Stations, routes, trips, seats, tickets."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0360"
down_revision = "20261122_0355"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
TABLES: Final = (
    "bus_stations bus_routes bus_stops bus_services bus_fares bus_trips bus_orders bus_legs bus_tickets bus_places"
)


def upgrade() -> None:
    """Make the network's tables, then those of what is sold."""
    _network()
    _calendar()
    _fares()
    _trips()
    _orders()
    _tickets()
    _places()
    op.execute(
        "CREATE FUNCTION bus_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'fares are only added' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER bus_fares_append_only BEFORE UPDATE OR DELETE ON bus_fares "
        "FOR EACH STATEMENT EXECUTE FUNCTION bus_refuse()"
    )


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)
    op.execute("DROP FUNCTION bus_refuse()")


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


def _network() -> None:
    _make(
        "bus_stations",
        *_columns("code name_az name_en name_ru", sa.Text),
        *_columns("closes_minutes", sa.Integer),
        _unique("uq_bus_stations_code", "code"),
        _check("bus_stations_closing_possible", "closes_minutes BETWEEN 0 AND 1440"),
    )
    _make(
        "bus_routes",
        *_columns("number kind", sa.Text),
        *_columns("party_id", sa.BigInteger),
        _unique("uq_bus_routes_number", "number"),
        _check("bus_routes_kind_known", "kind IN ('city', 'intercity', 'international')"),
    )
    op.create_index("ix_bus_routes_party_id", "bus_routes", ["party_id"])
    op.create_table(
        "bus_stops",
        *_columns("route_id station_id", sa.BigInteger),
        *_columns("position minutes zone", sa.Integer),
        sa.PrimaryKeyConstraint("route_id", "position", name=op.f("pk_bus_stops")),
        _unique("uq_bus_stops_route_id_station_id", "route_id", "station_id"),
        _to("bus_stops", "route_id", "bus_routes"),
        _to("bus_stops", "station_id", "bus_stations"),
        _check("bus_stops_numbers_possible", "position >= 0 AND minutes >= 0 AND zone > 0"),
    )
    op.create_index("ix_bus_stops_station_id", "bus_stops", ["station_id"])


def _calendar() -> None:
    _make(
        "bus_services",
        *_columns("route_id", sa.BigInteger),
        *_columns("departs", sa.Time),
        *_columns("weekdays plate layout", sa.Text),
        *_columns("seats", sa.Integer),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        _to("bus_services", "route_id", "bus_routes"),
        _unique("uq_bus_services_route_id_departs_valid_from", "route_id", "departs", "valid_from"),
        _check("bus_services_weekdays_known", "weekdays ~ '^[1-7]{1,7}$'"),
        _check("bus_services_seats_possible", "seats BETWEEN 1 AND 99"),
        _check("bus_services_layout_known", "layout IN ('2+2', '2+1')"),
        _check("bus_services_days_in_order", "valid_to >= valid_from"),
    )


def _fares() -> None:
    _make(
        "bus_fares",
        *_columns("route_id qepik", sa.BigInteger),
        *_columns("zone_low zone_high", sa.Integer),
        *_columns("rider basis", sa.Text),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        _to("bus_fares", "route_id", "bus_routes"),
        _unique("one_fare_from_a_day", "route_id", "zone_low", "zone_high", "rider", "valid_from"),
        _check("bus_fares_rider_known", "rider IN ('adult', 'child')"),
        _check("bus_fares_row_possible", "zone_low <= zone_high AND qepik > 0 AND btrim(basis) <> ''"),
        _check("bus_fares_days_in_order", "valid_to >= valid_from"),
    )


def _trips() -> None:
    _make(
        "bus_trips",
        *_columns("number plate layout", sa.Text),
        *_columns("service_id route_id", sa.BigInteger),
        *_columns("day", sa.Date),
        *_columns("departs_at", INSTANT),
        *_columns("seats", sa.Integer),
        _to("bus_trips", "service_id", "bus_services"),
        _to("bus_trips", "route_id", "bus_routes"),
        _unique("uq_bus_trips_number", "number"),
        _unique("uq_bus_trips_service_id_day", "service_id", "day"),
    )
    op.create_index("ix_bus_trips_route_id_day", "bus_trips", ["route_id", "day"])


def _orders() -> None:
    _make(
        "bus_orders",
        *_columns("public_id language channel state", sa.Text),
        *_columns("invoice", sa.Text, null=True),
        *_columns("party_id account_id", sa.BigInteger, null=True),
        *_columns("email phone guest_key", sa.LargeBinary, null=True),
        *_columns("held_until opened_at", INSTANT),
        *_columns("paid_at", INSTANT, null=True),
        _unique("uq_bus_orders_public_id", "public_id"),
        _unique("uq_bus_orders_guest_key", "guest_key"),
        _check("bus_orders_state_known", "state IN ('held', 'paid', 'lapsed', 'given_up')"),
        _check("bus_orders_channel_known", "channel IN ('web', 'till', 'bus')"),
        _check("bus_orders_paid_at_an_instant", "(state = 'paid') = (paid_at IS NOT NULL)"),
        _check("bus_orders_somebody_buys", "party_id IS NOT NULL OR guest_key IS NOT NULL OR channel <> 'web'"),
    )
    op.create_index("ix_bus_orders_party_id_id", "bus_orders", ["party_id", "id"])
    op.create_index("ix_bus_orders_held", "bus_orders", ["held_until"], postgresql_where=sa.text("state = 'held'"))
    _make(
        "bus_legs",
        *_columns("order_id trip_id", sa.BigInteger),
        *_columns("number start_at end_at", sa.Integer),
        sa.Column("prices", JSONB, nullable=False),
        _to("bus_legs", "order_id", "bus_orders"),
        _to("bus_legs", "trip_id", "bus_trips"),
        _unique("uq_bus_legs_order_id_number", "order_id", "number"),
        _check("bus_legs_numbered", "number > 0"),
        _check("bus_legs_stops_in_order", "start_at < end_at"),
    )
    op.create_index("ix_bus_legs_trip_id", "bus_legs", ["trip_id"])


def _tickets() -> None:
    _make(
        "bus_tickets",
        *_columns("order_id leg_id", sa.BigInteger),
        *_columns("position", sa.Integer),
        *_columns("seat", sa.Integer, null=True),
        *_columns("rider benefit basis number token", sa.Text, null=True),
        *_columns("qepik boarded_by replaces_id", sa.BigInteger, null=True),
        *_columns("commission_qepik", sa.BigInteger),
        *_columns("name document born fin", sa.LargeBinary, null=True),
        *_columns("state", sa.Text),
        *_columns("issue_no", sa.Integer),
        *_columns("boarded_at", INSTANT, null=True),
        _to("bus_tickets", "order_id", "bus_orders"),
        _to("bus_tickets", "leg_id", "bus_legs"),
        _to("bus_tickets", "replaces_id", "bus_tickets"),
        _unique("uq_bus_tickets_leg_id_position", "leg_id", "position"),
        _unique("uq_bus_tickets_number", "number"),
        _check("bus_tickets_state_known", "state IN ('held', 'paid', 'refunded', 'exchanged', 'void')"),
        _check("bus_tickets_rider_known", "rider IN ('lap', 'child', 'adult', 'benefit')"),
        _check("bus_tickets_benefit_named", "rider <> 'benefit' OR benefit IS NOT NULL"),
        _check("bus_tickets_price_possible", "qepik >= 0 AND commission_qepik BETWEEN 0 AND qepik"),
        _check("bus_tickets_no_seat_no_price", "seat IS NOT NULL OR qepik = 0"),
        _check("bus_tickets_issued", "issue_no > 0"),
    )
    op.create_index("ix_bus_tickets_order_id", "bus_tickets", ["order_id"])
    op.create_index("ix_bus_tickets_replaces_id", "bus_tickets", ["replaces_id"])


def _places() -> None:
    _make(
        "bus_places",
        *_columns("trip_id ticket_id", sa.BigInteger),
        *_columns("seat segment", sa.Integer),
        _to("bus_places", "trip_id", "bus_trips"),
        _to("bus_places", "ticket_id", "bus_tickets"),
        _unique("one_passenger_a_seat", "trip_id", "seat", "segment"),
    )
    op.create_index("ix_bus_places_ticket_id", "bus_places", ["ticket_id"])
