"""The bytes of copies and their pictures, sealed before they reach the storage: whoever reads the disk learns nothing."""

from typing import Final

from cryptography.exceptions import InvalidTag

from webapp.core import files
from webapp.core.crypto import decrypt, encrypt
from webapp.core.errors import Unavailable

MARK: Final = b"KABINET-SEALED-1\n"  # so that sealed bytes never look like a picture or an archive by chance
PURPOSE: Final = "attachments"
OPAQUE: Final = frozenset({"application/octet-stream"})
ROOM_FOR_SEAL: Final = 1024


def put(content: bytes, *, context: str) -> int:
    """Seal and keep `content`; `context` must be given to read it. Returns the id of the file, in the open transaction."""
    sealed = MARK + encrypt(content, purpose=PURPOSE, context=context.encode())
    return files.store(sealed, name="copy", allowed=OPAQUE, limit=len(content) + ROOM_FOR_SEAL).id


def get(file_id: int, *, context: str) -> bytes:
    """Return what was kept. Raises Unavailable when it is not there or not what was kept under this context."""
    sealed = files.read(file_id).removeprefix(MARK)
    try:
        return decrypt(sealed, purpose=PURPOSE, context=context.encode())
    except InvalidTag:
        raise Unavailable from None
