"""The keys for checks without a network (Ed25519, RFC 8032): one in use, all published, the former ones for good.

The private half stands sealed in the database and is forgotten when its key retires, so that nobody can sign with it
later. What was printed under a former key is still proved by its public half.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import exists, select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit import api as audit
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import decrypt, encrypt
from webapp.core.errors import Unavailable
from webapp.core.statements import Statement
from webapp.documents.models import DocumentKey

PURPOSE = "documents-key"
_key = DocumentKey.__table__.c
KEY_IN_USE: Final = exists().where(_key.retired_at.is_(None))  # whether there is a key: a column for other statements
IN_USE: Final = Statement(select(_key.id).where(_key.retired_at.is_(None)))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key as it is published; `retired_at` is None for the one in use."""

    key_id: str
    public_key: bytes
    created_at: datetime
    retired_at: datetime | None


def ensure_key() -> None:
    """Make the first key when there is none yet; two at the same time make one."""
    if not IN_USE.all():
        db.session().execute(insert(DocumentKey).values(_new_key()).on_conflict_do_nothing())


def rotate_key(*, actor: Actor) -> str:
    """Retire the key in use and make the next one; return its id."""
    retire = update(DocumentKey).where(DocumentKey.retired_at.is_(None))
    db.session().execute(retire.values(retired_at=now(), private_key=None))
    made = _new_key()
    db.session().execute(insert(DocumentKey).values(made))
    audit.record("documents.key_rotated", actor=actor, object_type="document_key", object_key=made["key_id"])
    return str(made["key_id"])


def published_keys() -> list[PublicKey]:
    """Return every key there ever was, newest first."""
    rows = db.session().scalars(select(DocumentKey).order_by(DocumentKey.id.desc()))
    return [PublicKey(row.key_id, bytes(row.public_key), row.created_at, row.retired_at) for row in rows]


def key_in_use() -> str:
    """Return the id of the key that signs now. Raises Unavailable before anything was ever issued."""
    return _in_use().key_id


def sign(text: str) -> bytes:
    """Return the signature of `text` (UTF-8) by the key in use. Raises Unavailable before anything was ever issued."""
    row = _in_use()
    private = decrypt(bytes(row.private_key or b""), purpose=PURPOSE, context=row.key_id.encode())
    return Ed25519PrivateKey.from_private_bytes(private).sign(text.encode())


def _in_use() -> DocumentKey:
    row = db.session().scalar(select(DocumentKey).where(DocumentKey.retired_at.is_(None)))
    if row is None:
        raise Unavailable
    return row


def _new_key() -> dict[str, Any]:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key_id = hashlib.sha256(public).hexdigest()[:8]
    sealed = encrypt(private.private_bytes_raw(), purpose=PURPOSE, context=key_id.encode())
    return {"key_id": key_id, "public_key": public, "private_key": sealed, "created_at": now()}
