"""Signatures good and bad; signxml, which is foreign to our signer and our verifier, is the judge of both."""

import base64
import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from tests.ehis.authority import ENCIPHERMENT, NO_REPUDIATION_ONLY, NOW, YEAR, Authority, rsa_key
from tests.ehis.messages import request
from webapp.ehis import profile
from webapp.ehis.faults import Refused
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.sign import sign
from webapp.ehis.trust import fingerprint
from webapp.ehis.verify import verify

CA = Authority()
DIN_KEY = CA.issue("AZ/GOV/DIN")
TRUST = CA.trust()
MESSAGE = request()
DAY = timedelta(days=1)


def signed_by(key, *, message=MESSAGE, at=NOW):
    return SignedMessage(message, sign(message, key, at=at))


def refused(signed, trust=TRUST, at=NOW):
    with pytest.raises(Refused) as caught:
        verify(signed, trust, at=at)
    return caught.value.kind


GOOD = signed_by(DIN_KEY)


def changed(before, after, count=1):
    assert before in GOOD.signature
    return SignedMessage(MESSAGE, GOOD.signature.replace(before, after, count))


def test_a_good_signature_says_who_and_when():
    verified = verify(GOOD, TRUST, at=NOW)

    assert str(verified.member) == "AZ/GOV/DIN"
    assert verified.signed_at == NOW
    assert verified.fingerprint == fingerprint(DIN_KEY.certificate)


FOREIGN = XAdESSignatureConfiguration(
    expect_references=2,
    signature_methods=frozenset({SignatureMethod.ECDSA_SHA512, SignatureMethod.RSA_SHA512}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA512}),
)


def foreign_verdict(signed, key):
    """What a general library says about the same signature and certificate."""
    try:
        proved = XAdESVerifier().verify(
            etree.fromstring(signed.signature),
            x509_cert=key.certificate,
            uri_resolver={profile.MESSAGE_URI: signed.message}.get,
            expect_config=FOREIGN,
            validate_schema=False,
        )
    except (SignXMLException, ValueError, TypeError, etree.LxmlError):
        return False
    return proved[0].signed_data == signed.message


@pytest.mark.parametrize("key", [DIN_KEY, CA.issue("AZ/GOV/DIN", key=rsa_key(2048))], ids=["P-256", "RSA"])
def test_a_foreign_library_believes_what_we_sign(key):
    assert foreign_verdict(signed_by(key), key)
    assert not foreign_verdict(SignedMessage(MESSAGE + b" ", signed_by(key).signature), key)


@given(st.integers(0, len(GOOD.signature) - 1), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_what_a_foreign_library_refuses_we_refuse_too(place, difference):
    tampered = bytearray(GOOD.signature)
    tampered[place] ^= difference
    signed = SignedMessage(MESSAGE, bytes(tampered))
    if not foreign_verdict(signed, DIN_KEY):
        refused(signed)


@pytest.mark.parametrize("place", [b"<ds:Signature ", b"<xades:SignedProperties ", b"<ds:SignedInfo"])
def test_what_has_no_canonical_form_is_refused(place):
    strange = GOOD.signature.replace(place, place.strip() + b' xmlns:x="../a b" ', 1)
    assert refused(SignedMessage(MESSAGE, strange)) == "signature_verification"


def test_the_kind_of_key_and_the_method_must_agree():
    key = CA.issue("AZ/GOV/DIN", key=rsa_key(2048))
    for signed, before, after in (
        (GOOD, profile.ECDSA_SIGNATURE, profile.RSA_SIGNATURE),
        (signed_by(key), profile.RSA_SIGNATURE, profile.ECDSA_SIGNATURE),
    ):
        renamed = signed.signature.replace(before.encode(), after.encode())
        assert refused(SignedMessage(MESSAGE, renamed)) == "signature_verification"


def test_rsa_of_2048_bits_and_a_certificate_for_non_repudiation_only_are_accepted():
    key = CA.issue("AZ/GOV/DIN", key=rsa_key(2048), usage=NO_REPUDIATION_ONLY)

    assert str(verify(signed_by(key), TRUST, at=NOW).member) == "AZ/GOV/DIN"


@given(st.integers(0, len(MESSAGE) - 1), st.integers(1, 255))
@settings(max_examples=30, deadline=None)
def test_no_byte_of_the_message_can_be_changed(place, difference):
    tampered = bytearray(MESSAGE)
    tampered[place] ^= difference

    assert refused(SignedMessage(bytes(tampered), GOOD.signature)) == "signature_verification"


# A changed bit may be the sign of the certificate's number, which the library reads as yet and tells us of.
@pytest.mark.filterwarnings("ignore:Parsed a serial number which wasn't positive")
@given(st.integers(0, len(GOOD.signature) - 1), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_changed_signature_is_refused_or_still_says_the_same(place, difference):
    tampered = bytearray(GOOD.signature)
    tampered[place] ^= difference
    try:
        verified = verify(SignedMessage(MESSAGE, bytes(tampered)), TRUST, at=NOW)
    except Refused:
        return
    assert verified == verify(GOOD, TRUST, at=NOW)  # a bit that base64 ignores, or the name of a prefix


@pytest.mark.parametrize("signature", [b"", b"<a/>", b"not xml", b"\x00", b"<!DOCTYPE a><a/>"])
def test_no_signature_is_refused(signature):
    assert refused(SignedMessage(MESSAGE, signature)) in {"missing_signature", "signature_verification"}


def test_weaker_algorithms_are_refused_before_any_mathematics():
    for before, after in (
        (b"xmldsig-more#ecdsa-sha512", b"xmldsig-more#ecdsa-sha1"),
        (b"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", b"http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        (b"http://www.w3.org/2001/04/xmlenc#sha512", b"http://www.w3.org/2000/09/xmldsig#sha1"),
        (b"xml-exc-c14n#", b"xml-exc-c14n#WithComments"),
    ):
        assert refused(changed(before, after, -1)) == "signature_verification"


@pytest.mark.parametrize(
    "uri", [b"", b"#signature", b"#signed-properties", b"file:///etc/passwd", b"http://127.0.0.1:9/"]
)
def test_a_reference_to_something_else_is_refused(uri):
    assert refused(changed(b'URI="/message.xml"', b'URI="%b"' % uri)) == "signature_verification"


def test_moved_doubled_and_wrapped_parts_are_refused():
    reference = re.search(rb'<ds:Reference URI="/message.xml">.*?</ds:Reference>', GOOD.signature)[0]
    object_ = re.search(rb"<ds:Object>.*</ds:Object>", GOOD.signature)[0]
    whole = GOOD.signature
    for signature in (
        whole.replace(reference, b"", 1),
        whole.replace(reference, reference * 2, 1),
        whole.replace(object_, object_ * 2, 1),
        whole.replace(object_, b"", 1),
        whole.replace(object_, b"<ds:Object>" + whole + b"</ds:Object>" + object_, 1),
        b"<wrap>" + whole + b"</wrap>",
        whole + whole,
    ):
        assert refused(SignedMessage(MESSAGE, signature)) == "signature_verification"


def test_a_transform_that_does_nothing_is_refused():
    transform = b'<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>'
    enveloped = b'<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>'

    assert refused(changed(b"<ds:Transforms>", b"<ds:Transforms>" + enveloped)) == "signature_verification"
    assert refused(changed(b'URI="/message.xml">', b'URI="/message.xml">' + transform)) == "signature_verification"


def test_the_signing_time_and_the_certificate_are_under_the_signature():
    other = CA.issue("AZ/GOV/DIN", key=DIN_KEY.key)  # the same key in another certificate

    assert refused(changed(b"2026-11-22T10:00:00Z", b"2026-11-22T10:01:00Z")) == "signature_verification"
    der = base64.b64encode(other.certificate.public_bytes(Encoding.DER))
    swapped = re.sub(rb"(<ds:X509Certificate>).*?(</ds:X509Certificate>)", rb"\1" + der + rb"\2", GOOD.signature)
    assert refused(SignedMessage(MESSAGE, swapped)) == "signature_verification"


@pytest.mark.parametrize("seconds", [299, -299])
def test_a_clock_within_five_minutes_is_accepted(seconds):
    assert verify(signed_by(DIN_KEY, at=NOW + timedelta(seconds=seconds)), TRUST, at=NOW)


@pytest.mark.parametrize("seconds", [301, -301, 86_400])
def test_a_clock_beyond_five_minutes_is_refused(seconds):
    assert refused(signed_by(DIN_KEY, at=NOW + timedelta(seconds=seconds))) == "signing_time_outside_window"


def test_certificates_that_do_not_count_are_refused():
    revoked = CA.issue("AZ/GOV/DIN")
    with_revocation = Authority(key=CA.key, revoked=[revoked.certificate.serial_number]).trust()
    cases = [
        (Authority().issue("AZ/GOV/DIN"), TRUST),  # the same names, another key of the authority
        (Authority("Başqa CA").issue("AZ/GOV/DIN"), TRUST),
        (CA.issue("AZ/GOV/DIN", end=NOW - DAY), TRUST),
        (CA.issue("AZ/GOV/DIN", start=NOW + DAY), TRUST),
        (CA.issue("AZ/GOV/DIN", usage=ENCIPHERMENT), TRUST),
        (CA.issue("AZ/GOV/DIN", usage=None), TRUST),
        (CA.issue("AZ/GOV/DIN", key=rsa_key(1024)), TRUST),
        (CA.issue("AZ/GOV/DIN", start=NOW - YEAR), CA.trust(next_update=NOW - DAY)),
        (revoked, with_revocation),
        (CA.issue("Kimsə"), TRUST),
    ]

    assert {refused(signed_by(key), trust) for key, trust in cases} == {"cert_validation"}


def test_a_key_of_another_curve_is_refused():
    key = CA.issue("AZ/GOV/DIN", key=ec.generate_private_key(ec.SECP256K1()))

    assert refused(signed_by(key)) == "cert_validation"


def test_old_and_new_certificates_of_a_member_both_count_while_a_key_changes():
    assert verify(signed_by(CA.issue("AZ/GOV/DIN")), TRUST, at=NOW).member == verify(GOOD, TRUST, at=NOW).member
