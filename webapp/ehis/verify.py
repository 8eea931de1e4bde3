"""Verifying a detached signature: shape, certificate, mathematics, time, and who it speaks for.

The mathematics are signxml's; the shape is ours and admits exactly one (schema/signature.xsd), so that moved,
doubled or re-targeted signatures fail before any of it.
"""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from webapp.ehis import profile
from webapp.ehis.faults import Refused
from webapp.ehis.hardened import parse_xml
from webapp.ehis.ids import Member
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.schema import schema_named
from webapp.ehis.trust import TrustStore, fingerprint, member_of

NAMES: Final = {"ds": profile.DSIG, "xades": profile.XADES}
CONFIGURATION: Final = XAdESSignatureConfiguration(
    expect_references=2,
    signature_methods=frozenset({SignatureMethod.ECDSA_SHA512, SignatureMethod.RSA_SHA512}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA512}),
)


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
    properties = _proved(root, certificate, signed.message)
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
        return x509.load_der_x509_certificate(b64decode(text))
    except (ValueError, x509.InvalidVersion):
        raise Refused("cert_validation", "not a certificate") from None


def _signing_time(properties: etree._Element) -> datetime:
    """Return SigningTime; XML has instants that a clock has not (24:00, year 0), and these are refused."""
    try:
        return datetime.fromisoformat((properties.findtext("xades:SigningTime", namespaces=NAMES) or "").strip())
    except ValueError:
        raise Refused("signature_verification", "an unreadable signing time") from None


def _proved(root: etree._Element, certificate: x509.Certificate, message: bytes) -> etree._Element:
    """Return the signed properties, once both references and the certificate's digest are proved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        proved = XAdESVerifier().verify(
            root,
            x509_cert=certificate,
            uri_resolver={profile.MESSAGE_URI: message}.get,
            expect_config=CONFIGURATION,
            validate_schema=False,
            parser=parser,
        )
    except (SignXMLException, ValueError, TypeError):
        raise Refused("signature_verification", "the signature does not match") from None
    properties = proved[1].signed_xml
    if proved[0].signed_data != message or properties is None:
        raise Refused("signature_verification", "something else was signed")
    inner = properties.find("xades:SignedSignatureProperties", NAMES)
    if inner is None:
        raise Refused("signature_verification", "no signed properties")
    return inner
