import base64
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
import rfc3161_client
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from mocks.pki.issuing import now
from mocks.pki.pairs import load_certificate
from mocks.signing.time_stamps import RejectedReply

GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN
SERVICE = "http://127.0.0.1:8105"


def stamp(portal, request_der, content_type="application/timestamp-query"):
    return portal.client.post("/tsa", data=request_der, content_type=content_type)


def question(pki, name, issuer):
    builder = ocsp.OCSPRequestBuilder()
    asked = load_certificate(pki, name)
    der = builder.add_certificate(asked, load_certificate(pki, issuer), hashes.SHA1()).build()  # noqa: S303 - as RFC 6960 clients ask
    return der.public_bytes(serialization.Encoding.DER)


def status(portal, pki, name, issuer="esign-issuing"):
    answer = portal.client.post("/ocsp", data=question(pki, name, issuer)).data
    return ocsp.load_der_ocsp_response(answer).certificate_status


def test_a_time_stamp_is_verified_by_another_library_against_the_root(portal, pki):
    request = rfc3161_client.TimestampRequestBuilder().data(b"waybill").build()
    reply = rfc3161_client.decode_timestamp_response(stamp(portal, request.as_bytes()).data)
    verifier = rfc3161_client.VerifierBuilder.from_request(request)
    verifier = verifier.add_root_certificate(load_certificate(pki, "esign-root")).build()
    assert verifier.verify(reply, request.message_imprint.message)
    assert abs(reply.tst_info.gen_time - datetime.now(UTC)) < timedelta(seconds=60)


def test_a_time_stamp_over_other_data_is_not_verified(portal, pki):
    request = rfc3161_client.TimestampRequestBuilder().data(b"waybill").build()
    reply = rfc3161_client.decode_timestamp_response(stamp(portal, request.as_bytes()).data)
    verifier = rfc3161_client.VerifierBuilder().add_root_certificate(load_certificate(pki, "esign-root")).build()
    with pytest.raises(rfc3161_client.VerificationError):
        verifier.verify_message(reply, b"another waybill")


def test_certificates_are_left_out_of_a_time_stamp_when_not_asked_for(portal):
    request = rfc3161_client.TimestampRequestBuilder().data(b"x").cert_request(cert_request=False).build()
    reply = tsp.TimeStampResp.load(stamp(portal, request.as_bytes()).data)
    assert len(reply["time_stamp_token"]["content"]["certificates"]) == 0


@pytest.mark.parametrize(
    ("request_der", "reason"),
    [
        (b"nonsense", "bad_data_format"),
        (b"", "bad_data_format"),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(20)},
                }
            ).dump(),
            "bad_data_format",
        ),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)},
                }
            ).dump(),
            "bad_alg",
        ),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)},
                    "req_policy": "1.2.3.4",
                }
            ).dump(),
            "unaccepted_policy",
        ),
    ],
)
def test_what_cannot_be_stamped_is_rejected_with_its_reason(portal, request_der, reason):
    status_info = RejectedReply.load(stamp(portal, request_der).data, strict=True)["status"]
    assert status_info["status"].native == "rejection"
    assert status_info["fail_info"].native == {reason}


def test_the_time_stamp_authority_takes_only_time_stamp_queries_and_can_be_down(portal):
    assert stamp(portal, b"{}", "application/json").status_code == 415
    portal.admin("faults", name="tsa-down", times=1)
    assert stamp(portal, b"").status_code == 503
    assert stamp(portal, b"").status_code == 200


@pytest.mark.parametrize(
    ("name", "issuer", "expected"),
    [
        ("people/7LYL5H2", "esign-issuing", GOOD),
        ("people/7LYL5H2-revoked", "esign-issuing", REVOKED),
        ("people/untrusted-7LYL5H2", "esign-issuing", UNKNOWN),
        ("tsa", "esign-root", GOOD),
        ("esign-issuing", "esign-root", GOOD),
    ],
)
def test_the_responder_knows_what_both_authorities_issued(portal, pki, name, issuer, expected):
    assert status(portal, pki, name, issuer) == expected


def test_a_question_in_the_address_is_answered_like_one_in_the_body(portal, pki):
    encoded = base64.b64encode(question(pki, "people/7LYL5H2-revoked", "esign-issuing")).decode()
    answer = ocsp.load_der_ocsp_response(portal.client.get(f"/ocsp/{encoded}").data)
    assert answer.certificate_status == REVOKED


def test_the_responder_refuses_nonsense_and_strange_authorities(portal, pki):
    malformed, foreign = ocsp.OCSPResponseStatus.MALFORMED_REQUEST, ocsp.OCSPResponseStatus.UNAUTHORIZED
    for body, expected in ((b"nonsense", malformed), (question(pki, "agency", "ca"), foreign)):
        assert ocsp.load_der_ocsp_response(portal.client.post("/ocsp", data=body).data).response_status == expected
    assert ocsp.load_der_ocsp_response(portal.client.get("/ocsp/%%%").data).response_status == malformed


def test_the_responder_can_be_down_ignorant_or_stale(portal, pki):
    body = question(pki, "people/7LYL5H2", "esign-issuing")
    portal.admin("faults", name="ocsp-down", times=1)
    assert portal.client.post("/ocsp", data=body).status_code == 503
    portal.admin("faults", name="ocsp-unknown", times=1)
    assert status(portal, pki, "people/7LYL5H2") == UNKNOWN
    portal.admin("faults", name="ocsp-stale", times=1)
    assert ocsp.load_der_ocsp_response(portal.client.post("/ocsp", data=body).data).next_update_utc < now()
    assert status(portal, pki, "people/7LYL5H2") == GOOD


def test_every_address_written_into_a_certificate_is_answered(portal, pki):
    for name in ("people/7LYL5H2", "esign-issuing", "tsa", "seal"):
        extensions = load_certificate(pki, name).extensions
        points = extensions.get_extension_for_class(x509.CRLDistributionPoints).value
        listed = portal.client.get(points[0].full_name[0].value.removeprefix(SERVICE))
        issuer = next(
            each.access_location.value.removeprefix(SERVICE)
            for each in extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
            if each.access_method == AuthorityInformationAccessOID.CA_ISSUERS
        )
        authority = x509.load_der_x509_certificate(portal.client.get(issuer).data)
        assert x509.load_der_x509_crl(listed.data).is_signature_valid(authority.public_key())
        load_certificate(pki, name).verify_directly_issued_by(authority)


@pytest.mark.parametrize("path", ["/crl/other.crl", "/ca/esign-root.key", "/ca/people/7LYL5H2.cer", "/ca/ca.cer"])
def test_nothing_else_is_handed_out(portal, path):
    assert portal.client.get(path).status_code == 404


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
@pytest.mark.parametrize("more", [[], ["-cert", "-sha512"]])
def test_openssl_verifies_a_time_stamp(portal, pki, tmp_path, more):
    (tmp_path / "data").write_bytes(b"waybill")
    ask = ["openssl", "ts", "-query", "-data", str(tmp_path / "data"), *(more or ["-sha256"])]
    query = subprocess.run(ask, check=True, capture_output=True).stdout
    (tmp_path / "reply").write_bytes(stamp(portal, query).data)
    root, tsa = str(pki / "esign-root.pem"), str(pki / "tsa.pem")
    verify = ["openssl", "ts", "-verify", "-data", str(tmp_path / "data"), "-in", str(tmp_path / "reply")]
    said = subprocess.run([*verify, "-CAfile", root, "-untrusted", tsa], check=False, capture_output=True, text=True)
    assert (said.returncode, said.stdout.strip()) == (0, "Verification: OK")
