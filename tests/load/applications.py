"""The third group: cases, documents, copies."""

from tests.load import copies, deciding, nightly, officers, verifying

PARTS = (deciding.measure, verifying.measure, copies.measure, officers.measure, nightly.measure)


def measure(base, scale):
    """Yield the lines of its parts, one after another."""
    for part in PARTS:
        yield from part(base, scale)
