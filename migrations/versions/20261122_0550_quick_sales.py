"""Sales in fewer exchanges: versions of what is kept in memory, seats held by one call, a journal that nobody waits for."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0550"
down_revision = "20261122_0540"
branch_labels = None
depends_on = None

KEPT = {
    "timetable.network": ("bus_stations", "bus_routes", "bus_stops", "bus_fares"),
    "tickets.terms": ("bus_route_terms", "bus_commissions", "bus_benefits", "bus_change_tiers"),
}
BEGIN = "INSERT INTO kept_versions (name, version) VALUES (:name, gen_random_uuid())"
TOUCH = """
CREATE FUNCTION kept_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kept_touches (name)
  SELECT TG_ARGV[0] WHERE NOT EXISTS (SELECT FROM kept_touches WHERE name = TG_ARGV[0]);
  RETURN NULL;
END $$
"""
RENEW = """
CREATE FUNCTION kept_renew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kept_versions (name, version) VALUES (NEW.name, gen_random_uuid())
  ON CONFLICT (name) DO UPDATE SET version = excluded.version;
  DELETE FROM kept_touches WHERE name = NEW.name;
  RETURN NULL;
END $$
"""

HOLD = """
CREATE FUNCTION bus_hold(fresh jsonb) RETURNS text LANGUAGE plpgsql SET lock_timeout = '3s' AS $$
DECLARE
  held bus_orders;
  wish record;
  trip bus_trips;
  way bus_legs;
  written integer;
BEGIN
  PERFORM 1 FROM bus_trips
    WHERE id IN (SELECT (leg->>'trip_id')::bigint FROM jsonb_array_elements(fresh->'legs') AS leg)
    ORDER BY id FOR SHARE;
  INSERT INTO bus_orders (
    public_id, party_id, account_id, language, guest_key, channel, state, held_until, opened_at)
  VALUES (
    fresh->>'public_id', (fresh->>'party_id')::bigint, (fresh->>'account_id')::bigint, fresh->>'language',
    decode(fresh->>'guest_key', 'hex'), fresh->>'channel', 'held', (fresh->>'held_until')::timestamptz,
    (fresh->>'opened_at')::timestamptz)
  RETURNING * INTO held;
  FOR wish IN
    SELECT (leg->>'trip_id')::bigint AS trip_id, (leg->>'start_at')::int AS start_at, (leg->>'end_at')::int AS end_at,
           leg->'prices' AS prices, number, ARRAY(SELECT jsonb_array_elements_text(leg->'seats')::int) AS seats
    FROM jsonb_array_elements(fresh->'legs') WITH ORDINALITY AS asked (leg, number)
    ORDER BY 1
  LOOP
    SELECT * INTO STRICT trip FROM bus_trips WHERE id = wish.trip_id;
    IF trip.state <> 'planned' THEN
      RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'not_run';
    ELSIF NOT (1 <= ALL (wish.seats) AND trip.seats >= ALL (wish.seats)) THEN
      RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'no_such_seat';
    END IF;
    INSERT INTO bus_legs (order_id, number, trip_id, start_at, end_at, prices)
    VALUES (held.id, wish.number, wish.trip_id, wish.start_at, wish.end_at, wish.prices)
    RETURNING * INTO way;
    WITH tickets AS (
      INSERT INTO bus_tickets (order_id, leg_id, position, seat, rider, commission_qepik, state, issue_no)
      SELECT held.id, way.id, position, seat, CASE WHEN seat IS NULL THEN 'lap' END, 0, 'held', 1
      FROM unnest(wish.seats || CASE WHEN fresh->'lap' = 'true' THEN ARRAY[NULL::int] ELSE '{}' END)
        WITH ORDINALITY AS passengers (seat, position)
      RETURNING id, seat
    )
    INSERT INTO bus_places (trip_id, seat, segment, ticket_id)
    SELECT way.trip_id, seat, segment, id
    FROM tickets CROSS JOIN generate_series(way.start_at, way.end_at - 1) AS segment
    WHERE seat IS NOT NULL ORDER BY seat, segment
    ON CONFLICT ON CONSTRAINT one_passenger_a_seat DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written < cardinality(wish.seats) * (way.end_at - way.start_at) THEN
      RAISE EXCEPTION USING ERRCODE = 'KB001', MESSAGE = 'taken';
    END IF;
  END LOOP;
  RETURN 'held';
EXCEPTION
  WHEN SQLSTATE 'KB001' THEN RETURN SQLERRM;
  WHEN lock_not_available OR deadlock_detected THEN RETURN 'busy';
END $$
"""

APPEND = """
CREATE OR REPLACE FUNCTION audit_append(bodies text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash bytea;
  before bytea;
  line text;
  entry jsonb;
  came bigint[];
BEGIN
  SELECT seq, hash INTO last_seq, last_hash FROM audit_head WHERE id = 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    INSERT INTO audit_waiting (body) SELECT unnest(bodies);
    RETURN NULL;
  END IF;
  SELECT array_agg(id ORDER BY id), array_agg(body ORDER BY id) || bodies INTO came, bodies
    FROM (SELECT id, body FROM audit_waiting ORDER BY id LIMIT 500) AS first_come;
  FOREACH line IN ARRAY bodies LOOP
    entry := line::jsonb;
    before := last_hash;
    last_seq := last_seq + 1;
    last_hash := sha256(before || convert_to(last_seq || E'\\n' || line, 'UTF8'));
    INSERT INTO audit_entries (
      seq, at, action, actor_account, actor_name, office_roles, on_behalf, on_behalf_name, session_id, address,
      object_type, object_key, subject_index, subject_name, purpose, detail, body, prev_hash, hash)
    VALUES (
      last_seq, (entry->>'at')::timestamptz, entry->>'action', (entry->>'actor_account')::bigint, entry->>'actor_name',
      entry->>'office_roles', (entry->>'on_behalf')::bigint, entry->>'on_behalf_name', (entry->>'session_id')::bigint,
      entry->>'address', entry->>'object_type', entry->>'object_key', decode(entry->>'subject_index', 'hex'),
      decode(entry->>'subject_name', 'hex'), entry->>'purpose', entry->'detail', line, before, last_hash);
  END LOOP;
  IF cardinality(bodies) > 0 THEN
    UPDATE audit_head SET seq = last_seq, hash = last_hash WHERE id = 1;
  END IF;
  IF came IS NOT NULL THEN
    DELETE FROM audit_waiting WHERE id = ANY (came);
  END IF;
  RETURN last_seq;
END $$
"""
MOVE = "  UPDATE audit_head SET seq = last_seq, hash = last_hash WHERE id = 1;\n"
LEAVES = """
CREATE FUNCTION audit_leaves_for_the_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_entries WHERE at = (OLD.body::jsonb->>'at')::timestamptz AND body = OLD.body
  ) THEN
    RAISE EXCEPTION 'what waits for the journal leaves only into it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$
"""


def upgrade() -> None:
    """Make them."""
    _keep_versions()
    op.execute(HOLD)
    _let_entries_wait()


def downgrade() -> None:
    """Drop them. The journal goes on as before: its function waits for the head."""
    op.execute(_as_it_was())
    op.execute("DROP TABLE audit_waiting")
    op.execute("DROP FUNCTION audit_leaves_for_the_journal()")
    op.execute("DROP FUNCTION bus_hold(jsonb)")
    for table in (table for tables in KEPT.values() for table in tables):
        op.execute(f"DROP TRIGGER kept ON {table}")
    op.drop_table("kept_touches")
    op.drop_table("kept_versions")
    for name in ("kept_touch()", "kept_renew()"):
        op.execute(f"DROP FUNCTION {name}")


def _keep_versions() -> None:
    op.create_table(
        "kept_versions",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept_versions"),
    )
    op.create_table(
        "kept_touches",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_touches"),
    )
    op.execute(TOUCH)
    op.execute(RENEW)
    op.execute(
        "CREATE CONSTRAINT TRIGGER kept_renew AFTER INSERT ON kept_touches DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION kept_renew()"
    )
    for name, tables in KEPT.items():
        for table in tables:
            op.execute(
                f"CREATE TRIGGER kept AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION kept_touch('{name}')"
            )
        op.execute(sa.text(BEGIN).bindparams(name=name))


def _let_entries_wait() -> None:
    op.create_table(
        "audit_waiting",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_waiting"),
    )
    op.execute(APPEND)
    op.execute(LEAVES)
    op.execute(
        "CREATE TRIGGER audit_waiting_stays BEFORE UPDATE OR TRUNCATE ON audit_waiting "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_waiting_leaves BEFORE DELETE ON audit_waiting "
        "FOR EACH ROW EXECUTE FUNCTION audit_leaves_for_the_journal()"
    )


def _as_it_was() -> str:
    """Return the journal's function that waits for the head, out of the one that does not."""
    head, rest = APPEND.split("  IF NOT FOUND THEN")
    loop = rest[rest.index("  FOREACH") :]
    end = loop[: loop.index("  IF cardinality")]
    head = head.replace(" SKIP LOCKED", "").replace("  came bigint[];\n", "")
    return f"{head}{end}{MOVE}  RETURN last_seq;\nEND $$"
