"""Work that is done later: reading a copy, destroying the bytes of one that was removed."""

from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.reading import read
from webapp.attachments.services.reading import finish, start
from webapp.core import files
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("attachments.read", queue="reading", attempts=3, wait=20)
def read_copy(*, public_id: str) -> None:
    """Draw the pages of a copy, read them, keep what was found; a copy that was removed meanwhile is nobody's concern."""
    try:
        with transaction(read_only=True):
            wanted = start(public_id)
    except NoSuchCopy:
        return
    if wanted is None:
        return
    found = read(wanted)
    with transaction():
        finish(public_id, found)


@job("attachments.destroy", attempts=10)
def destroy_bytes(*, key: str) -> None:
    """Delete bytes that no row names any more."""
    files.destroy(key)
