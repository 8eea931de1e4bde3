"""Seats held in half of the database's time: one row after another instead of statements over lists of one or two."""

from alembic import op

revision = "20261122_0570"
down_revision = "20261122_0560"
branch_labels = None
depends_on = None

HOLD = """
CREATE OR REPLACE FUNCTION bus_hold(fresh jsonb) RETURNS text LANGUAGE plpgsql SET lock_timeout = '3s' AS $$
DECLARE
  held bigint;
  wish record;
  trip record;
  way bigint;
  passenger record;
  ticket bigint;
BEGIN
  FOR wish IN  -- every trip is locked before anything is written, in the order of all who lock several
    SELECT (one->>'trip_id')::bigint AS trip_id, one->'seats' AS seats
    FROM jsonb_array_elements(fresh->'legs') AS one ORDER BY 1
  LOOP
    SELECT t.state, t.seats INTO STRICT trip FROM bus_trips AS t WHERE t.id = wish.trip_id FOR SHARE;
    IF trip.state <> 'planned' THEN
      RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'not_run';
    END IF;
    FOR place IN 0 .. jsonb_array_length(wish.seats) - 1 LOOP
      IF (wish.seats->>place)::int NOT BETWEEN 1 AND trip.seats THEN
        RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'no_such_seat';
      END IF;
    END LOOP;
  END LOOP;
  INSERT INTO bus_orders (
    public_id, party_id, account_id, language, guest_key, channel, state, held_until, opened_at)
  VALUES (
    fresh->>'public_id', (fresh->>'party_id')::bigint, (fresh->>'account_id')::bigint, fresh->>'language',
    decode(fresh->>'guest_key', 'hex'), fresh->>'channel', 'held', (fresh->>'held_until')::timestamptz,
    (fresh->>'opened_at')::timestamptz)
  RETURNING id INTO held;
  FOR wish IN  -- places by their key, as all who take several
    SELECT (one->>'trip_id')::bigint AS trip_id, (one->>'start_at')::int AS start_at, (one->>'end_at')::int AS end_at,
           one->'prices' AS prices, ordinality AS number, one->'seats' AS seats
    FROM jsonb_array_elements(fresh->'legs') WITH ORDINALITY AS asked (one, ordinality) ORDER BY 1
  LOOP
    INSERT INTO bus_legs (order_id, number, trip_id, start_at, end_at, prices)
    VALUES (held, wish.number, wish.trip_id, wish.start_at, wish.end_at, wish.prices)
    RETURNING id INTO way;
    FOR passenger IN
      SELECT seat::int AS seat, ordinality AS position
      FROM jsonb_array_elements_text(wish.seats) WITH ORDINALITY AS wanted (seat, ordinality) ORDER BY 1
    LOOP
      INSERT INTO bus_tickets (order_id, leg_id, position, seat, commission_qepik, state, issue_no)
      VALUES (held, way, passenger.position, passenger.seat, 0, 'held', 1)
      RETURNING id INTO ticket;
      FOR piece IN wish.start_at .. wish.end_at - 1 LOOP
        INSERT INTO bus_places (trip_id, seat, segment, ticket_id)
        VALUES (wish.trip_id, passenger.seat, piece, ticket)
        ON CONFLICT ON CONSTRAINT one_passenger_a_seat DO NOTHING;
        IF NOT FOUND THEN
          RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'taken';
        END IF;
      END LOOP;
    END LOOP;
    IF fresh->'lap' = 'true' THEN
      INSERT INTO bus_tickets (order_id, leg_id, position, seat, rider, commission_qepik, state, issue_no)
      VALUES (held, way, jsonb_array_length(wish.seats) + 1, NULL, 'lap', 0, 'held', 1);
    END IF;
  END LOOP;
  RETURN 'held';
EXCEPTION
  WHEN SQLSTATE 'KB001' THEN RETURN SQLERRM;
  WHEN lock_not_available OR deadlock_detected THEN RETURN 'busy';
END $$
"""
NOTED = """
CREATE FUNCTION bus_hold_noted(fresh jsonb, entries jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  said text := bus_hold(fresh);
BEGIN
  IF said = 'held' THEN
    PERFORM audit_append(ARRAY(SELECT jsonb_array_elements_text(entries)));
  END IF;
  RETURN said;
END $$
"""


def upgrade() -> None:
    """Put it in place of the other, which does the same; with the journal's entries, for who writes nothing after it."""
    op.execute(HOLD)
    op.execute(NOTED)


def downgrade() -> None:
    """Put the other one back."""
    op.execute("DROP FUNCTION bus_hold_noted(jsonb, jsonb)")
    op.execute(
        op.get_context().script.get_revision("20261122_0550").module.HOLD.replace("CREATE", "CREATE OR REPLACE", 1)
    )
