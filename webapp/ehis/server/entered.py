"""Certificates and public keys of central servers and of the Certificate Centre (4.1.2.4, 4.1.2.5; 615/2017, 3.1.2.1)."""

from collections.abc import Sequence
from typing import Final

from cryptography import x509
from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.administrator import ensure_appointed
from webapp.ehis.server.errors import AlreadyEntered, BadMaterial
from webapp.ehis.server.materials import certificate_material, issuer_of, material
from webapp.ehis.server.models import EnteredCertificate

CENTRAL: Final = "central"
AUTHORITY: Final = "authority"
KINDS: Final = (CENTRAL, AUTHORITY)
OBJECT: Final = "ehis.server_certificate"


def entered(*kinds: str) -> Sequence[EnteredCertificate]:
    """Return what counts now, newest first. Needs a transaction."""
    held = select(EnteredCertificate).where(EnteredCertificate.removed_at.is_(None))
    wanted = held.where(EnteredCertificate.kind.in_(kinds or KINDS)).order_by(EnteredCertificate.id.desc())
    return db.session().scalars(wanted).all()


def entered_one(public_id: str) -> EnteredCertificate:
    """Return one that counts now. Raises NotFound."""
    found = next((row for row in entered() if row.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def authorities() -> list[x509.Certificate]:
    """Return the certificates of the Certificate Centre that were entered. Needs a transaction."""
    return [x509.load_pem_x509_certificate(row.pem.encode()) for row in entered(AUTHORITY)]


def enter(kind: str, raw: bytes, *, actor: Actor) -> EnteredCertificate:
    """Enter a certificate, or for a central server a bare public key. Inside a transaction.

    Raises Forbidden, AdministratorMissing, BadMaterial (broken, expired, weak, no authority's), AlreadyEntered.
    """
    ensure_may(actor, STEER_SERVER)
    ensure_appointed()
    handed = certificate_material(raw, at=now()) if kind == AUTHORITY else material(raw, at=now())
    if kind == AUTHORITY and not handed.is_authority:
        raise BadMaterial(_l("Bu, sertifikat verən mərkəzin sertifikatı deyil."))
    if any(row.fingerprint == handed.fingerprint for row in entered(kind)):
        raise AlreadyEntered
    row = EnteredCertificate(
        public_id=new_public_id(),
        kind=kind,
        pem=handed.pem,
        subject=handed.subject,
        fingerprint=handed.fingerprint,
        key_fingerprint=handed.key_fingerprint,
        not_before=handed.not_before,
        not_after=handed.not_after,
        entered_by=actor.name,
        at=now(),
    )
    db.session().add(row)
    _record("ehis.server_certificate_entered", row, actor)
    return row


def remove(public_id: str, *, actor: Actor) -> None:
    """Let an entered certificate count no more; its row stays. Raises Forbidden, NotFound."""
    ensure_may(actor, STEER_SERVER)
    row = entered_one(public_id)
    row.removed_by, row.removed_at = actor.name, now()
    _record("ehis.server_certificate_removed", row, actor)


def issued_by_the_centre(certificate: x509.Certificate) -> bool | None:
    """Whether the entered Certificate Centre issued `certificate`; None when none was entered. Needs a transaction."""
    known = authorities()
    return issuer_of(certificate, known) is not None if known else None


def _record(action: str, row: EnteredCertificate, actor: Actor) -> None:
    detail = {"kind": row.kind, "fingerprint": row.fingerprint, "subject": row.subject}
    record(action, actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
