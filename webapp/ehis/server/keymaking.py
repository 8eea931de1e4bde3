"""Keys and their certificate requests (PKCS #10). Pure; the private part leaves this module sealed or not at all."""

import ipaddress
from dataclasses import dataclass
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp.core import crypto
from webapp.ehis import profile
from webapp.ehis.server.materials import key_fingerprint

ENCRYPTION: Final = "encryption"
SIGNATURE: Final = "signature"
PURPOSES: Final = (ENCRYPTION, SIGNATURE)
P256: Final = "P-256"
RSA: Final = "RSA-3072"
ALGORITHMS: Final = (P256, RSA)
SEALED_AS: Final = "ehis-server-key"
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Made:
    """A new key: its private part sealed, its fingerprint, its certificate request."""

    sealed: bytes
    key_fingerprint: str
    request: str


def make_key(purpose: str, algorithm: str, *, server_id: str, host: str, context: str) -> Made:
    """Make a key for `purpose` on the server `server_id`, reached at `host`; `context` is bound to the sealed part."""
    key = _new(algorithm)
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Made(
        sealed=crypto.encrypt(plain, purpose=SEALED_AS, context=context.encode()),
        key_fingerprint=key_fingerprint(key.public_key()),
        request=_request(key, purpose, server_id, host),
    )


def open_key(sealed: bytes, context: str) -> PrivateKey:
    """Return the private key for signing in this process. Raises InvalidTag when it is not what was sealed."""
    plain = crypto.decrypt(sealed, purpose=SEALED_AS, context=context.encode())
    key = load_der_private_key(plain, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    return key


def _new(algorithm: str) -> PrivateKey:
    if algorithm == RSA:
        return rsa.generate_private_key(public_exponent=65_537, key_size=3_072)
    return ec.generate_private_key(ec.SECP256R1())


def _request(key: PrivateKey, purpose: str, server_id: str, host: str) -> str:
    """Return the request: a signature certificate names the member, an encryption certificate the server."""
    member = f"{profile.OUR_CLASS}/{profile.OUR_CODE}"
    common = f"{profile.INSTANCE}/{member}" if purpose == SIGNATURE else server_id
    named = (
        (NameOID.COUNTRY_NAME, profile.INSTANCE),
        (NameOID.ORGANIZATION_NAME, member),
        (NameOID.SERIAL_NUMBER, member),
        (NameOID.COMMON_NAME, common),
    )
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in named])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
    builder = builder.add_extension(_usage(purpose), critical=True)
    if purpose == ENCRYPTION:
        uses = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
        builder = builder.add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
    return builder.sign(key, SHA256()).public_bytes(Encoding.PEM).decode()


def _names(host: str) -> list[x509.GeneralName]:
    found: list[x509.GeneralName] = [x509.DNSName("localhost")]
    try:
        return [*found, x509.IPAddress(ipaddress.ip_address(host))]
    except ValueError:
        return [*found, x509.DNSName(host)]


def _usage(purpose: str) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=purpose == SIGNATURE,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
