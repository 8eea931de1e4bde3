"""Tickets: the search over a country's trips, seats held, whole purchases, two hundred buyers for fifty seats.

Buyers are visitors without an account; payments are begun and settled as the payment system's answer does it
(`settling.py`): the payment system itself takes no part and costs nothing.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlencode

from sqlalchemy import text

from tests.load import foundation, network, processor, runs, servers, visitors
from tests.load.buyers import Buyer
from tests.load.lines import Line
from tests.load.settling import settlers
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.timetable.api import named, rides_between

TRIPS = 100_000
HOLDS = 250
SPARE = 4  # a connection that is answered faster than the others asks for more than its share
SHOWN = 8  # times that a map is opened, so that each of the portal's processes has shown it
SEATS = 45
PURCHASES, AT_ONCE = 160, (4, 8)
BUYERS, FOR_SEATS = 200, 50
WHO = {"document_1": "AA1234567", "born_1": "01.05.1990", "email": "a@example.az"}
PORTAL = "tests.load.unlimited:app"


def measure(base, _scale):
    """Yield the lines of this group."""
    page, insert = foundation.floor_page(base), foundation.floor_insert(base)
    with visitors.application(base) as app, app.test_request_context():
        runs.say(f"filling the timetable with {TRIPS} trips …")
        network.fill(TRIPS)
        rides = _rides(400)
        with servers.portal(base, PORTAL) as (web, _started):
            yield Line("ticket_search_rps", _search(base), "1/s", page)
            yield Line("ticket_hold_tps", _hold(base, rides), "1/s", insert)
            _count_rows()
            with settlers(base) as settled:
                for turn, many in enumerate(AT_ONCE):
                    mine = rides[-20 * (turn + 1) :][:20]
                    yield Line(f"ticket_purchase_{many}_per_s", _purchases(settled, base, web.pid, mine, many), "1/s")
            _count_rows()
            yield from _crowd(base, _larger(rides[-20 * len(AT_ONCE) - 1]))


def _rides(many):
    """Return rides of coming days, each of another trip."""
    found = {}
    for n in range(network.ROUTES * 14):
        origin, target = network.pair(n % network.ROUTES)
        with transaction(read_only=True):
            day = today() + timedelta(days=1 + n // network.ROUTES)
            found |= {ride.trip.id: ride for ride in rides_between(named(origin), named(target), day)}
        if len(found) >= many:
            break
    return list(found.values())[:many]


def _search(base):
    scripts = []
    for connection in range(runs.CONNECTIONS):
        asked = []
        for n in range(40):
            origin, target = network.pair(connection * 17 + n * 5)
            day = f"{today() + timedelta(days=1 + (connection + n) % 14):%d.%m.%Y}"
            asked.append(runs.get("/tickets?" + urlencode({"origin": origin, "target": target, "day": day})))
        scripts.append({"requests": asked})
    return runs.closed("ticket_search", runs.Requests(base.settings.port, scripts))


def _path(ride):
    return f"/tickets/trips/{ride.trip.number}/{ride.origin.code}/{ride.target.code}"


def _hold(base, rides):
    """Hold seats that nobody holds: every request is for another one, on a map that was opened before, as people do it."""
    shown = rides[: runs.CONNECTIONS * HOLDS * SPARE // SEATS]
    pages = [runs.get(_path(ride)) for ride in shown]
    begin = range(0, len(pages), len(pages) // runs.CONNECTIONS)[: runs.CONNECTIONS]  # each connection with another one
    opened = [{"requests": pages[at:] + pages[:at]} for at in begin]
    runs.exactly(runs.Requests(base.settings.port, opened), len(shown) * SHOWN)
    seats = [(ride, seat) for seat in range(1, SEATS + 1) for ride in shown]
    scripts = []
    for connection in range(runs.CONNECTIONS):
        buyer = Buyer(base.settings.port)
        buyer.get(_path(rides[connection]))
        mine = seats[connection :: runs.CONNECTIONS][: HOLDS * SPARE]
        bodies = [(_path(ride), urlencode({"csrf_token": buyer.token, "seat": seat})) for ride, seat in mine]
        scripts.append({"requests": [runs.post(path, body, cookie=buyer.cookie) for path, body in bodies]})
    result = runs.exactly(runs.Requests(base.settings.port, scripts, 303), runs.CONNECTIONS * HOLDS)
    runs.say(f"ticket_hold: p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms; bad {result['bad']}")
    return None if result["bad"] else result["per_second"]


def _purchases(settled, base, portal, rides, many):
    """So many buyers at a time, each from the seat map to the ticket on the screen."""
    wishes = [(ride, seat) for seat in range(SEATS, 0, -1) for ride in rides][:PURCHASES]
    times, settling = [], []

    def buy(wish):
        started = time.perf_counter()
        settling.append(_buy(settled, base, *wish))
        times.append(time.perf_counter() - started)

    began, before = time.perf_counter(), _spent(base, portal)
    with ThreadPoolExecutor(many) as pool:
        list(pool.map(buy, wishes))
    took = time.perf_counter() - began
    runs.say(
        f"ticket_purchase, {many} at a time: p50 {sorted(times)[len(times) // 2] * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms"
    )
    _tell_of_the_processor(before, _spent(base, portal), sum(settling))
    return len(wishes) / took


def _spent(base, portal):
    """Return the processor seconds so far of the portal, of the database, and of this process."""
    return [*map(processor.seconds, (portal, processor.postmaster(base))), time.process_time()]


def _tell_of_the_processor(before, after, settling):
    """Tell whose processor time a purchase is; settling is the portal's own work."""
    pages, database, here = (1000 * (b - a) / PURCHASES for a, b in zip(before, after, strict=True))
    settled = 1000 * settling / PURCHASES
    runs.say(
        f"ticket_purchase: of the processor {pages:.0f} ms for pages, {settled:.0f} for settling, {database:.0f} of the"
        f" database: {pages + settled + database:.0f} ms are ours; the buyers took {here:.0f} more"
    )


def _buy(settled, base, ride, seat):
    """Go from the seat map to the ticket; return the processor seconds of the settling. Raises RuntimeError when a page fails."""
    buyer = Buyer(base.settings.port)
    buyer.get(_path(ride))
    status, order = buyer.post(_path(ride), seat=seat)
    if status != 303:
        raise RuntimeError(f"seat {seat}: {status}")
    buyer.get(order)
    buyer.post(f"{order}/passengers", name_1="Aysel Məmmədova", **WHO)
    buyer.get(order)
    buyer.post(f"{order}/pay")
    settling = settled(order.rsplit("/", 1)[1])
    _status, page = buyer.get(order)
    if "AB-" not in page:
        raise RuntimeError("paid, and no ticket")
    return settling


def _count_rows():
    """Let the server count the rows of the thousands of orders that came in seconds, as it does by itself a minute later."""
    with transaction() as session:
        session.execute(text("ANALYZE bus_orders, bus_legs, bus_tickets, bus_places"))


def _larger(ride):
    """Give the trip of a ride as many seats as are fought for."""
    with transaction() as session:
        session.execute(
            text("UPDATE bus_trips SET seats = :seats WHERE id = :id"), {"seats": FOR_SEATS, "id": ride.trip.id}
        )
    return ride


def _crowd(base, ride):
    """Let two hundred come at the same moment, four for each of fifty seats."""
    buyers = [Buyer(base.settings.port) for _ in range(BUYERS)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda buyer: buyer.get(_path(ride)), buyers))
    gate = Barrier(BUYERS)

    def come(numbered):
        number, buyer = numbered
        gate.wait(timeout=60)
        started = time.perf_counter()
        status, _order = buyer.post(_path(ride), seat=1 + number % FOR_SEATS)
        return status, time.perf_counter() - started

    with ThreadPoolExecutor(BUYERS) as pool:
        said = list(pool.map(come, enumerate(buyers)))
    statuses = sorted({status for status, _took in said})
    runs.say(f"buyers_200_for_50: answers {statuses}")
    held = sum(status == 303 for status, _took in said)
    yield Line("buyers_200_for_50_sold", held, "")
    yield Line("buyers_200_for_50_s", max(took for _status, took in said), "s")
