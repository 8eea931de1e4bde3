"""The list of waybills and its search: how much longer their pages take at a large number than at ten thousand.

Two databases stand side by side and are asked in turn, so that whatever else the machine does slows both alike.
All waybills are of one firm, spread over two years, with 2,000 partners, 40 goods, 500 lorries and 60 places: harder than a
country, whose search is scoped to the firm that asks. The worst of all pages counts.
"""

import time
from contextlib import ExitStack

from sqlalchemy import text

from tests.load import servers, visitors
from tests.load.lines import Line
from tests.load.runs import say
from tests.support.people import sign_in
from tests.waybills.conftest import build_world
from webapp.core import db
from webapp.waybills.numbers import legal_number

FEW = 10_000
LEAST_MANY = 100_000
BATCH = 500_000
WARM = 10
TURNS = 60
TABLES = ("waybills", "waybill_shelves", "waybill_search")
PAGES = {
    "list": "/cabinet/waybills?shelf=done",
    "everything": "/cabinet/waybills/find?all=1",
    "found often": "/cabinet/waybills?q=yuk1",
    "found seldom": "/cabinet/waybills?q=firma1234",
    "a lorry": "/cabinet/waybills/find?plate=10-AA-123",
    "a lorry and goods": "/cabinet/waybills/find?plate=10-AA-123&goods=yuk3",
    "a partner's number": "/cabinet/waybills/find?partner=9900000777",
    "a rare state": "/cabinet/waybills/find?state=stopped",
    "found once, long ago": "/cabinet/waybills?q=nadir1",
    "found nowhere": "/cabinet/waybills?q=yoxdur",
    "a beginning": "/cabinet/waybills?q=firma19",
    "a month": "/cabinet/waybills/find?since=01.03.2026&until=31.03.2026",
    "a month and a partner": "/cabinet/waybills/find?since=01.03.2026&until=31.03.2026&partner=firma55",
    "a number": "/cabinet/waybills?q=AZ-2025-0000000777-{digit}",
}
WAYBILLS = """
INSERT INTO waybills (id, public_id, version, state, number, initiator_party_id, initiator_role, carrier_party_id,
                      vehicle_plate, trailer_plates, loading_at, content, created_at, changed_at)
OVERRIDING SYSTEM VALUE
SELECT 1000000 + n, 'FIND' || lpad(n::text, 12, '0'), 3,
       CASE WHEN n % 5000 = 7 THEN 'stopped' WHEN n % 100 < 4 THEN 'draft' WHEN n % 100 < 10 THEN 'offered'
            WHEN n % 100 < 25 THEN 'in_transit' ELSE 'delivered' END,
       CASE WHEN n = 777 THEN :number WHEN n % 100 >= 10 OR n % 5000 = 7 THEN 'FIND-' || n END,
       :party, 'carrier', :party, '10-AA-' || lpad((n % 500)::text, 3, '0'), '{}', at,
       jsonb_build_object(
         'consignor', jsonb_build_object('number', '9900010231', 'name', '“Göyçay Meyvə” MMC', 'address', ''),
         'carrier', jsonb_build_object('number', '9900010101', 'name', '“Xəzər Yük” MMC', 'address', ''),
         'consignee', jsonb_build_object('number', (9900000000 + n % 2000)::text, 'name', 'Firma' || n % 2000, 'address', ''),
         'goods', jsonb_build_array(jsonb_build_object('nature', 'Yük' || n % 40, 'gross_kg', '1200')),
         'loading', jsonb_build_object('name', 'Yer' || n % 60, 'address', ''),
         'unloading', jsonb_build_object('name', 'Bakı', 'address', ''), 'total_gross_kg', '1200'),
       at, at
FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS n,
     CAST(:last_of_all - :first_of_all + 1 AS float) AS number,
     LATERAL (SELECT now() - interval '730 days' * ((CAST(:last_of_all AS float) - n) / number)
                     - interval '1 hour' * (n::bigint * 7919 % 120) AS at) AS spread
"""
SHELVES = """
INSERT INTO waybill_shelves (waybill_id, party_id, shelf, changed_at)
SELECT id, :party, CASE state WHEN 'draft' THEN 'drafts' WHEN 'offered' THEN 'needs_me' WHEN 'delivered' THEN 'done'
                   ELSE 'in_progress' END, changed_at
FROM waybills WHERE id BETWEEN 1000000 + :first AND 1000000 + :last
"""
ENTRIES = """
INSERT INTO waybill_search (waybill_id, party_id, at, week, words)
SELECT 1000000 + n, :party, at, floor(extract(epoch FROM at) / 604800),
       array_to_tsvector(ARRAY['s' || state, 'p9900010231', 'pgoycay', 'pmeyve', 'pmmc', 'p9900010101', 'pxezer', 'pyuk',
         'p' || 9900000000 + n % 2000, 'pfirma' || n % 2000, 'v' || lower(replace(vehicle_plate, '-', '')), 'v10', 'vaa',
         'v' || lpad((n % 500)::text, 3, '0'), 'gyuk' || n % 40, 'lyer' || n % 60, 'lbaki',
         CASE WHEN n = 3 THEN 'gnadir1' ELSE 'gyuk' END])
FROM (SELECT *, id - 1000000 AS n, loading_at AS at FROM waybills
      WHERE id BETWEEN 1000000 + :first AND 1000000 + :last) AS known
"""
# What a throw-away database need not do while it is filled.
LIGHTER = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET max_wal_size = '12GB'",
    "SELECT pg_reload_conf()",
    "SET synchronous_commit = off",
    "SET statement_timeout = 0",
    "SET session_replication_role = replica",
    "SET maintenance_work_mem = '512MB'",
    "ALTER TABLE waybills DROP CONSTRAINT IF EXISTS ck_waybills_content_bounded",
    "ALTER TABLE waybills DROP CONSTRAINT IF EXISTS uq_waybills_initiator_party_id_start_key",
)
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(:tables)
AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def measure(base, scale):
    """Yield by how much the slowest page grows from ten thousand waybills to `scale`."""
    many = max(scale, LEAST_MANY)
    with ExitStack() as stack:
        small = stack.enter_context(servers.ground())
        app = stack.enter_context(visitors.application(base))
        large_base = db.database()
        small_base = db.open_database(small.database_url)
        stack.callback(small_base.close)
        few, lots = (_house(app, *told) for told in ((small_base, FEW), (large_base, many)))
        times = {name: _in_turn(path, few, lots) for name, path in PAGES.items()}
        db.install_database(large_base)
    for name, (at_few, at_many) in times.items():
        say(f"{name}: {1000 * at_few:.1f} ms at {FEW}, {1000 * at_many:.1f} ms at {many}")
    yield Line("waybill_search_growth", max(at_many / at_few for at_few, at_many in times.values()), "x")


def _house(app, database, number):
    """Fill a database; return it with a client who is signed in there."""
    db.install_database(database)
    with app.app_context():
        party = build_world(app).carrier.party_id
    client = app.test_client()
    sign_in(client, visitors.HEAD, party=party)
    _fill(party, 1, number)
    return database, client


def _in_turn(path, *houses):
    """Return the least seconds of a page in each house, asked in turn by a process that is warm: others work here too."""
    address, taken = path.format(digit=_number()[-1]), [[] for _house in houses]
    for turn in range(WARM + TURNS):
        for (database, client), mine in zip(houses, taken, strict=True):
            db.install_database(database)
            began = time.perf_counter()
            answer = client.get(address)
            mine.append(time.perf_counter() - began)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status}")
            if turn < WARM:
                mine.clear()
    return [min(mine) for mine in taken]


def _number():
    return legal_number(2025, 777)


def _fill(party, first, last):
    """Make the waybills of a stretch; indexes are made when the rows are there, as one fills a table of this size."""
    engine = db.database().engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in LIGHTER:
            connection.execute(text(setting))
        indexes = connection.execute(text(INDEXES), {"tables": list(TABLES)}).all()
        for index in indexes:
            connection.execute(text(f'DROP INDEX "{index.indexname}"'))
        for begin in range(first, last + 1, BATCH):
            told = {"party": party, "first": begin, "last": min(begin + BATCH - 1, last)}
            whole = {"first_of_all": first, "last_of_all": last, "number": _number()}
            connection.execute(text(WAYBILLS), {**told, **whole})
            connection.execute(text(SHELVES), told)
            connection.execute(text(ENTRIES), told)
            say(f"waybills: {told['last']} at {time.strftime('%H:%M:%S')}")
        for index in indexes:
            connection.execute(text(index.indexdef))
        connection.execute(text(f"VACUUM ANALYZE {', '.join(TABLES)}"))
        connection.execute(text("RESET ALL"))
        size = connection.execute(text("SELECT pg_size_pretty(pg_database_size(current_database()))")).scalar_one()
        say(f"the database has {size}")
