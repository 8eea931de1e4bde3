"""Signing: a detached XAdES signature over the exact bytes of a message, as X-Road places it, in a part of its own.

Nothing of the message is canonicalised, so that what was signed and what is read cannot differ.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
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
TEMPLATE: Final = """\
<ds:Signature xmlns:ds="{dsig}" xmlns:xades="{xades}" Id="signature"><ds:SignedInfo>\
<ds:CanonicalizationMethod Algorithm="{c14n}"/><ds:SignatureMethod Algorithm="{method}"/>\
<ds:Reference URI="{uri}"><ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue>{message}</ds:DigestValue></ds:Reference>\
<ds:Reference Type="{properties_type}" URI="#{properties_id}"><ds:Transforms><ds:Transform Algorithm="{c14n}"/></ds:Transforms>\
<ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\
<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
<ds:Object><xades:QualifyingProperties Target="#signature"><xades:SignedProperties Id="{properties_id}">\
<xades:SignedSignatureProperties><xades:SigningTime>{time}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert>\
<xades:CertDigest><ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue>{certificate_digest}</ds:DigestValue></xades:CertDigest>\
</xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties>\
</xades:QualifyingProperties></ds:Object></ds:Signature>"""

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


def sign(message: bytes, key: SigningKey, *, at: datetime) -> bytes:
    """Return the signature over `message`, which says when (`at`, aware) and by whom it was made."""
    root = etree.fromstring(_unsigned(message, key, at=at))
    info, value, _, object_ = root
    properties = object_[0][0]
    info[3][-1].text = _digest(canonical(properties))
    value.text = b64encode(_raw_signature(canonical(info), key.key)).decode("ascii")
    return etree.tostring(root)


def _unsigned(message: bytes, key: SigningKey, *, at: datetime) -> str:
    der = key.certificate.public_bytes(Encoding.DER)
    return TEMPLATE.format(
        dsig=profile.DSIG,
        xades=profile.XADES,
        c14n=profile.CANONICALIZATION,
        digest=profile.DIGEST,
        method=profile.ECDSA_SIGNATURE if isinstance(key.key, ec.EllipticCurvePrivateKey) else profile.RSA_SIGNATURE,
        uri=profile.MESSAGE_URI,
        message=_digest(message),
        properties_type=profile.SIGNED_PROPERTIES_TYPE,
        properties_id=profile.SIGNED_PROPERTIES_ID,
        certificate=b64encode(der).decode("ascii"),
        certificate_digest=_digest(der),
        time=f"{at:%Y-%m-%dT%H:%M:%SZ}",
    )


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
