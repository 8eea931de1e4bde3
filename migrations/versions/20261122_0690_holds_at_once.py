"""Seats held by one statement over a ride that the portal remembers, when the ride is still what it was."""

from alembic import op

revision = "20261122_0690"
down_revision = "20261122_0680"
branch_labels = None
depends_on = None

# What the hold itself depends on (the state, the seats) `bus_hold` looks at once more, under the trip's lock.
REMEMBERED = """
CREATE FUNCTION bus_hold_remembered(fresh jsonb, entries jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  leg record;
BEGIN
  FOR leg IN  -- one trip after another: a join would not go by the key
    SELECT (one->>'trip_id')::bigint AS trip_id, one->>'mark' AS mark FROM jsonb_array_elements(fresh->'legs') AS one
  LOOP
    PERFORM FROM bus_trips AS trip WHERE trip.id = leg.trip_id AND trip.xmin::text = leg.mark;
    IF NOT FOUND THEN
      RETURN 'stale';
    END IF;
  END LOOP;
  IF (SELECT jsonb_object_agg(name, version) FROM kept_versions) IS DISTINCT FROM fresh->'versions' THEN
    RETURN 'stale';
  END IF;
  RETURN bus_hold_noted(fresh, entries);
END $$
"""


def upgrade() -> None:
    """Add it beside the others."""
    op.execute(REMEMBERED)


def downgrade() -> None:
    """Take it away."""
    op.execute("DROP FUNCTION bus_hold_remembered(jsonb, jsonb)")
