"""A portal's way to a signed document: pyHanko builds it, the phone signs it, independent programs judge it."""

import base64
import shutil
import subprocess
from hashlib import sha256
from io import BytesIO

import pytest
from asn1crypto import algos, ocsp, pem, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import ExternalSigner
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mocks.pki.pairs import load_certificate
from webapp.signing.pades.running import run

LEYLA = "7LYL5H2"
ECDSA = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
PDFSIG = shutil.which("pdfsig") and shutil.which("certutil")


def certificate(text):
    return x509.Certificate.load(pem.unarmor(text.encode())[2])


def blank_document():
    writer = PdfFileWriter()
    contents = writer.add_object(generic.StreamObject(stream_data=b"0 0 10 10 re f"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 200, 200)))
    output = BytesIO()
    writer.write(output)
    return output


class Stamps(TimeStamper):
    """Asks the service's own time-stamp authority."""

    def __init__(self, portal):
        super().__init__()
        self.portal = portal

    async def async_request_tsa_response(self, req):
        reply = self.portal.client.post("/tsa", data=req.dump(), content_type="application/timestamp-query")
        return tsp.TimeStampResp.load(reply.data)


def status_of(portal, pki, name, issuer):
    builder = OCSPRequestBuilder()
    builder = builder.add_certificate(load_certificate(pki, name), load_certificate(pki, issuer), hashes.SHA1())  # noqa: S303 - as RFC 6960 clients ask
    body = builder.build().public_bytes(serialization.Encoding.DER)
    return ocsp.OCSPResponse.load(portal.client.post("/ocsp", data=body).data)


def judgement_of(portal, pki, name=f"people/{LEYLA}"):
    """What a verifier knows: the root, and the authorities' answers about every certificate below it."""
    asked = ((name, "esign-issuing"), ("esign-issuing", "esign-root"), ("tsa", "esign-root"))
    return ValidationContext(
        trust_roots=[certificate((pki / "esign-root.pem").read_text())],
        ocsps=[status_of(portal, pki, each, issuer) for each, issuer in asked],
        revocation_mode="require",
    )


async def signed(portal, judgement):
    told = portal.certificate(LEYLA).get_json()
    signing, chain = certificate(told["certificate"]), [certificate(each) for each in told["chain"]]
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    stamps = Stamps(portal)
    waiting = ExternalSigner(signing, store, signature_value=72, signature_mechanism=ECDSA)
    wishes = PdfSignatureMetadata(
        field_name="Göndərən",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        validation_context=judgement,
        embed_validation_info=judgement is not None,
    )
    writer = IncrementalPdfFileWriter(blank_document())
    prepared, pending, output = await PdfSigner(wishes, waiting, timestamper=stamps).async_digest_doc_for_signing(
        writer
    )
    attributes = await waiting.signed_attrs(prepared.document_digest, "sha256", use_pades=True)
    value = base64.b64encode(sha256(attributes.dump()).digest()).decode()
    session_id = portal.start(hash=value)
    portal.confirm(session_id)
    answer = portal.collect(session_id)
    signer = ExternalSigner(
        signing, store, signature_value=base64.b64decode(answer["signature"]), signature_mechanism=ECDSA
    )
    container = await signer.async_sign_prescribed_attributes("sha256", attributes, timestamper=stamps)
    await PdfTBSDocument.async_finish_signing(
        output, prepared, container, post_sign_instr=pending.post_sign_instructions, validation_context=judgement
    )
    return output.getvalue()


def judged(document, judgement):
    signature = PdfFileReader(BytesIO(document)).embedded_signatures[0]
    return run(async_validate_pdf_signature(signature, judgement, judgement))


def test_a_document_signed_on_the_phone_is_valid_with_its_time_and_revocation_answers(portal, pki):
    document = run(signed(portal, judgement_of(portal, pki)))
    verdict = judged(document, judgement_of(portal, pki))
    assert verdict.bottom_line
    assert verdict.trusted
    assert verdict.timestamp_validity.trusted
    assert verdict.signing_cert.subject.native["serial_number"] == LEYLA
    assert b"/DSS" in document


def test_a_document_changed_after_signing_is_not_valid(portal, pki):
    document = run(signed(portal, judgement_of(portal, pki)))
    changed = document.replace(b"0 0 10 10 re f", b"0 0 99 10 re f")
    assert changed != document
    assert not judged(changed, judgement_of(portal, pki)).bottom_line


@pytest.mark.parametrize(
    ("state", "name"),
    [("revoked", "7LYL5H2-revoked"), ("expired", "7LYL5H2-expired"), ("untrusted", "untrusted-7LYL5H2")],
)
def test_a_signature_by_a_bad_certificate_is_refused(portal, pki, state, name):
    portal.admin("faults", name=f"{state}-certificate")
    document = run(signed(portal, None))
    verdict = judged(document, judgement_of(portal, pki, f"people/{name}"))
    assert verdict.intact
    assert not verdict.trusted
    assert not verdict.bottom_line


def test_a_signature_over_another_digest_is_refused(portal, pki):
    portal.admin("faults", name="other-hash")
    verdict = judged(run(signed(portal, None)), judgement_of(portal, pki))
    assert not verdict.valid


def test_without_an_answer_about_revocation_a_document_is_not_signed_for_evidence(portal, pki):
    portal.admin("faults", name="ocsp-unknown")
    with pytest.raises(SigningError, match="could not be validated"):
        run(signed(portal, judgement_of(portal, pki)))


@pytest.mark.skipif(not PDFSIG, reason="needs pdfsig (poppler-utils) and certutil (libnss3-tools)")
def test_pdfsig_trusts_the_document_by_the_root(portal, pki, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(run(signed(portal, judgement_of(portal, pki))))
    database = f"sql:{tmp_path}"
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    root = str(pki / "esign-root.pem")
    subprocess.run(["certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-i", root], check=True)
    command = ["pdfsig", "-no-ocsp", "-nssdir", database, str(tmp_path / "signed.pdf")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
