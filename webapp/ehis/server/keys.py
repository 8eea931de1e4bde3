"""Keys of our security server: made here, certified by the Certificate Centre, taken into use, destroyed (4.1.2.6-10)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.administrator import ensure_appointed
from webapp.ehis.server.entered import authorities
from webapp.ehis.server.errors import BadMaterial, NoAuthority, NoServerId, NoSuchKey, WrongKeyState
from webapp.ehis.server.keymaking import make_key
from webapp.ehis.server.materials import ensure_in_force, issuer_of, key_fingerprint, public_key_of, read_certificate
from webapp.ehis.server.models import ServerKey
from webapp.ehis.server.place import gateway_host
from webapp.ehis.server.versions import SERVER_ID, current
from webapp.ehis.trust import fingerprint

OVERLAP: Final = timedelta(days=7)
"""How long a former key is kept: messages signed by it are on their way, and a mistake can be seen."""
OBJECT: Final = "ehis.server_key"
UNCERTIFIED: Final = frozenset({"made", "requested", "certified"})


def keys() -> Sequence[ServerKey]:
    """Return every key, newest first; destroyed ones too, as rows without a private part. Needs a transaction."""
    return db.session().scalars(select(ServerKey).order_by(ServerKey.id.desc())).all()


def key_of(public_id: str, *, lock: bool = False) -> ServerKey:
    """Return one key. Raises NoSuchKey."""
    wanted = select(ServerKey).where(ServerKey.public_id == public_id)
    row = db.session().scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise NoSuchKey
    return row


def generate(purpose: str, algorithm: str, *, actor: Actor) -> ServerKey:
    """Make a key and its certificate request. Inside a transaction.

    Raises Forbidden, AdministratorMissing, NoServerId.
    """
    ensure_may(actor, STEER_SERVER)
    ensure_appointed()
    named = current(SERVER_ID)
    if named is None:
        raise NoServerId
    public_id = new_public_id()
    made = make_key(purpose, algorithm, server_id=named, host=gateway_host(), context=public_id)
    row = ServerKey(
        public_id=public_id,
        purpose=purpose,
        algorithm=algorithm,
        state="made",
        sealed=made.sealed,
        key_fingerprint=made.key_fingerprint,
        request=made.request,
        made_by=actor.name,
        made_at=now(),
    )
    db.session().add(row)
    _record("ehis.server_key_made", row, actor)
    return row


def certify(public_id: str, raw: bytes, *, actor: Actor) -> None:
    """Take the certificate that was issued for a key. Inside a transaction.

    Raises Forbidden, NoSuchKey, WrongKeyState, NoAuthority, BadMaterial (broken, expired, another key's, not from the
    Certificate Centre).
    """
    ensure_may(actor, STEER_SERVER)
    row = key_of(public_id, lock=True)
    if row.state not in UNCERTIFIED:
        raise WrongKeyState
    known = authorities()
    if not known:
        raise NoAuthority
    certificate = read_certificate(raw)
    ensure_in_force(certificate, at=now())
    if key_fingerprint(public_key_of(certificate)) != row.key_fingerprint:
        raise BadMaterial(_l("Sertifikat bu açara verilməyib."))
    if issuer_of(certificate, known) is None:
        raise BadMaterial(_l("Sertifikatı Sertifikat Mərkəzi verməyib."))
    row.certificate = certificate.public_bytes(Encoding.PEM).decode()
    row.fingerprint = fingerprint(certificate)
    row.not_before, row.not_after = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    row.state = "certified"
    _record("ehis.server_key_certified", row, actor)


def activate(public_id: str, *, actor: Actor) -> None:
    """Use the key from now on; the former one of its purpose stays for the overlap. Inside a transaction.

    Raises Forbidden, NoSuchKey, WrongKeyState, BadMaterial (its certificate ended meanwhile).
    """
    ensure_may(actor, STEER_SERVER)
    row = key_of(public_id, lock=True)
    if row.state != "certified" or row.certificate is None:
        raise WrongKeyState
    ensure_in_force(read_certificate(row.certificate.encode()), at=now())
    wanted = select(ServerKey).where(ServerKey.purpose == row.purpose, ServerKey.state == "active")
    for former in db.session().scalars(wanted.with_for_update()):
        former.state, former.ends_at = "leaving", now() + OVERLAP
    db.session().flush()
    row.state, row.active_since = "active", now()
    _record("ehis.server_key_activated", row, actor)


def destroy(public_id: str, *, actor: Actor) -> None:
    """Destroy the private part of a key that is not in use. Raises Forbidden, NoSuchKey, WrongKeyState."""
    ensure_may(actor, STEER_SERVER)
    row = key_of(public_id, lock=True)
    if row.state in {"active", "destroyed"}:
        raise WrongKeyState
    row.state, row.sealed = "destroyed", None
    _record("ehis.server_key_destroyed", row, actor)


def destroy_former() -> int:
    """Destroy the keys whose overlap is over; return how many. Inside a transaction."""
    over = select(ServerKey.public_id).where(ServerKey.state == "leaving", ServerKey.ends_at <= now())
    found = db.session().scalars(over).all()
    for public_id in found:
        destroy(public_id, actor=SYSTEM)
    return len(found)


def _record(action: str, row: ServerKey, actor: Actor) -> None:
    detail = {"purpose": row.purpose, "algorithm": row.algorithm, "key": row.key_fingerprint}
    record(action, actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
