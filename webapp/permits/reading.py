"""A read in the open transaction, or in one of its own: form, checks and pages ask the same functions."""

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.core.transaction import in_transaction, transaction


@contextmanager
def reading() -> Iterator[None]:
    """Make sure that a transaction is open inside the block."""
    if in_transaction():
        yield
    else:
        with transaction(read_only=True):
            yield
