"""Which test process runs what: whole files, and everything that lives in one house in one process."""

from xdist.scheduler import LoadScopeScheduling


class ByHouse(LoadScopeScheduling):
    """Journeys share one house (and tell one story in order), the tests of processes another; other files go by file."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        if not file.startswith("tests/e2e/"):
            return file
        return "processes" if file.endswith("test_processes.py") else "house"
