"""What a certificate centre does with a certificate request: proves it, and certifies what it asks for (RFC 2986)."""

from datetime import timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from mocks.pki.issuing import now
from mocks.pki.pairs import Pair

AGE: Final = timedelta(hours=1)
LIFE: Final = timedelta(days=2 * 365)
COPIED: Final = (x509.KeyUsage, x509.ExtendedKeyUsage, x509.SubjectAlternativeName)


def read_request(pem: bytes) -> x509.CertificateSigningRequest:
    """Return a request whose signature is its own key's. Raises ValueError for another."""
    request = x509.load_pem_x509_csr(pem)
    if not request.is_signature_valid:
        raise ValueError("the request was not signed by its own key")
    return request


def certify(authority: Pair, request: x509.CertificateSigningRequest, *, life: timedelta = LIFE) -> x509.Certificate:
    """Return the certificate that `request` asks for: its name and uses, never those of an authority."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(request.subject)
        .issuer_name(authority.certificate.subject)
        .public_key(request.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - AGE)
        .not_valid_after(now() - AGE + life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(request.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    for extension in request.extensions:
        if isinstance(extension.value, COPIED):
            builder = builder.add_extension(extension.value, critical=extension.critical)
    return builder.sign(authority.key, hashes.SHA256())
