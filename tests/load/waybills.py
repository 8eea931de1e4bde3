"""The waybills' group: acceptance, two signatures on a PDF, a table of ten thousand rows, growth of list and search."""

from tests.load import accepting, searching

PARTS = (accepting.measure, searching.measure)


def measure(base, scale):
    """Yield the lines of its parts, one after another."""
    for part in PARTS:
        yield from part(base, scale)
