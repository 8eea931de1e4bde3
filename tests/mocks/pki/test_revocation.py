from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp

from mocks.people import PEOPLE
from mocks.pki.issuing import now
from mocks.pki.pairs import load_certificate
from mocks.pki.revocation import asks_about, read_register, status_answer

GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN


def question(directory, name, issuer="esign-issuing", algorithm=None):
    builder = ocsp.OCSPRequestBuilder().add_certificate(
        load_certificate(directory, name), load_certificate(directory, issuer), algorithm or hashes.SHA256()
    )
    return builder.add_extension(x509.OCSPNonce(b"0123456789abcdef"), critical=False).build()


def answer(directory, name, **how):
    register = read_register(directory, "esign-issuing")
    return ocsp.load_der_ocsp_response(status_answer(register, question(directory, name), **how))


@pytest.mark.parametrize(
    ("name", "status"),
    [("people/7LYL5H2", GOOD), ("seal", GOOD), ("people/7LYL5H2-revoked", REVOKED), ("agency", UNKNOWN)],
)
def test_the_answer_tells_good_revoked_and_unknown_apart(pki, name, status):
    assert answer(pki, name).certificate_status == status


def test_the_pretenders_certificate_is_unknown_to_the_authority_whose_name_it_bears(pki):
    assert answer(pki, "people/untrusted-7LYL5H2").certificate_status == UNKNOWN


def test_an_answer_is_signed_by_the_issuer_and_repeats_the_nonce(pki):
    response = answer(pki, "people/7LYL5H2")
    key = load_certificate(pki, "esign-issuing").public_key()
    key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(hashes.SHA256()))
    assert response.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce == b"0123456789abcdef"


def test_an_answer_can_be_stale_and_can_deny_all_knowledge(pki):
    assert answer(pki, "people/7LYL5H2", at=now() - timedelta(days=3)).next_update_utc < now()
    assert answer(pki, "people/7LYL5H2", force_unknown=True).certificate_status == UNKNOWN


@pytest.mark.parametrize("algorithm", [hashes.SHA1(), hashes.SHA256()])  # noqa: S303 - RFC 6960 clients still ask by SHA-1
def test_a_question_is_recognised_by_its_issuer(pki, algorithm):
    about_root = question(pki, "esign-issuing", issuer="esign-root", algorithm=algorithm)
    assert asks_about(read_register(pki, "esign-root"), about_root)
    assert not asks_about(read_register(pki, "esign-issuing"), about_root)


@pytest.mark.parametrize(
    ("file_name", "authority", "revoked"),
    [
        ("machine.crl", "ca", {"revoked"}),
        ("esign.crl", "esign-issuing", {f"people/{person.fin}-revoked" for person in PEOPLE}),
        ("esign-root.crl", "esign-root", set()),
    ],
)
def test_each_list_is_signed_by_its_authority_and_names_exactly_the_revoked(pki, file_name, authority, revoked):
    listed = x509.load_pem_x509_crl((pki / file_name).read_bytes())
    assert listed.is_signature_valid(load_certificate(pki, authority).public_key())
    assert {entry.serial_number for entry in listed} == {load_certificate(pki, name).serial_number for name in revoked}
    assert listed.next_update_utc - listed.last_update_utc == timedelta(days=7)
