"""Keys of the message log, in versions (clause 6.3): new messages take the newest, old ones stay readable.

A key comes from SECRET_KEY, its number and a salt of its own; the table holds number and salt, never a key.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import decrypt, encrypt
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.journal.models import JournalKey

SALT_BYTES: Final = 32
KNOWN_FOR: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Known:
    """The keys as they were read, and from which database."""

    database: db.Database
    read_at: datetime
    salts: dict[int, bytes]


_known: list[_Known] = []


def current_key() -> int:
    """Return the number of the key that new messages take. Reads at most every half minute; needs no transaction."""
    return max(_salts())


def seal(plain: bytes, *, key_id: int, context: bytes) -> bytes:
    """Return `plain` under AES-256-GCM with this key, bound to `context`."""
    return encrypt(plain, purpose=_purpose(key_id), context=context)


def unseal(sealed: bytes, *, key_id: int, context: bytes) -> bytes:
    """Return what was sealed. Raises cryptography's InvalidTag when the bytes or the context were changed."""
    return decrypt(sealed, purpose=_purpose(key_id), context=context)


def rotate(*, by: str) -> int:
    """Make a new key, which new messages take from now on (in other processes within half a minute); return its number.

    Needs an open transaction.
    """
    key = JournalKey(salt=secrets.token_bytes(SALT_BYTES), created_by=by)
    db.session().add(key)
    db.session().flush()
    _known.clear()
    return key.id


def _purpose(key_id: int) -> str:
    salts = _salts()
    if key_id not in salts:  # made by another process a moment ago
        _known.clear()
        salts = _salts()
    return f"ehis-journal:{key_id}:{salts[key_id].hex()}"


def _salts() -> dict[int, bytes]:
    database = db.database()
    for known in _known:
        if known.database is database and now() - known.read_at < KNOWN_FOR:
            return known.salts
    if in_transaction():
        salts = _read()
    else:
        with transaction(read_only=True):
            salts = _read()
    _known[:] = [_Known(database, now(), salts)]
    return salts


def _read() -> dict[int, bytes]:
    rows = db.session().execute(select(JournalKey.id, JournalKey.salt))
    return {row.id: bytes(row.salt) for row in rows}
