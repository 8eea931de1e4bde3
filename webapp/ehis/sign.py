"""Signing: a detached XAdES signature over the exact bytes of a message, as X-Road places it, in a part of its own.

Nothing of the message is canonicalised, so that what was signed and what is read cannot differ.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha512
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from lxml import etree

from webapp.ehis import profile

P256_BYTES: Final = 32
PROPERTIES: Final = f"""\
<xades:SignedProperties xmlns:xades="{profile.XADES}" Id="{profile.SIGNED_PROPERTIES_ID}"><xades:SignedSignatureProperties>\
<xades:SigningTime>{{time}}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>\
<ds:DigestMethod xmlns:ds="{profile.DSIG}" Algorithm="{profile.DIGEST}"></ds:DigestMethod>\
<ds:DigestValue xmlns:ds="{profile.DSIG}">{{certificate_digest}}</ds:DigestValue></xades:CertDigest></xades:Cert>\
</xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties>"""
INFO: Final = f"""\
<ds:SignedInfo xmlns:ds="{profile.DSIG}"><ds:CanonicalizationMethod Algorithm="{profile.CANONICALIZATION}">\
</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{{method}}"></ds:SignatureMethod>\
<ds:Reference URI="{profile.MESSAGE_URI}"><ds:DigestMethod Algorithm="{profile.DIGEST}"></ds:DigestMethod>\
<ds:DigestValue>{{message}}</ds:DigestValue></ds:Reference>\
<ds:Reference Type="{profile.SIGNED_PROPERTIES_TYPE}" URI="#{profile.SIGNED_PROPERTIES_ID}"><ds:Transforms>\
<ds:Transform Algorithm="{profile.CANONICALIZATION}"></ds:Transform></ds:Transforms>\
<ds:DigestMethod Algorithm="{profile.DIGEST}"></ds:DigestMethod><ds:DigestValue>{{properties}}</ds:DigestValue>\
</ds:Reference></ds:SignedInfo>"""
WHOLE: Final = f"""\
<ds:Signature xmlns:ds="{profile.DSIG}" Id="signature">{{info}}<ds:SignatureValue>{{value}}</ds:SignatureValue>\
<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{{certificate}}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
<ds:Object><xades:QualifyingProperties xmlns:xades="{profile.XADES}" Target="#signature">{{properties}}\
</xades:QualifyingProperties></ds:Object></ds:Signature>"""
"""What is signed is written in exclusive canonical form at once, and stands in the document in that form."""

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class SigningKey:
    """A private key with the certificate that says whose it is."""

    key: PrivateKey
    certificate: x509.Certificate

    @classmethod
    def from_files(cls, key: Path, certificate: Path) -> "SigningKey":
        """Return the key of two PEM files. Raises OSError, ValueError, or TypeError for another kind of key."""
        private = load_pem_private_key(key.read_bytes(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise TypeError("a signing key must be P-256 or RSA")
        return cls(private, x509.load_pem_x509_certificate(certificate.read_bytes()))

    @property
    def method(self) -> str:
        """Return the name of the signature's algorithm."""
        return profile.ECDSA_SIGNATURE if isinstance(self.key, ec.EllipticCurvePrivateKey) else profile.RSA_SIGNATURE

    @cached_property
    def certificate_text(self) -> str:
        """Return the certificate in Base64."""
        return b64encode(self.certificate.public_bytes(Encoding.DER)).decode("ascii")

    @cached_property
    def certificate_digest(self) -> str:
        """Return the digest of the certificate in Base64."""
        return _digest(self.certificate.public_bytes(Encoding.DER))


def sign(message: bytes, key: SigningKey, *, at: datetime) -> bytes:
    """Return the signature over `message`, which says when (`at`, aware) and by whom it was made."""
    properties = PROPERTIES.format(time=f"{at:%Y-%m-%dT%H:%M:%SZ}", certificate_digest=key.certificate_digest)
    info = INFO.format(method=key.method, message=_digest(message), properties=_digest(properties.encode()))
    value = b64encode(_raw_signature(info.encode(), key.key)).decode("ascii")
    return WHOLE.format(info=info, value=value, certificate=key.certificate_text, properties=properties).encode()


def _raw_signature(data: bytes, key: PrivateKey) -> bytes:
    """Return the signature value as XML-DSig writes it: for an elliptic curve r and s side by side."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA512())
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA512())))
    return r.to_bytes(P256_BYTES, "big") + s.to_bytes(P256_BYTES, "big")


def canonical(element: etree._Element) -> bytes:
    """Return `element` in exclusive canonical form (profile.CANONICALIZATION)."""
    return etree.tostring(element, method="c14n", exclusive=True)


def _digest(data: bytes) -> str:
    return b64encode(sha512(data).digest()).decode("ascii")
