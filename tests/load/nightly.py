"""The nightly pass over a hundred thousand cards: how long it takes, and how much memory its process ever held."""

import json
import resource
import subprocess
import sys
import time

from sqlalchemy import text

from tests.load import visitors
from tests.load.lines import Line
from tests.load.runs import say
from webapp.cabinets.api import ensure_party
from webapp.config import ROOT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import encrypt
from webapp.core.transaction import transaction

VEHICLES = 100_000
FIRMS = 500
LONGEST = 900
FLEETS = (
    """
INSERT INTO vehicles (public_id, vin, make, model, category, tare_kg, max_mass_kg, seats, year, colour,
    inspection_valid_to, insurance_valid_to, status, source, as_of, seen_at)
SELECT 'NIGHT' || n, 'NIGHT' || lpad(CAST(n AS text), 12, '0'), 'MAN', 'TGX', 'N3', 8000, 18000, 2, 2020, 'ağ',
    current_date + CASE WHEN n % 500 = 0 THEN -1 ELSE 200 END, current_date + 200, 'registered', 'AZ/GOV/DYP', now(), now()
FROM generate_series(1, CAST(:vehicles AS bigint)) n
""",
    """
INSERT INTO vehicle_plates (vehicle_id, plate, valid_from, source)
SELECT id, 'N' || substr(vin, 6), current_date, 'AZ/GOV/DYP' FROM vehicles WHERE vin LIKE 'NIGHT%'
""",
    """
INSERT INTO vehicle_holdings (party_id, vehicle_id, "right", valid_from, source, as_of, seen_at)
SELECT parties[1 + id % cardinality(parties)], id, 'own', current_date - 1, 'AZ/GOV/DYP', now(), now()
FROM vehicles, (SELECT CAST(:parties AS bigint[]) AS parties) told WHERE vin LIKE 'NIGHT%'
""",
    """
INSERT INTO fleet_refreshes (party_id, account_id, state, asked_at, finished_at)
SELECT party, 1, 'done', now(), now() FROM unnest(CAST(:parties AS bigint[])) AS party
""",
    """
INSERT INTO permits (public_id, number, type_code, party_id, holder_name, holder_number, holder_index, details, state,
    revision, case_no, case_public_id, issued_on, valid_from, valid_to, changed_at)
SELECT 'NIGHT' || party, 'NIGHT-' || party, 'cargo', party, 'Firm', :sealed, '', '{}', 'active', 1, '', '', current_date,
    current_date, current_date + 2000, now() FROM unnest(CAST(:parties AS bigint[])) AS party
""",
    """
INSERT INTO permit_cards (public_id, number, permit_id, permit_number, type_code, party_id, vin, plate, vehicle, carriage,
    year, state, revision, issued_on, valid_to, changed_at)
SELECT v.public_id, v.public_id, p.id, p.number, 'cargo', p.party_id, v.vin, 'N' || substr(v.vin, 6), 'MAN TGX', 'goods',
    2020, 'active', 1, current_date, current_date + 2000, now()
FROM vehicles v JOIN vehicle_holdings h ON h.vehicle_id = v.id JOIN permits p ON p.party_id = h.party_id
WHERE v.vin LIKE 'NIGHT%' AND p.number LIKE 'NIGHT-%'
""",
)
TABLES = "vehicles, vehicle_plates, vehicle_holdings, fleet_refreshes, permits, permit_cards"
PROGRAM = "from tests.load.nightly import pass_over; pass_over()"


def measure(base, _scale):
    """Yield the seconds of the pass and the most mebibytes that its process held."""
    with visitors.application(base) as app:
        fill(app)
    say(f"passing over {VEHICLES} cards …")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=base.environ,
        stdout=subprocess.PIPE,
        check=True,
        timeout=LONGEST,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    if told["looked"] < VEHICLES:
        raise SystemExit(f"only {told['looked']} cards were looked at")
    say(f"permits_nightly: {told['defects']} defects found, {told['before']:.0f} MiB held before the pass")
    yield Line("permits_nightly_100k_s", told["seconds"], "s")
    yield Line("permits_nightly_peak_mib", told["peak"], "MiB")


def fill(app):
    """Make firms with fleets and a card for every vehicle; one inspection in five hundred is over."""
    say(f"making {VEHICLES} vehicles with cards …")
    with app.app_context(), transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = 0"))
        parties = [_firm(n).id for n in range(FIRMS)]
        known = {"vehicles": VEHICLES, "parties": parties, "sealed": encrypt(b"9900010101", purpose="column")}
        for statement in FLEETS:
            session.execute(text(statement), known)
        session.execute(text(f"ANALYZE {TABLES}"))


def _firm(number):
    return ensure_party("organisation", f"97{number:08}", name=f"Firma {number}", source="bench", as_of=now())


def pass_over():
    """The pass itself, in a process of its own; what it took is printed."""
    from webapp.bootstrap import create_app
    from webapp.permits.conformity.streaming import check_all
    from webapp.permits.models import Defect

    app = create_app()
    with app.app_context():
        before, began = _held(), time.perf_counter()
        looked = check_all()
        seconds = time.perf_counter() - began
        with transaction(read_only=True) as session:
            defects = session.query(Defect).count()
    db.database().close()
    told = {"looked": looked, "seconds": seconds, "peak": _held(), "before": before, "defects": defects}
    sys.stdout.write(json.dumps(told) + "\n")


def _held():
    """The most mebibytes that this process held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
