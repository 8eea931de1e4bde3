"""The keys of ticket codes (ECDSA, P-256): one in use, all published, the former ones for good.

The private half stands sealed in the database and is forgotten when its key retires. What was issued under a former key
is still proved by its public half.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import decrypt, encrypt
from webapp.core.errors import Unavailable
from webapp.core.statements import Statement
from webapp.tickets.boarding.code import NUMBER_BYTES
from webapp.tickets.boarding.models import TicketKey

PURPOSE: Final = "ticket-key"
_key = TicketKey.__table__.c
IN_USE: Final = Statement(select(_key.id).where(_key.retired_at.is_(None)))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key as it is published: an uncompressed point; `retired_at` is None for the one in use."""

    number: int
    point: bytes
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signer:
    """The key in use, opened once for many codes."""

    number: int
    private: EllipticCurvePrivateKey

    def sign(self, content: bytes) -> bytes:
        """Return r and s over `content`; the same for the same content (RFC 6979), so that a ticket has one code."""
        r, s = decode_dss_signature(self.private.sign(content, ECDSA(SHA256(), deterministic_signing=True)))
        return r.to_bytes(NUMBER_BYTES) + s.to_bytes(NUMBER_BYTES)


def ensure_key() -> None:
    """Make the first key when there is none yet; two at the same time make one."""
    if not IN_USE.all():
        db.session().execute(insert(TicketKey).values(_new_key()).on_conflict_do_nothing())


def rotate_key(*, actor: Actor) -> int:
    """Retire the key in use and make the next one; return its number. Raises Unavailable after 255."""
    retire = update(TicketKey).where(TicketKey.retired_at.is_(None))
    db.session().execute(retire.values(retired_at=now(), private_key=None))
    made = _new_key()
    db.session().execute(insert(TicketKey).values(made))
    record("tickets.key_rotated", actor=actor, object_type="ticket_key", object_key=str(made["id"]))
    return int(made["id"])


def published_keys() -> list[PublicKey]:
    """Return every key there ever was, newest first."""
    rows = db.session().scalars(select(TicketKey).order_by(TicketKey.id.desc()))
    return [PublicKey(row.id, bytes(row.public_key), row.created_at, row.retired_at) for row in rows]


def known_points() -> dict[int, bytes]:
    """Return the public halves by number."""
    return {key.number: key.point for key in published_keys()}


def signer() -> Signer:
    """Return the key in use. Raises Unavailable before anything was ever issued."""
    row = db.session().scalar(select(TicketKey).where(TicketKey.retired_at.is_(None)))
    if row is None:
        raise Unavailable
    private = load_der_private_key(decrypt(bytes(row.private_key or b""), purpose=PURPOSE), None)
    assert isinstance(private, EllipticCurvePrivateKey)
    return Signer(row.id, private)


def _new_key() -> dict[str, Any]:
    last = db.session().scalar(select(func.max(TicketKey.id))) or 0
    if last == 255:  # noqa: PLR2004 - a byte of the code; a yearly rotation fills it in two centuries
        raise Unavailable
    private = generate_private_key(SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    plain = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {
        "id": last + 1,
        "public_key": point,
        "private_key": encrypt(plain, purpose=PURPOSE),
        "created_at": now(),
        "retired_at": None,
    }
