"""Signatures: who did not sign, who signed something else, and who signed with what does not count."""

import re

import pytest
from cryptography import x509

from tests.ehis.authority import ENCIPHERMENT, NO_REPUDIATION_ONLY, rsa_key
from tests.ehis.gateway.world import DAY, Issuer, as_call, der, fault_kind, now
from webapp.ehis import profile
from webapp.ehis.multipart import CRLF, SignedMessage, pack
from webapp.ehis.sign import sign


def test_a_good_message_is_answered_and_the_answer_proves_whose_it_is(world):
    answer = world.answered(world.request())

    assert answer.body.findtext("{*}status") == "active"


def test_a_message_without_a_signature_or_with_two_is_refused(world):
    raw = world.request()
    assert world.fault(raw, signature=b"") == "missing_signature"

    content_type, body = pack(SignedMessage(raw, sign(raw, world.agency, at=now())))
    mark = b"--" + re.search(r'boundary="(.*)"', content_type)[1].encode()
    signature = body.split(mark)[2]
    doubled = body.replace(mark + b"--", mark + signature + mark + b"--")
    assert CRLF + mark + signature in doubled
    assert fault_kind(world.server.handle(as_call(doubled, content_type, der(world.agency)))) == "missing_signature"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"9900010101", b"9900010102"),
        (b"AZ5AYS3L1", b"AZ2RSD4K7"),
        (b"</soap:Envelope>", b"</soap:Envelope>\n"),
        (b"<xroad:id>", b"<xroad:id >"),
    ],
    ids=["body", "header", "white space", "spelling"],
)
def test_one_changed_byte_of_the_message_is_a_bad_signature(world, before, after):
    raw = world.request()
    signature = sign(raw, world.agency, at=now())
    assert before in raw

    assert world.fault(raw.replace(before, after), signature=signature) == "signature_verification"


def test_another_member_may_neither_sign_nor_connect_for_the_client(world):
    stranger = world.authority.issue("AZ/GOV/STRANGER")

    assert world.fault(world.request(), key=stranger, tls=stranger) == "invalid_client_identifier"
    assert world.fault(world.request(), key=stranger) == "invalid_client_identifier"
    assert world.fault(world.request(), tls=stranger) == "invalid_client_identifier"


def bad_keys(issuer):
    foreign = Issuer(subject=issuer.subject)
    return {
        "expired": issuer.issue("AZ/GOV/POLICE", start=now() - 9 * DAY, end=now() - DAY),
        "not yet valid": issuer.issue("AZ/GOV/POLICE", start=now() + DAY),
        "foreign authority": foreign.issue("AZ/GOV/POLICE"),
        "for encipherment": issuer.issue("AZ/GOV/POLICE", usage=ENCIPHERMENT),
        "no key usage": issuer.issue("AZ/GOV/POLICE", usage=None),
        "RSA-1024": issuer.issue("AZ/GOV/POLICE", key=rsa_key(1024)),
        "an authority": issuer.issue(
            "AZ/GOV/POLICE", usage=x509.KeyUsage(True, True, False, False, False, True, True, False, False)
        ),
        "no member": issuer.issue("somebody"),
    }


@pytest.fixture(scope="module")
def keys(whole_world):
    return bad_keys(whole_world.authority)


@pytest.mark.parametrize(
    "which",
    [
        "expired",
        "not yet valid",
        "foreign authority",
        "for encipherment",
        "no key usage",
        "RSA-1024",
        "an authority",
        "no member",
    ],
)
def test_a_certificate_that_does_not_count_neither_signs_nor_connects(world, keys, which):
    assert world.fault(world.request(), key=keys[which]) == "cert_validation"
    assert world.fault(world.request(), tls=keys[which]) == "cert_validation"


def test_rsa_and_non_repudiation_alone_are_good_enough(world):
    key = world.authority.issue("AZ/GOV/POLICE", key=rsa_key(2048), usage=NO_REPUDIATION_ONLY)

    world.answered(world.request(), key=key)


def test_a_revocation_counts_as_soon_as_the_list_is_there(world):
    key = world.authority.issue("AZ/GOV/POLICE")
    world.answered(world.request(), key=key, tls=key)

    world.authority.revoked.append(key.certificate.serial_number)
    world.store = world.authority.store()

    assert world.fault(world.request(), key=key) == "cert_validation"
    assert world.fault(world.request(), tls=key) == "cert_validation"


def test_a_stale_revocation_list_proves_nobody(world):
    world.store = type(world.store)(world.store.authorities, (world.authority.revocations(next_update=now() - DAY),))

    assert world.fault(world.request()) == "cert_validation"


def test_old_and_new_key_are_both_good_while_keys_are_changed(world):
    renewed = world.authority.issue("AZ/GOV/POLICE")

    world.answered(world.request(), key=world.agency, tls=renewed)
    world.answered(world.request(), key=renewed, tls=world.agency)


CHANGES = {
    "SHA-1": (profile.ECDSA_SIGNATURE, "http://www.w3.org/2000/09/xmldsig#ecdsa-sha1"),
    "HMAC": (profile.ECDSA_SIGNATURE, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512"),
    "weak digest": (profile.DIGEST, "http://www.w3.org/2000/09/xmldsig#sha1"),
    "reference elsewhere": ('URI="/message.xml"', 'URI=""'),
    "reference to a file": ('URI="/message.xml"', 'URI="file:///etc/passwd"'),
    "transform that changes nothing": (
        '<ds:Reference URI="/message.xml">',
        '<ds:Reference URI="/message.xml"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/></ds:Transforms>',
    ),
    "no signing time": ("xades:SigningTime>", "xades:Signing>"),
}


@pytest.mark.parametrize("which", sorted(CHANGES))
def test_another_shape_of_signature_is_refused(world, which):
    raw = world.request()
    before, after = (text.encode() for text in CHANGES[which])
    signature = sign(raw, world.agency, at=now())
    assert before in signature

    assert world.fault(raw, signature=signature.replace(before, after)) == "signature_verification"


def wrappings(signature):
    """The signature moved, doubled, buried, or with the signed part beside a second one."""
    tag = b"<ds:Signature "
    head, rest = signature.split(tag, 1)
    whole = tag + rest
    second = signature.replace(b'Id="signed-properties"', b'Id="other"')
    properties = re.search(rb"<xades:SignedProperties.*</xades:SignedProperties>", signature, re.DOTALL)[0]
    return {
        "inside another root": head + b"<x>" + whole + b"</x>",
        "two in one": head + b'<x xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' + whole + second + b"</x>",
        "two properties": signature.replace(properties, properties + properties),
        "properties in an object of their own": signature.replace(
            b"</ds:Object>", b"</ds:Object><ds:Object>" + properties + b"</ds:Object>"
        ),
    }


@pytest.mark.parametrize(
    "which", ["inside another root", "two in one", "two properties", "properties in an object of their own"]
)
def test_wrapping_a_signature_gains_nothing(world, which):
    raw = world.request()
    signature = sign(raw, world.agency, at=now())

    assert world.fault(raw, signature=wrappings(signature)[which]) == "signature_verification"


def test_integrity_faults_and_repeated_refusals_raise_the_alarm_once_a_minute(world):
    raw = world.request()
    world.fault(raw, signature=sign(b"something else", world.agency, at=now()))
    assert [alarm[2] for alarm in world.alarms] == ["signature_verification"]

    for _ in range(20):
        world.fault(raw, signature=b"")
    assert len(world.alarms) == 1


def test_a_connection_without_a_certificate_gets_nothing(world):
    call = world.call(world.request())
    bare = type(call)(b"", call.content_type, call.read, call.length)

    assert fault_kind(world.server.handle(bare)) == "ssl_authentication_failed"
