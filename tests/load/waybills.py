"""The waybills' group: acceptance, two signatures on a PDF, a table of ten thousand rows, growth of list and search."""

from tests.load import accepting, evidence, importing, searching

PARTS = (accepting.measure, evidence.measure, importing.measure, searching.measure)


def measure(base, scale):
    """Yield the lines of its parts, one after another; the last one fills the tables."""
    for part in PARTS:
        yield from part(base, scale)
