"""Verifying a detached signature: shape, certificate, mathematics, time, and who it speaks for.

The shape is ours and admits exactly one (schema/signature.xsd), so that moved, doubled or re-targeted signatures fail
first; what is left to compute is three digests and one signature. A general library of XML signatures (signxml) takes
ten times as long over the same, so it is the judge in the tests: both must always agree.
"""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha512
from hmac import compare_digest
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from webapp.ehis import profile
from webapp.ehis.faults import Refused
from webapp.ehis.hardened import parse_xml
from webapp.ehis.ids import Member
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.schema import schema_named
from webapp.ehis.sign import P256_BYTES, canonical
from webapp.ehis.trust import TrustStore, certificate_from, fingerprint, member_of

NAMES: Final = {"ds": profile.DSIG, "xades": profile.XADES}


@dataclass(frozen=True, slots=True)
class Verified:
    """What a good signature says: the member it speaks for, its certificate's fingerprint, and when it was made."""

    member: Member
    fingerprint: str
    signed_at: datetime


def verify(signed: SignedMessage, trust: TrustStore, *, at: datetime) -> Verified:
    """Return who signed `signed` and when; `at` is this instant.

    Raises Refused: `missing_signature`, `signature_verification`, `cert_validation`, `signing_time_outside_window`.
    """
    if not signed.signature:
        raise Refused("missing_signature", "an empty signature")
    root = _shaped(signed.signature)
    certificate = _certificate(root)
    trust.ensure_trusted(certificate, at=at)
    try:
        properties = _proved(root, certificate, signed.message)
    except (InvalidSignature, etree.LxmlError):  # some XML has no canonical form
        raise Refused("signature_verification", "the signature does not match") from None
    signed_at = _signing_time(properties)
    if abs(signed_at - at) > profile.CLOCK_WINDOW:
        raise Refused("signing_time_outside_window", "signed too long ago, or by a clock that is ahead")
    return Verified(member_of(certificate), fingerprint(certificate), signed_at)


def _shaped(signature: bytes) -> etree._Element:
    """Return the signature element, whose shape is the one that we accept."""
    try:
        root = parse_xml(signature, cap=profile.SIGNATURE_CAP)
    except Refused:
        raise Refused("signature_verification", "the signature is not plain XML") from None
    references = [node.get("URI") for node in root.iterfind("ds:SignedInfo/ds:Reference", NAMES)]
    wanted = [profile.MESSAGE_URI, f"#{profile.SIGNED_PROPERTIES_ID}"]
    if not schema_named("signature").validate(root) or references != wanted:
        raise Refused("signature_verification", "a signature of another shape")
    return root


def _certificate(root: etree._Element) -> x509.Certificate:
    text = root.findtext("ds:KeyInfo/ds:X509Data/ds:X509Certificate", namespaces=NAMES) or ""
    try:
        return certificate_from(b64decode(text))
    except (ValueError, x509.InvalidVersion):
        raise Refused("cert_validation", "not a certificate") from None


def _signing_time(properties: etree._Element) -> datetime:
    """Return SigningTime; XML has instants that a clock has not (24:00, year 0), and these are refused."""
    try:
        return datetime.fromisoformat((properties.findtext("xades:SigningTime", namespaces=NAMES) or "").strip())
    except ValueError:
        raise Refused("signature_verification", "an unreadable signing time") from None


def _proved(root: etree._Element, certificate: x509.Certificate, message: bytes) -> etree._Element:
    """Return the signed properties, once both references and the certificate's digest are proved.

    Raises Refused, InvalidSignature, or lxml's C14NError.
    """
    info, value, _, object_ = root
    properties = object_[0][0]
    claimed = [_bytes(reference.findtext("ds:DigestValue", namespaces=NAMES)) for reference in list(info)[2:]]
    certified = _bytes(properties.findtext(".//xades:CertDigest/ds:DigestValue", namespaces=NAMES))
    actual = [
        sha512(data).digest() for data in (message, canonical(properties), certificate.public_bytes(Encoding.DER))
    ]
    if not all(compare_digest(one, other) for one, other in zip((*claimed, certified), actual, strict=True)):
        raise Refused("signature_verification", "something else was signed")
    _ensure_signed(canonical(info), _bytes(value.text), info[1].get("Algorithm"), certificate.public_key())
    signed: etree._Element = properties[0]
    return signed


def _ensure_signed(data: bytes, signature: bytes, method: str | None, key: object) -> None:
    """Raise InvalidSignature unless `signature` is the key's over `data` by `method`: no method for another kind of key."""
    if (
        isinstance(key, ec.EllipticCurvePublicKey)
        and method == profile.ECDSA_SIGNATURE
        and len(signature) == 2 * P256_BYTES
    ):
        r, s = (int.from_bytes(half, "big") for half in (signature[:P256_BYTES], signature[P256_BYTES:]))
        key.verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA512()))
    elif isinstance(key, rsa.RSAPublicKey) and method == profile.RSA_SIGNATURE:
        key.verify(signature, data, padding.PKCS1v15(), hashes.SHA512())
    else:
        raise InvalidSignature


def _bytes(text: str | None) -> bytes:
    """Return the bytes of a Base64 value, whose form the schema has checked; unreadable ones are equal to nothing."""
    try:
        return b64decode(text or "")
    except ValueError:
        return b""
