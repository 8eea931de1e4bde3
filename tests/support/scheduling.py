"""Which test process runs what: whole files, and everything that lives in one house in one process, the longest first."""

from collections import Counter

from xdist.scheduler import LoadScopeScheduling

# What takes long begins early: a process that gets it last would work on alone.
LONGEST = ("house", "processes", "tests/architecture/test_no_500.py", "tests/ui/test_translations.py")
WALK = "tests/e2e/test_pages_everywhere.py"


def place_of(nodeid):
    """The walk through all pages and the journeys share one house (and tell one story in order), the tests of processes
    have another each; other files go by file.
    """
    file = nodeid.partition("::")[0]
    if not file.startswith("tests/e2e/"):
        return file
    return "processes" if file.endswith(("test_processes.py", "test_crash_points.py")) else "house"


def order(items):
    """Put the tests of the longest places first, then those of places with many tests.

    Within a place nothing moves but the walk: it sees the house as it is first seen.
    """
    places = [place_of(item.nodeid) for item in items]
    sizes = Counter(places)
    rank = {
        place: (LONGEST.index(place) if place in LONGEST else len(LONGEST), -sizes[place], place) for place in sizes
    }
    items.sort(key=lambda item: (rank[place_of(item.nodeid)], WALK not in item.nodeid))


class ByHouse(LoadScopeScheduling):
    """Gives out places in the order in which they were collected: see `order`."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid):
        return place_of(nodeid)
