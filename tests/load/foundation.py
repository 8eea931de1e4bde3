"""The first group: pages of a signed-in person, the list of waybills, saving a draft, memory, start."""

from tests.load import runs, servers
from tests.load.lines import Line

TRIPS = 1_000


def measure(base, scale):
    """Yield the lines of this group."""
    yield from _floor(base)


def _floor(base):
    with servers.floor(base) as port:
        pages = [[runs.get(f"/trips/{1 + (n * 37) % TRIPS}") for n in range(start, start + 100)] for start in range(16)]
        page = runs.closed("floor_page", runs.Requests(port, [{"requests": script} for script in pages]))
        holds = [[runs.post(f"/trips/{1 + (n * 37) % TRIPS}/holds", "") for n in range(s, s + 100)] for s in range(16)]
        insert = runs.closed("floor_insert", runs.Requests(port, [{"requests": script} for script in holds]))
    yield Line("floor_page_rps", page and page["per_second"], "1/s")
    yield Line("floor_insert_tps", insert and insert["per_second"], "1/s")
    return page, insert
