"""A believable volume: waybills of one carrier in every state, cloned in the database from one made by the services."""

from sqlalchemy import text

from tests.waybills.conftest import build_world
from webapp.core.transaction import transaction
from webapp.waybills.models import Waybill
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, start_draft

# Of a hundred waybills, as a firm at work has them: (up to this, state, shelf of the carrier).
MIX = (
    (4, "draft", "drafts"),
    (10, "offered", "needs_me"),
    (25, "in_transit", "in_progress"),
    (100, "delivered", "done"),
)
OWN = {"id", "public_id", "state", "number", "changed_at"}
CLONES = """
INSERT INTO waybills (public_id, state, number, changed_at, {columns})
SELECT 'LOAD' || lpad(n::text, 12, '0'), CASE {state} END,
       CASE WHEN n % 100 >= 10 THEN 'LOAD-' || n END, now() - n * interval '3 minutes', {columns}
FROM waybills, generate_series(1, :scale) AS n WHERE public_id = :source
"""
SHELVES = """
INSERT INTO waybill_shelves (waybill_id, party_id, shelf, changed_at)
SELECT id, party, CASE WHEN party = carrier_party_id THEN CASE state {shelf} END ELSE 'done' END, changed_at
FROM waybills, unnest(ARRAY[carrier_party_id, consignor_party_id]) AS party WHERE public_id LIKE 'LOAD%'
"""


def fill(app, scale):
    """Make `scale` waybills of the carrier; return the world in which its people act."""
    with app.app_context():
        world = build_world(app)
        source = world.draft()
        columns = ", ".join(column.name for column in Waybill.__table__.columns if column.name not in OWN)
        state = " ".join(f"WHEN n % 100 < {limit} THEN '{state}'" for limit, state, _shelf in MIX)
        shelf = " ".join(f"WHEN '{state}' THEN '{shelf}'" for _limit, state, shelf in MIX)
        with transaction() as session:
            session.execute(text("SET LOCAL statement_timeout = 0"))
            session.execute(text(CLONES.format(columns=columns, state=state)), {"scale": scale, "source": source})
            session.execute(text(SHELVES.format(shelf=shelf)))
            session.execute(text("ANALYZE waybills, waybill_shelves"))
    return world


def drafts(app, world, number):
    """Make complete drafts on which somebody works; return their public ids."""
    found = []
    with app.app_context():
        for _ in range(number):
            with transaction():
                public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
                save_draft(public_id, world.content(), version=1, actor=world.carrier)
            found.append(public_id)
    return found
