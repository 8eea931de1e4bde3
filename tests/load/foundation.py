"""The first group: pages of a signed-in person, the list of waybills, saving a draft, memory, start."""

from tests.load import drafting, runs, servers, visitors, volume
from tests.load.lines import Line
from tests.load.memory import largest_worker
from tests.support.people import COOKIE

TRIPS = 1_000
REQUESTS = 5_000


def measure(base, scale):
    """Yield the lines of this group."""
    page, insert = yield from _floor(base)
    with visitors.application(base) as app:
        runs.say(f"filling the tables with {scale} waybills …")
        world = volume.fill(app, scale)
        tokens = visitors.tokens(app, world.carrier.party_id)
        saves = drafting.scripts(app, volume.drafts(app, world, runs.CONNECTIONS), tokens)
    cookies = [f"{COOKIE}={token}" for token in tokens]
    with servers.portal(base) as (web, cold_start):
        yield from _cabinet(base, cookies, page)
        lists = _pages(base, "/cabinet/waybills?shelf=done", cookies)
        yield Line("waybill_list_rps", runs.closed("waybill_list", lists), "1/s", page)
        saving = runs.Requests(base.settings.port, saves)
        yield Line("waybill_draft_tps", runs.closed("waybill_draft", saving), "1/s", insert)
        yield _memory(base, cookies, web)
    yield Line("cold_start_s", cold_start, "s")


def floor_page(base):
    """Return the pages a second of the floor, for a group that is measured without this one."""
    with servers.floor(base) as port:
        return _floor_page(port)


def floor_insert(base):
    """Return the transactions a second of the floor, for a group that is measured without this one."""
    with servers.floor(base) as port:
        return _floor_insert(port)


def _floor_page(port):
    pages = [_trips(start, runs.get) for start in range(runs.CONNECTIONS)]
    return runs.closed("floor_page", runs.Requests(port, pages))


def _floor(base):
    with servers.floor(base) as port:
        page = _floor_page(port)
        insert = _floor_insert(port)
    yield Line("floor_page_rps", page, "1/s")
    yield Line("floor_insert_tps", insert, "1/s")
    return page, insert


def _floor_insert(port):
    holds = [_trips(start, lambda path: runs.post(f"{path}/holds", "")) for start in range(runs.CONNECTIONS)]
    return runs.closed("floor_insert", runs.Requests(port, holds))


def _trips(start, request):
    """A script that goes through a hundred trips, each connection through others."""
    return {"requests": [request(f"/trips/{1 + (start * 61 + n * 37) % TRIPS}") for n in range(100)]}


def _cabinet(base, cookies, floor):
    requests = _pages(base, "/cabinet", cookies)
    yield Line("cabinet_rps", runs.closed("cabinet", requests), "1/s", floor)
    yield Line("cabinet_p99_ms_at_60rps", runs.steady("cabinet at 60/s", requests), "ms")


def _memory(base, cookies, web):
    """Resident memory after 10,000 requests; what it was after half of them is told, since it should not grow."""
    requests = _pages(base, "/cabinet", cookies)
    held = []
    for _ in range(2):
        runs.exactly(requests, REQUESTS)
        held.append(largest_worker(web.pid))
    half, whole = held
    runs.say(
        f"memory of the largest web process: {whole.rss:.0f} MiB resident ({half.rss:.0f} after half of the requests), "
        f"{whole.pss:.0f} MiB with shared pages divided"
    )
    return Line("web_rss_mib", whole.rss, "MiB")


def _pages(base, path, cookies):
    return runs.Requests(base.settings.port, [{"requests": [runs.get(path, cookie=cookie)]} for cookie in cookies])
