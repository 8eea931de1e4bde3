"""What officers and cashiers set; late money; delays; who waits without a cabinet."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0540"
down_revision = "20261122_0530"
branch_labels = None
depends_on = None

KEEP_INVOICE = """
CREATE OR REPLACE FUNCTION payments_keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.payable, NEW.ref, NEW.qepik, NEW.opened_at, NEW.guest_key)
     IS DISTINCT FROM (OLD.public_id, OLD.payable, OLD.ref, OLD.qepik, OLD.opened_at, OLD.guest_key)
     OR (OLD.party_id IS NOT NULL AND NEW.party_id IS DISTINCT FROM OLD.party_id)
     OR (OLD.state <> 'open' AND NEW.state <> OLD.state{late}) THEN
    RAISE EXCEPTION 'what an invoice says stays, and one that has ended is not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_BOOKING = """
    CREATE OR REPLACE FUNCTION settlements_keep_booking() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {kept}
        OR to_jsonb(OLD) - 'statement_id'{more} IS DISTINCT FROM to_jsonb(NEW) - 'statement_id'{more}
      THEN RAISE EXCEPTION 'a booking is put into a statement once' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""
ONCE = "OLD.statement_id IS NOT NULL OR NEW.statement_id IS NULL"
ONCE_EACH = """(OLD.statement_id IS NOT NULL AND NEW.statement_id IS DISTINCT FROM OLD.statement_id)
        OR (OLD.station_statement_id IS NOT NULL AND NEW.station_statement_id IS DISTINCT FROM OLD.station_statement_id)"""
KEEP_STATEMENT = """
    CREATE OR REPLACE FUNCTION settlements_keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state = 'paid' OR (OLD.number, OLD.carrier_id, OLD.since, OLD.until, OLD.gross, OLD.station, OLD.advance,
          OLD.qepik, OLD.document_token{old})
        IS DISTINCT FROM (NEW.number, NEW.carrier_id, NEW.since, NEW.until, NEW.gross, NEW.station, NEW.advance,
          NEW.qepik, NEW.document_token{new})
      THEN RAISE EXCEPTION 'a statement keeps what it says' USING ERRCODE = 'restrict_violation'; END IF;
      RETURN NEW;
    END $$
"""
INSTANT = sa.DateTime(timezone=True)
OLD_STATES = "state IN ('held', 'paid', 'refunded', 'exchanged', 'void')"
STATES = "state IN ('held', 'paid', 'unplaced', 'refunded', 'exchanged', 'void')"
PAID_LATE = " AND NOT (OLD.state IN ('cancelled', 'lapsed') AND NEW.state = 'paid')"


def upgrade() -> None:
    """Make them."""
    op.execute(KEEP_INVOICE.format(late=PAID_LATE))
    _delays()
    _unplaced()
    _guests_wait()
    _proposals()
    _second_persons()
    _stations_paid()


def downgrade() -> None:
    """Drop them; who has no seat reads as paid again, as before."""
    _no_stations_paid()
    op.drop_table("till_second_asks")
    op.drop_table("bus_rule_proposals")
    _no_guests_wait()
    _known_states(OLD_STATES)
    op.drop_column("bus_unplaced", "reminded_at")
    op.drop_table("bus_delays")
    op.drop_constraint("ck_bus_trips_late_for_a_reason", "bus_trips")
    op.drop_constraint("ck_bus_trips_delay_possible", "bus_trips")
    op.drop_column("bus_trips", "delay_reason")
    op.drop_column("bus_trips", "delay_minutes")
    op.execute(KEEP_INVOICE.format(late=""))


def _delays() -> None:
    op.add_column("bus_trips", sa.Column("delay_minutes", sa.Integer, nullable=False, server_default="0"))
    op.add_column("bus_trips", sa.Column("delay_reason", sa.Text))
    op.create_check_constraint("delay_possible", "bus_trips", "delay_minutes BETWEEN 0 AND 1440")
    op.create_check_constraint("late_for_a_reason", "bus_trips", "(delay_minutes > 0) = (delay_reason IS NOT NULL)")
    op.create_table(
        "bus_delays",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("trip_id", sa.BigInteger, sa.ForeignKey("bus_trips.id"), nullable=False, index=True),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("said_by", sa.Text, nullable=False),
        sa.Column("said_at", INSTANT, nullable=False),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_possible"),
    )


def _unplaced() -> None:
    op.add_column("bus_unplaced", sa.Column("reminded_at", INSTANT))
    _known_states(STATES)
    op.execute(
        "UPDATE bus_tickets SET state = 'unplaced' WHERE state = 'paid' AND id IN"
        " (SELECT ticket_id FROM bus_unplaced WHERE state = 'open')"
    )


def _known_states(states: str) -> None:
    op.drop_constraint("ck_bus_tickets_state_known", "bus_tickets")
    if "unplaced" not in states:
        op.execute("UPDATE bus_tickets SET state = 'paid' WHERE state = 'unplaced'")
    op.create_check_constraint("state_known", "bus_tickets", states)


def _guests_wait() -> None:
    table, live = "bus_waiting", sa.text("state IN ('waiting', 'offered')")
    for name in ("party_id", "account_id"):
        op.alter_column(table, name, nullable=True)
    for name in ("guest_key", "contact_key"):
        op.add_column(table, sa.Column(name, sa.LargeBinary))
    for name in ("email", "phone"):
        op.add_column(table, sa.Column(name, sa.LargeBinary))
    op.add_column(table, sa.Column("language", sa.Text, nullable=False, server_default="az"))
    op.create_unique_constraint("uq_bus_waiting_guest_key", table, ["guest_key"])
    op.create_index("one_wait_an_address", table, ["trip_id", "contact_key"], unique=True, postgresql_where=live)
    op.create_check_constraint("somebody_waits", table, "party_id IS NOT NULL OR guest_key IS NOT NULL")


def _no_guests_wait() -> None:
    """Guests who wait have no place in the older table."""
    op.execute("DELETE FROM bus_waiting WHERE party_id IS NULL")
    op.drop_constraint("ck_bus_waiting_somebody_waits", "bus_waiting")
    op.drop_index("one_wait_an_address", "bus_waiting")
    op.drop_constraint("uq_bus_waiting_guest_key", "bus_waiting")
    for name in ("language", "phone", "email", "contact_key", "guest_key"):
        op.drop_column("bus_waiting", name)
    for name in ("party_id", "account_id"):
        op.alter_column("bus_waiting", name, nullable=False)


def _proposals() -> None:
    table = "bus_rule_proposals"
    texts = ("public_id", "kind", "subject", "basis", "state", "asked_name")
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("party_id", sa.BigInteger, index=True),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_name", sa.Text, nullable=False, server_default=""),
        sa.Column("decided_at", INSTANT),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("applied_at", INSTANT),
        sa.UniqueConstraint("public_id", name="uq_bus_rule_proposals_public_id"),
        sa.CheckConstraint("kind IN ('terms', 'closing', 'commission', 'benefit', 'tier', 'limit')", name="kind_known"),
        sa.CheckConstraint("state IN ('waiting', 'approved', 'refused', 'withdrawn')", name="state_known"),
        sa.CheckConstraint("btrim(basis) <> ''", name="basis_named"),
        sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at_an_instant"),
        sa.CheckConstraint("state NOT IN ('approved', 'refused') OR decided_by <> asked_by", name="two_persons"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_bus_rule_proposals_waiting", table, ["id"], postgresql_where=waiting)
    op.create_index("ix_bus_rule_proposals_kind_subject", table, ["kind", "subject"])


def _second_persons() -> None:
    table = "till_second_asks"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("public_id", "ticket", "quote", "state", "asked_name")),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("till_id", sa.BigInteger, sa.ForeignKey("tills.id"), nullable=False),
        sa.Column("qepik", sa.BigInteger, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_name", sa.Text, nullable=False, server_default=""),
        sa.Column("decided_at", INSTANT),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("public_id", name="uq_till_second_asks_public_id"),
        sa.CheckConstraint("state IN ('waiting', 'agreed', 'refused', 'given')", name="state_known"),
        sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_at_an_instant"),
        sa.CheckConstraint("decided_by <> asked_by", name="two_persons"),
        sa.CheckConstraint("state <> 'refused' OR btrim(answer) <> ''", name="refused_with_words"),
    )
    op.create_index("ix_till_second_asks_party_id_id", table, ["party_id", "id"])
    live = sa.text("state IN ('waiting', 'agreed')")
    op.create_index("one_open_ask_a_ticket", table, ["quote"], unique=True, postgresql_where=live)


def _stations_paid() -> None:
    table, bookings = "settlement_statements", "settlement_bookings"
    op.add_column(table, sa.Column("kind", sa.Text, nullable=False, server_default="carrier"))
    op.add_column(table, sa.Column("station_code", sa.Text, nullable=False, server_default=""))
    op.drop_constraint("one_statement_up_to_a_day", table)
    op.create_unique_constraint("one_statement_up_to_a_day", table, ["carrier_id", "kind", "station_code", "until"])
    op.create_check_constraint("kind_known", table, "kind IN ('carrier', 'station')")
    op.create_check_constraint("station_named", table, "(kind = 'station') = (station_code <> '')")
    op.drop_constraint("ck_settlement_statements_figures_agree", table)
    figures = "qepik = CASE kind WHEN 'station' THEN station ELSE gross - station - advance END"
    op.create_check_constraint("figures_agree", table, figures)
    op.add_column(bookings, sa.Column("station_statement_id", sa.BigInteger, sa.ForeignKey(f"{table}.id")))
    op.create_index("ix_settlement_bookings_station_statement_id", bookings, ["station_statement_id"])
    waiting = sa.text("station_statement_id IS NULL AND station <> ''")
    op.create_index("ix_settlement_bookings_of_stations", bookings, ["station", "day"], postgresql_where=waiting)
    op.execute(KEEP_BOOKING.format(kept=ONCE_EACH, more=" - 'station_statement_id'"))
    op.execute(KEEP_STATEMENT.format(old=", OLD.kind, OLD.station_code", new=", NEW.kind, NEW.station_code"))


def _no_stations_paid() -> None:
    """Statements to stations have no place in the older tables and must not be there."""
    table = "settlement_statements"
    op.execute(KEEP_STATEMENT.format(old="", new=""))
    op.execute(KEEP_BOOKING.format(kept=ONCE, more=""))
    op.drop_index("ix_settlement_bookings_of_stations", "settlement_bookings")
    op.drop_column("settlement_bookings", "station_statement_id")
    for name in ("figures_agree", "station_named", "kind_known"):
        op.drop_constraint(f"ck_{table}_{name}", table)
    op.create_check_constraint("figures_agree", table, "qepik = gross - station - advance")
    op.drop_constraint("one_statement_up_to_a_day", table)
    op.create_unique_constraint("one_statement_up_to_a_day", table, ["carrier_id", "until"])
    op.drop_column(table, "station_code")
    op.drop_column(table, "kind")
