"""A detached signature is judged at the instant of its time stamp: whose it is, and whether it could be given then."""

from base64 import encodebytes
from hashlib import sha256

import httpx2
import pytest
from asn1crypto import cms, ocsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.ocsp import OCSPRequestBuilder

from webapp.core.clock import now
from webapp.signing.api import time_stamp, validate_detached
from webapp.signing.cades.building import Proofs, detached, signed_attributes
from webapp.signing.pades.trust import read_certificates

CONTENT = b'{"action":"offer"}'


@pytest.fixture
def made(database, phone, pki):
    """Make a CMS by one person's key under a certificate, with what the authorities say of that certificate now."""

    def make(key, certificate=None, *, sealed=None, proved=True, stamped=None):
        own = read_certificates((pki / "people" / f"{certificate or key}.pem").read_bytes())[0]
        named = read_certificates((pki / "people" / f"{sealed or certificate or key}.pem").read_bytes())[0]
        private = serialization.load_pem_private_key((pki / "people" / f"{key}.key").read_bytes(), None)
        attributes = signed_attributes(CONTENT, named, now())
        signature = private.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
        token = cms.ContentInfo.load(time_stamp(sha256(stamped or signature).digest()))
        authority = next(each.chosen for each in token["content"]["certificates"])
        chain = read_certificates((pki / "esign-chain.pem").read_bytes())
        asked = (own, authority, chain[0]) if proved else ()
        answers = tuple(answer_about(each, chain, phone.url) for each in asked)
        proofs = Proofs((*chain, authority), answers)
        return detached(attributes, signature, own, token=token, proofs=proofs)

    return make


def answer_about(certificate, chain, url):
    issuer = next(one for one in chain if one.subject == certificate.issuer)
    asked = OCSPRequestBuilder().add_certificate(plain(certificate), plain(issuer), hashes.SHA1())  # noqa: S303 - RFC 6960 names certificates so
    der = asked.build().public_bytes(serialization.Encoding.DER)
    return ocsp.OCSPResponse.load(httpx2.post(f"{url}/ocsp", content=der).content)


def plain(certificate: x509.Certificate):
    text = b"-----BEGIN CERTIFICATE-----\n" + encodebytes(certificate.dump()) + b"-----END CERTIFICATE-----\n"
    return load_pem_x509_certificate(text)


def why(der):
    return validate_detached([(CONTENT, der)])[0].why


def test_a_good_one_stands(made):
    assert why(made("7LYL5H2")) == ""


def test_one_whose_certificate_was_revoked_before_does_not(made):
    assert why(made("7LYL5H2-revoked")) == "untrusted"


def test_one_under_an_expired_certificate_does_not(made):
    assert why(made("7LYL5H2-expired")) == "untrusted"


def test_one_shown_under_another_certificate_does_not(made):
    assert why(made("7LYL5H2", "6NGR2C5")) == "broken"
    assert why(made("7LYL5H2", sealed="6NGR2C5")) == "broken"


def test_one_without_proofs_does_not(made):
    assert why(made("7LYL5H2", proved=False)) == "no_time_stamp"


def test_one_whose_time_stamp_is_of_something_else_does_not(made):
    assert why(made("7LYL5H2", stamped=b"other")) == "no_time_stamp"
