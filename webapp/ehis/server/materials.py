"""Certificates and public keys that somebody hands in: what they are, whether they may be used. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

from webapp.core.text import _l
from webapp.ehis import profile
from webapp.ehis.server.errors import BadMaterial
from webapp.ehis.trust import fingerprint

MOST_BYTES: Final = 64 * 1024
PEM: Final = b"-----BEGIN"
BARE: Final = b"-----BEGIN PUBLIC KEY-----"
PRIVATE: Final = b"PRIVATE KEY-----"
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class Material:
    """What was handed in. A bare public key has no times, and its own fingerprint for both."""

    pem: str
    subject: str
    fingerprint: str
    key_fingerprint: str
    not_before: datetime | None
    not_after: datetime | None
    is_authority: bool


def read_certificate(raw: bytes) -> x509.Certificate:
    """Return the one certificate in `raw` (PEM or DER). Raises BadMaterial."""
    if len(raw) > MOST_BYTES:
        raise BadMaterial(_l("Fayl sertifikat üçün həddən artıq böyükdür."))
    if PRIVATE in raw:
        raise BadMaterial(_l("Faylda gizli açar var. Gizli açarı heç vaxt göndərməyin."))
    try:
        if raw.lstrip().startswith(PEM):
            (certificate,) = x509.load_pem_x509_certificates(raw)
        else:
            certificate = x509.load_der_x509_certificate(raw)
        _ = certificate.subject, certificate.extensions  # both are read late, and either may be broken
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        raise BadMaterial from None
    return certificate


def certificate_material(raw: bytes, *, at: datetime) -> Material:
    """Return a certificate that is in force at this instant. Raises BadMaterial for a broken, an expired, a weak one."""
    certificate = read_certificate(raw)
    ensure_in_force(certificate, at=at)
    return Material(
        pem=certificate.public_bytes(Encoding.PEM).decode(),
        subject=certificate.subject.rfc4514_string(),
        fingerprint=fingerprint(certificate),
        key_fingerprint=key_fingerprint(public_key_of(certificate)),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        is_authority=_is_authority(certificate),
    )


def key_material(raw: bytes) -> Material:
    """Return a bare public key (PEM or DER). Raises BadMaterial."""
    if PRIVATE in raw:
        raise BadMaterial(_l("Faylda gizli açar var. Gizli açarı heç vaxt göndərməyin."))
    try:
        key = load_pem_public_key(raw) if raw.lstrip().startswith(PEM) else load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        raise BadMaterial from None
    strong = _strong(key)
    print_ = key_fingerprint(strong)
    pem = strong.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return Material(pem, "", print_, print_, None, None, is_authority=False)


def material(raw: bytes, *, at: datetime) -> Material:
    """Return the certificate or the bare public key in `raw`. Raises BadMaterial."""
    return key_material(raw) if _is_bare_key(raw) else certificate_material(raw, at=at)


def _is_bare_key(raw: bytes) -> bool:
    if raw.lstrip().startswith(PEM):
        return raw.lstrip().startswith(BARE)
    try:
        load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


def ensure_in_force(certificate: x509.Certificate, *, at: datetime) -> None:
    """Raise BadMaterial when the certificate is over or not yet valid at this instant."""
    if at > certificate.not_valid_after_utc:
        raise BadMaterial(_l("Sertifikatın müddəti bitib."))
    if at < certificate.not_valid_before_utc:
        raise BadMaterial(_l("Sertifikat hələ qüvvəyə minməyib."))


def public_key_of(certificate: x509.Certificate) -> PublicKey:
    """Return the key of a certificate. Raises BadMaterial for a weak one, or one of a kind that nobody here uses."""
    try:
        return _strong(certificate.public_key())
    except (ValueError, UnsupportedAlgorithm):
        raise BadMaterial from None


def key_fingerprint(key: PublicKey) -> str:
    """Return the SHA-256 of a public key in hexadecimal digits."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def issuer_of(certificate: x509.Certificate, authorities: Iterable[x509.Certificate]) -> x509.Certificate | None:
    """Return the one of `authorities` that issued `certificate`, None when it was somebody else."""
    for authority in authorities:
        try:
            certificate.verify_directly_issued_by(authority)
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            continue
        return authority
    return None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _strong(key: object) -> PublicKey:
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= profile.RSA_LEAST_BITS:
        return key
    raise BadMaterial(_l("Açar zəifdir və ya növü dəstəklənmir."))
