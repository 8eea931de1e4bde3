"""Whose certificates count: keys certified by the exchange's own authority (decision 118, annex 2, clause 2.3).

Certificates are issued directly by a pinned authority; no public store, no intermediate ones.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from webapp.ehis import profile
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Member, member_from_path

MEMBER_PATH: Final = re.compile(r"[A-Z]{2}/[A-Z]+/[^/]+")
SHORT_PATH: Final = re.compile(r"[A-Z]+/[^/]+")
REMEMBERED: Final = 512
SIGNATURE_HASHES: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


@dataclass(frozen=True)
class TrustStore:
    """The authorities that this side believes, and their revocation lists."""

    authorities: tuple[x509.Certificate, ...]
    revocations: tuple[x509.CertificateRevocationList, ...]

    @classmethod
    def from_files(cls, authorities: Path, revocations: Path) -> "TrustStore":
        """Return the store of PEM files. Raises OSError or ValueError when one is missing or broken."""
        return cls(
            tuple(x509.load_pem_x509_certificates(authorities.read_bytes())),
            (x509.load_pem_x509_crl(revocations.read_bytes()),),
        )

    def ensure_trusted(self, certificate: x509.Certificate, *, at: datetime) -> None:
        """Raise Refused (`cert_validation`) unless `certificate` may sign messages at this instant.

        It must come from a pinned authority, be within its time, not be revoked by a fresh list, be no authority
        itself, and have a strong key meant for signatures.
        """
        issuer = next((one for one in self.authorities if _issued(one, certificate)), None)
        if issuer is None:
            raise Refused("cert_validation", "not from an authority of the exchange")
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            raise Refused("cert_validation", "not within its time")
        if not issuer.not_valid_before_utc <= at <= issuer.not_valid_after_utc:
            raise Refused("cert_validation", "its authority is not within its time")
        _ensure_signing_certificate(certificate)
        self._ensure_not_revoked(certificate, issuer, at=at)

    def _ensure_not_revoked(self, certificate: x509.Certificate, issuer: x509.Certificate, *, at: datetime) -> None:
        public_key = issuer.public_key()
        if not isinstance(public_key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
            raise Refused("cert_validation", "an authority with another kind of key")
        lists = [one for one in self.revocations if one.issuer == issuer.subject and one.is_signature_valid(public_key)]
        fresh = [one for one in lists if one.next_update_utc is None or one.next_update_utc >= at]
        if not fresh:
            raise Refused("cert_validation", "no fresh revocation list")
        if any(one.get_revoked_certificate_by_serial_number(certificate.serial_number) for one in fresh):
            raise Refused("cert_validation", "revoked")


@lru_cache(REMEMBERED)
def certificate_from(der: bytes) -> x509.Certificate:
    """Return the certificate that `der` is. Raises ValueError or x509.InvalidVersion.

    The same few certificates come with every message: what they say (here, and below) is read from them once.
    """
    return x509.load_der_x509_certificate(der)


@lru_cache(REMEMBERED)
def member_of(certificate: x509.Certificate) -> Member:
    """Return the member that `certificate` was issued to: a path as common name, or class and code as organisation.

    Raises Refused when it names none.
    """
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.SERIAL_NUMBER):
        for attribute in certificate.subject.get_attributes_for_oid(oid):
            value = str(attribute.value)
            if MEMBER_PATH.fullmatch(value):
                return member_from_path(value)
            if SHORT_PATH.fullmatch(value):
                return member_from_path(f"{profile.INSTANCE}/{value}")
    raise Refused("cert_validation", "the certificate names no member")


@lru_cache(REMEMBERED)
def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of the certificate in hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return isinstance(certificate.signature_hash_algorithm, SIGNATURE_HASHES)


def _ensure_signing_certificate(certificate: x509.Certificate) -> None:
    """Raise Refused for an authority's certificate, a weak key, or a key not meant for signatures.

    Signing certificates of X-Road carry only nonRepudiation, so either usage is enough; none stated is refused.
    """
    key = certificate.public_key()
    strong = (isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1") or (
        isinstance(key, rsa.RSAPublicKey) and key.key_size >= profile.RSA_LEAST_BITS
    )
    if not strong:
        raise Refused("cert_validation", "neither P-256 nor RSA of 2048 bits")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        raise Refused("cert_validation", "no key usage stated") from None
    if not (usage.digital_signature or usage.content_commitment) or usage.key_cert_sign:
        raise Refused("cert_validation", "a key not meant for signatures of messages")
