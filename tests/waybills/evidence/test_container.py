"""The container proves a waybill to whoever does not believe us: by our command, by openssl and pdfsig, by hand."""

import io
import json
import subprocess
import zipfile
from base64 import b64encode
from hashlib import sha256

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from lxml import etree

from webapp.core.asic import BadContainer, packed, unpacked
from webapp.core.clock import now
from webapp.waybills.evidence import container as asic
from webapp.waybills.evidence.proving import prove

SIGNED = ("acts/0001-offer", "acts/0002-accept", "acts/0005-receive")
SEALED = ("acts/0003-depart", "acts/0004-arrive")
MOST = 10**8


@pytest.fixture(autouse=True)
def ours(app):
    """Whom we believe is in the settings of the application."""
    with app.app_context():
        yield


def changed(container, **files):
    """The container with other bytes under some names, still a container."""
    return packed({**unpacked(container, cap=MOST), **files}, at=now())


def broken(container):
    return {one.about for one in prove(container) if not one.holds}


def test_everything_holds_and_says_who_signed(container, app):
    findings = {one.about: one for one in prove(container)}
    assert [one for one in findings.values() if not one.holds] == []
    for name in SIGNED:
        assert findings[f"{name}.person.p7s"].said.startswith(("Nigar", "Rəşad", "Tural"))
    for name in SEALED:
        assert findings[f"{name}.seal.p7s"].said.startswith("AYNA")
    assert "up to act 5" in findings["anchor"].said


def test_the_package_is_as_the_standard_has_it(container):
    assert container[30:38] == b"mimetype"
    assert container[38 : 38 + len("application/vnd.etsi.asic-e+zip")] == b"application/vnd.etsi.asic-e+zip"
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        manifest = etree.fromstring(archive.read(asic.MANIFEST))
        stated = {
            each.get("URI"): each.findtext("{*}DigestValue") for each in manifest.iterfind("{*}DataObjectReference")
        }
        names = set(archive.namelist()) - {"mimetype", asic.MANIFEST, asic.SIGNATURE}
        assert stated == {name: b64encode(sha256(archive.read(name)).digest()).decode() for name in names}


def test_a_person_without_our_programs_proves_it_by_hand(container, pki):
    """Nothing but a ZIP, SHA-256, ECDSA and certificates."""
    files = unpacked(container, cap=MOST)
    before = bytes(32)
    for act in json.loads(files["waybill.json"])["acts"]:
        record = files[act["file"]]
        assert json.loads(record)["previous"] == before.hex()
        before = sha256(record).digest()
    root = x509.load_pem_x509_certificate((pki / "esign-root.pem").read_bytes())
    for name in SIGNED:
        statement = files[f"{name}.statement.json"]
        assert json.loads(files[f"{name}.json"])["statement"] == sha256(statement).hexdigest()
        signed = cms.ContentInfo.load(files[f"{name}.person.p7s"])["content"]
        signer = signed["signer_infos"][0]
        attributes = {each["type"].native: each["values"][0] for each in signer["signed_attrs"]}
        assert attributes["message_digest"].native == sha256(statement).digest()
        certificates = [x509.load_der_x509_certificate(each.chosen.dump()) for each in signed["certificates"]]
        own = next(one for one in certificates if one.serial_number == signer["sid"].chosen["serial_number"].native)
        assert attributes["signing_certificate_v2"]["certs"][0]["cert_hash"].native == own.fingerprint(hashes.SHA256())
        own.public_key().verify(
            signer["signature"].native, signer["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256())
        )
        issuer = next(one for one in certificates if one.subject == own.issuer)
        own.verify_directly_issued_by(issuer)
        issuer.verify_directly_issued_by(root)


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=20)


@pytest.fixture
def folder(container, tmp_path, pki):
    """The container unpacked, with the root beside."""
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "root.pem").write_bytes((pki / "esign-root.pem").read_bytes())
    return tmp_path


def test_openssl_proves_signatures_seals_time_stamps_and_revocation(folder):
    verify = (
        "openssl",
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-purpose",
        "any",
        "-CAfile",
        "root.pem",
        "-out",
        "said",
    )
    pairs = [(f"{name}.person.p7s", f"{name}.statement.json") for name in SIGNED]
    pairs += [(f"{name}.seal.p7s", f"{name}.json") for name in SEALED]
    pairs += [("anchors/000001.p7s", "anchors/000001.json"), (asic.SIGNATURE, asic.MANIFEST)]
    for signature, content in pairs:
        proved = run(*verify, "-in", signature, "-content", content, cwd=folder)
        assert proved.returncode == 0, (signature, proved.stderr)
    stamp = "time-stamps/acts-0001-offer.person"
    ts = run(
        "openssl",
        "ts",
        "-verify",
        "-token_in",
        "-in",
        f"{stamp}.tst",
        "-data",
        f"{stamp}.signature",
        "-CAfile",
        "root.pem",
        cwd=folder,
    )
    assert "Verification: OK" in ts.stdout, ts.stderr
    answers = list((folder / "revocation").glob("*.ocsp"))
    assert answers
    for answer in answers:
        said = run("openssl", "ocsp", "-respin", str(answer), "-noverify", "-resp_text", cwd=folder).stdout
        assert "Cert Status: good" in said


def test_poppler_proves_the_documents(folder):
    for paper in sorted((folder / "documents").glob("*.pdf")):
        said = run("pdfsig", "-nocert", str(paper), cwd=folder).stdout
        assert "Signature is Valid." in said
        assert "ETSI.CAdES.detached" in said


MUTATIONS = {
    "acts/0002-accept.json": {
        "files",
        "chain",
        "acts/0001-offer.person.p7s",
        "acts/0002-accept.person.p7s",
        "acts/0005-receive.person.p7s",
        "anchor",
    },
    "acts/0002-accept.statement.json": {"files", "acts/0002-accept.person.p7s"},
    "acts/0003-depart.json": {"files", "chain", "acts/0003-depart.seal.p7s", "anchor"},
    "anchors/000001.json": {"files", "anchors/000001.p7s"},
    "content.json": {"files", "chain"},
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_changed_byte_is_found_where_it_is(container, app, name):
    data = unpacked(container, cap=MOST)[name]
    assert MUTATIONS[name] <= broken(changed(container, **{name: data.replace(b"a", b"b", 1)}))


def test_a_changed_document_is_found(container, app):
    pdf = bytearray(unpacked(container, cap=MOST)["documents/v1.pdf"])
    pdf[len(pdf) // 3] ^= 1
    assert {"files", "documents/v1.pdf"} <= broken(changed(container, **{"documents/v1.pdf": bytes(pdf)}))


def test_somebody_elses_signature_does_not_pass_for_the_act(container, app):
    files = unpacked(container, cap=MOST)
    swapped = changed(container, **{"acts/0001-offer.person.p7s": files["acts/0002-accept.person.p7s"]})
    assert {"files", "acts/0001-offer.person.p7s"} <= broken(swapped)


def test_a_statement_of_another_act_does_not_pass_although_its_signature_stands(container, app):
    files = unpacked(container, cap=MOST)
    names = {f"acts/0001-offer.{end}": files[f"acts/0002-accept.{end}"] for end in ("statement.json", "person.p7s")}
    assert {"files", "acts/0001-offer.person.p7s"} <= broken(changed(container, **names))


def test_a_file_added_or_taken_out_is_found(container, app):
    assert "files" in broken(changed(container, **{"documents/v9.pdf": b"%PDF"}))
    files = unpacked(container, cap=MOST)
    del files["acts/0003-depart.seal.p7s"]
    assert "files" in broken(packed(files, at=now()))


def test_roots_of_others_prove_nothing(container, app, pki):
    findings = prove(container, (pki / "ca.pem").read_bytes())
    assert not [one for one in findings if one.holds and one.about.endswith((".p7s", ".pdf"))]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"x" * 100, packed({"a": b"b"}, at=now())])
def test_what_is_no_container_is_refused(app, raw):
    with pytest.raises(BadContainer):
        prove(raw)


def test_the_command_says_it_and_its_exit_code_too(container, app, tmp_path):
    place = tmp_path / "one.asice"
    place.write_bytes(container)
    runner = app.test_cli_runner()
    good = runner.invoke(args=["waybills", "verify-container", str(place)])
    assert good.exit_code == 0
    assert "all 13 hold" in good.output
    place.write_bytes(changed(container, **{"content.json": b"{}"}))
    assert runner.invoke(args=["waybills", "verify-container", str(place)]).exit_code == 1
