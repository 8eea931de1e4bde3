"""Is this e-signature certificate good, and did its key sign this? RFC 5280 path, validity, key usage, revocation."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID


class Refusal(StrEnum):
    """Why a certificate or a signature is not accepted."""

    UNREADABLE = "unreadable"
    UNTRUSTED = "untrusted"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    WRONG_USAGE = "wrong_usage"
    REVOKED = "revoked"
    STATUS_UNKNOWN = "status_unknown"
    BAD_SIGNATURE = "bad_signature"
    NO_FIN = "no_fin"


class CertificateRefusedError(Exception):
    """The certificate or its signature was refused; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The citizens' e-signature authority: root, issuing certificates and the current revocation list, from files."""

    pki_dir: Path

    def root(self) -> x509.Certificate:
        """Return the trust anchor."""
        return x509.load_pem_x509_certificate((self.pki_dir / "esign-root.pem").read_bytes())

    def intermediates(self) -> list[x509.Certificate]:
        """Return the issuing certificates."""
        return x509.load_pem_x509_certificates((self.pki_dir / "esign-issuing.pem").read_bytes())

    def revocation_list(self) -> x509.CertificateRevocationList | None:
        """Return the list as published at this moment, or None when it cannot be had."""
        try:
            return x509.load_pem_x509_crl((self.pki_dir / "esign.crl").read_bytes())
        except (OSError, ValueError):
            return None


def read_certificate(content: bytes) -> x509.Certificate:
    """Return the certificate from PEM or DER. Raises CertificateRefusedError when it is neither."""
    try:
        if content.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError:
        raise CertificateRefusedError(Refusal.UNREADABLE) from None


def ensure_good(certificate: x509.Certificate, trust: TrustStore) -> str:
    """Return the FİN of a certificate that chains to the root and is valid, fit for sign-in and not revoked.

    Raises CertificateRefusedError with the first reason found against it. A missing or outdated revocation list is a
    reason too: what cannot be checked is not accepted.
    """
    issuer = _issuer_of(certificate, trust)
    _ensure_in_time(certificate)
    _ensure_in_time(issuer)
    _ensure_may_sign(certificate)
    _ensure_not_revoked(certificate, issuer, trust.revocation_list())
    return fin_of(certificate)


def ensure_signed(certificate: x509.Certificate, signature: bytes, content: bytes) -> None:
    """Raise CertificateRefusedError unless `signature` is this certificate's SHA-256 signature over `content`."""
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise CertificateRefusedError(Refusal.WRONG_USAGE)
    except InvalidSignature:
        raise CertificateRefusedError(Refusal.BAD_SIGNATURE) from None


def fin_of(certificate: x509.Certificate) -> str:
    """Return the FİN from the subject's serialNumber. Raises CertificateRefusedError when there is not exactly one."""
    values = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    if len(values) != 1 or not isinstance(values[0].value, str):
        raise CertificateRefusedError(Refusal.NO_FIN)
    return values[0].value


def _issuer_of(certificate: x509.Certificate, trust: TrustStore) -> x509.Certificate:
    root = trust.root()
    for issuer in trust.intermediates():
        if _issued(certificate, issuer) and _issued(issuer, root) and _is_authority(issuer):
            return issuer
    raise CertificateRefusedError(Refusal.UNTRUSTED)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return basic.ca and usage.key_cert_sign


def _ensure_in_time(certificate: x509.Certificate) -> None:
    now = datetime.now(UTC)
    if now < certificate.not_valid_before_utc:
        raise CertificateRefusedError(Refusal.NOT_YET_VALID)
    if now > certificate.not_valid_after_utc:
        raise CertificateRefusedError(Refusal.EXPIRED)


def _ensure_may_sign(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        raise CertificateRefusedError(Refusal.WRONG_USAGE) from None
    if not usage.digital_signature or usage.key_cert_sign:
        raise CertificateRefusedError(Refusal.WRONG_USAGE)


def _ensure_not_revoked(
    certificate: x509.Certificate, issuer: x509.Certificate, crl: x509.CertificateRevocationList | None
) -> None:
    key = issuer.public_key()
    if crl is None or not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise CertificateRefusedError(Refusal.STATUS_UNKNOWN)
    outdated = crl.next_update_utc is None or crl.next_update_utc < datetime.now(UTC)
    if outdated or crl.issuer != issuer.subject or not crl.is_signature_valid(key):
        raise CertificateRefusedError(Refusal.STATUS_UNKNOWN)
    if crl.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None:
        raise CertificateRefusedError(Refusal.REVOKED)
