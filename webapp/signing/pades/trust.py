"""Whom we believe: the roots of the national e-signature, and how one certificate is checked (RFC 5280, RFC 6960)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from asn1crypto import pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)

from webapp.config import Settings
from webapp.signing.rules import Reason

SIGNER_USAGE: Final = frozenset({"non_repudiation"})
REASON_OF: Final[tuple[tuple[type[Exception], Reason], ...]] = (
    (RevokedError, Reason.REVOKED),
    (ExpiredError, Reason.EXPIRED),
    (NotYetValidError, Reason.EXPIRED),
    (InsufficientRevinfoError, Reason.REVOCATION_UNKNOWN),
    (Exception, Reason.UNTRUSTED),
)


class Unfit(Exception):
    """A certificate or signature that we do not accept, or could not check; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Trust:
    """The roots that we believe and the address of the time-stamp authority (RFC 3161)."""

    roots: tuple[x509.Certificate, ...]
    time_stamps: str


def trust_of(settings: Settings) -> Trust:
    """Return the trust that the settings name: SIGNING_CA holds one or several roots in PEM."""
    return Trust(_roots(settings.signing_ca.read_bytes()), f"{settings.signing_url}/tsa")


@lru_cache(maxsize=8)
def _roots(content: bytes) -> tuple[x509.Certificate, ...]:
    """Return the roots of a file, read once for its content."""
    return tuple(read_certificates(content))


def read_certificates(content: bytes) -> list[x509.Certificate]:
    """Return the certificates of a PEM text. Raises ValueError when it is none."""
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True)]


def context(trust: Trust, chain: Iterable[x509.Certificate] = (), **more: Any) -> ValidationContext:
    """Return a validation context in which every certificate must prove that it is not revoked.

    `require`, because `hard-fail` asks nothing of a certificate that names no place to ask (RFC 5280, 6.3).
    """
    settings = {"allow_fetching": True, "revocation_mode": "require", **more}
    return ValidationContext(trust_roots=list(trust.roots), other_certs=list(chain), **settings)


async def ensure_fit(certificate: x509.Certificate, checking: ValidationContext) -> None:
    """Raise Unfit unless the certificate may sign now: known root, in its time, not revoked, meant for signatures."""
    try:
        await CertificateValidator(certificate, validation_context=checking).async_validate_usage(set(SIGNER_USAGE))
    except (PathBuildingError, PathValidationError, InvalidCertificateError, ValidationError) as error:
        raise Unfit(reason_of(error)) from error


def reason_of(error: Exception) -> Reason:
    """Return the reason that an error of the certificate check means."""
    return next(reason for kind, reason in REASON_OF if isinstance(error, kind))


def holder_of(certificate: x509.Certificate) -> tuple[str, str]:
    """Return (serialNumber of the subject, which is the person's FİN; common name), empty when it names none."""
    subject = certificate.subject.native
    return str(subject.get("serial_number", "")), str(subject.get("common_name", ""))


def number_of(certificate: x509.Certificate) -> str:
    """Return the certificate's number as people write it: hexadecimal in capitals."""
    return f"{certificate.serial_number:X}"
