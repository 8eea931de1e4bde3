"""A country's timetable: hundreds of routes between a hundred towns, as many coming trips as are asked for."""

from sqlalchemy import text

from webapp.core.transaction import transaction
from webapp.timetable.demo import seed_timetable

TOWNS, ROUTES, STOPS, DEPARTURES = 120, 250, 5, 10
BASIS = "Yükləmə sınağı"
PARTS = """
INSERT INTO bus_stations (code, name_az, name_en, name_ru, closes_minutes, latitude, longitude)
SELECT 'L' || lpad(n::text, 3, '0'), 'Qəsəbə ' || n, 'Town ' || n, 'Посёлок ' || n, 10, 39 + n / 60.0, 45 + n / 40.0
FROM generate_series(1, {towns}) AS n;
INSERT INTO bus_routes (number, kind, party_id)
SELECT 'L' || (1000 + n), 'intercity', (SELECT party_id FROM bus_routes WHERE number = '501')
FROM generate_series(1, {routes}) AS n;
INSERT INTO bus_stops (route_id, position, station_id, minutes, zone)
SELECT r.id, p, s.id, p * 60, p + 1 FROM bus_routes r
CROSS JOIN generate_series(0, {stops} - 1) AS p
JOIN bus_stations s ON s.code = 'L' || lpad(((substr(r.number, 2)::int * 7 + p * 13) % {towns} + 1)::text, 3, '0')
WHERE r.number LIKE 'L1%';
INSERT INTO bus_fares (route_id, zone_low, zone_high, rider, qepik, basis, valid_from)
SELECT r.id, low, high, rider, CASE rider WHEN 'adult' THEN 300 ELSE 150 END * (high - low + 1), '{basis}', DATE '2026-01-01'
FROM bus_routes r, generate_series(1, {stops}) AS low, generate_series(1, {stops}) AS high,
     unnest(ARRAY['adult', 'child']) AS rider
WHERE r.number LIKE 'L1%' AND low <= high;
INSERT INTO bus_services (route_id, departs, weekdays, plate, seats, layout, valid_from)
SELECT r.id, make_time(5 + d, 0, 0), '1234567', '10-LD-' || (100 + d), 45, '2+2', DATE '2026-01-01'
FROM bus_routes r, generate_series(1, {departures}) AS d WHERE r.number LIKE 'L1%';
INSERT INTO bus_trips (number, service_id, route_id, day, departs_at, plate, seats, layout)
SELECT r.number || '-' || to_char(day, 'YYYYMMDD') || '-' || to_char(v.departs, 'HH24MI'), v.id, r.id, day,
       (day + v.departs) AT TIME ZONE 'Asia/Baku', v.plate, v.seats, v.layout
FROM generate_series(1, {days}) AS ahead
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'Asia/Baku')::date + ahead AS day) AS days
CROSS JOIN bus_services v JOIN bus_routes r ON r.id = v.route_id
WHERE r.number LIKE 'L1%' LIMIT {trips};
ANALYZE bus_stations; ANALYZE bus_routes; ANALYZE bus_stops; ANALYZE bus_fares; ANALYZE bus_services; ANALYZE bus_trips
"""


def fill(trips):
    """Make `trips` coming trips of a country beside the demo network; the application's context must be open."""
    days = -(-trips // (ROUTES * DEPARTURES))
    said = {"towns": TOWNS, "routes": ROUTES, "stops": STOPS, "departures": DEPARTURES, "days": days, "trips": trips}
    with transaction() as session:
        seed_timetable()
        session.execute(text("SET LOCAL statement_timeout = 0"))
        for part in PARTS.format(**said, basis=BASIS).split(";"):
            session.execute(text(part))


def pair(n):
    """Return the names of two towns between which buses of the route number `n` go."""
    first = (1000 + n % ROUTES + 1) * 7 % TOWNS + 1
    return f"Qəsəbə {first}", f"Qəsəbə {(first - 1 + 26) % TOWNS + 1}"
