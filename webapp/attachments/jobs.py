"""Work that is done later: reading a copy, destroying the bytes of one that was removed."""

from datetime import timedelta
from threading import Semaphore
from typing import Final

from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.reading import read
from webapp.attachments.services.reading import finish, start
from webapp.core import files
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction

AT_ONCE: Final = 2
AGAIN_AFTER: Final = timedelta(seconds=3)
_places: Final = Semaphore(AT_ONCE)


@job("attachments.read", queue="reading", attempts=3, wait=20)
def read_copy(*, public_id: str) -> None:
    """Draw the pages of a copy, read them, keep what was found; a copy that was removed meanwhile is nobody's concern.

    Two are read at once in a worker. Others come again in a moment, so that signatures never wait behind papers.
    """
    if not _places.acquire(blocking=False):
        with transaction():
            read_copy.defer(at=now() + AGAIN_AFTER, public_id=public_id)
        return
    try:
        _read(public_id)
    finally:
        _places.release()


def _read(public_id: str) -> None:
    try:
        with transaction(read_only=True):
            wanted = start(public_id)
    except NoSuchCopy:
        return
    if wanted is not None:
        found = read(wanted)
        with transaction():
            finish(public_id, found)


@job("attachments.destroy", attempts=10)
def destroy_bytes(*, key: str) -> None:
    """Delete bytes that no row names any more."""
    files.destroy(key)
