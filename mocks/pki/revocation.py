"""What the authorities say about certificates they have taken back: lists (RFC 5280) and answers (RFC 6960).

Which certificates are revoked is read from the directory itself (`revoked.pem`, `people/*-revoked.pem`), so the
list and the answers cannot disagree.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from mocks.pki.issuing import now
from mocks.pki.pairs import Pair, load_certificate, load_pair

LIST_LIFE: Final = timedelta(days=7)
ANSWER_LIFE: Final = timedelta(hours=12)
REVOKED_AFTER: Final = timedelta(days=1)  # of the certificate's life, so long before anything is signed today
ALLOWANCE: Final = timedelta(minutes=5)  # clocks of verifiers may be a little behind


@dataclass(frozen=True, slots=True)
class Register:
    """What one authority knows of the certificates it made: all serial numbers, and the revoked with their instants."""

    authority: Pair
    serials: frozenset[int]
    revoked: dict[int, datetime]


def read_register(directory: Path, authority_name: str) -> Register:
    """Return the register of the authority `authority_name`, from the certificates that stand under `directory`."""
    authority = load_pair(directory, authority_name)
    serials = set()
    revoked = {}
    for path in directory.rglob("*.pem"):
        certificate = load_certificate(path.parent, path.stem)
        if not _issued_by(certificate, authority.certificate):
            continue
        serials.add(certificate.serial_number)
        if path.stem.endswith("revoked"):
            revoked[certificate.serial_number] = certificate.not_valid_before_utc + REVOKED_AFTER
    return Register(authority, frozenset(serials), revoked)


def revocation_list(register: Register, *, at: datetime | None = None) -> x509.CertificateRevocationList:
    """Return the signed list of revoked certificates, made `at` that instant (now by default), good for seven days."""
    moment = (at or now()) - ALLOWANCE
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(register.authority.certificate.subject)
        .last_update(moment)
        .next_update(moment + LIST_LIFE)
        .add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(register.authority.key.public_key()), critical=False
        )
    )
    for serial, since in sorted(register.revoked.items()):
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(serial)
            .revocation_date(since)
            .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
        )
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(register.authority.key, hashes.SHA256())


def status_answer(
    register: Register, request: ocsp.OCSPRequest, *, at: datetime | None = None, force_unknown: bool = False
) -> bytes:
    """Return the DER answer to an OCSP request about a certificate of this register: good, revoked or unknown.

    `force_unknown` denies all knowledge; `at` moves the instant of the answer, so that it can be stale.
    The nonce of the request comes back (RFC 6960 4.4.1).
    """
    moment = (at or now()) - ALLOWANCE
    serial = request.serial_number
    since = register.revoked.get(serial)
    status = ocsp.OCSPCertStatus.GOOD
    if force_unknown or serial not in register.serials:
        status, since = ocsp.OCSPCertStatus.UNKNOWN, None
    elif since is not None:
        status = ocsp.OCSPCertStatus.REVOKED
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response_by_hash(
            issuer_name_hash=request.issuer_name_hash,
            issuer_key_hash=request.issuer_key_hash,
            serial_number=serial,
            algorithm=request.hash_algorithm,
            cert_status=status,
            this_update=moment,
            next_update=moment + ANSWER_LIFE,
            revocation_time=since,
            revocation_reason=x509.ReasonFlags.key_compromise if since else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, register.authority.certificate)
    )
    for extension in request.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    answer = builder.sign(register.authority.key, hashes.SHA256())
    return answer.public_bytes(serialization.Encoding.DER)


def asks_about(register: Register, request: ocsp.OCSPRequest) -> bool:
    """Whether the request names this register's authority as the issuer."""
    digest = hashes.Hash(request.hash_algorithm)
    digest.update(register.authority.certificate.subject.public_bytes())
    return digest.finalize() == request.issuer_name_hash


def _issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    # By key, not by name: the pretender among the special cases bears the same name.
    issuer_key = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    own_key = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    return issuer_key == own_key and certificate.serial_number != authority.serial_number
