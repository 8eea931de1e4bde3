"""Evidence given away: foreign tools prove it, and ours; a changed byte anywhere is found."""

import json
import re
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from tests.ehis.journal.conftest import NOON, ONE
from tests.ehis.test_client import question
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.archive import DatabaseArchive
from webapp.ehis.journal import container, exporting, gateways, proving
from webapp.ehis.journal.errors import NotYetStamped
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.trust import TrustStore


@pytest.fixture
def exported(database, registers, authority):
    """Request and answer of a real question, with others before and behind them, stamped."""
    journal.write([replace(ONE, service="AZ/GOV/DIN/registers/getPerson/v1")])
    with registers.exchange(DatabaseArchive()) as exchange:
        exchange.ask(question())
        stamp_all(authority)
        exchange.ask(question())
    stamp_all(authority)
    with transaction(read_only=True) as session:
        from webapp.ehis.journal.models import ArchivedMessage

        sent = session.query(ArchivedMessage).filter_by(outcome="sent", position=2).one()
        places = exporting.messages_with(sent.message_id)
        return [exporting.container_of(place) for place in places]


@pytest.fixture
def trust(pki):
    return TrustStore.from_files(pki / "ca.pem", pki / "machine.crl")


def proved(whole, trust, authority):
    return proving.prove(container.read(whole), trust=trust, time_stamp_roots=authority.roots())


def run(*command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=20)


def test_ours_proves_signature_place_and_time(exported, trust, authority):
    assert [re.sub("^.{36}", "", name).split("-")[1] for name, _ in exported] == ["request", "answer"]
    for (_, whole), member in zip(exported, ("AZ/GOV/AYNA", "AZ/GOV/DIN"), strict=True):
        found = proved(whole, trust, authority)
        assert [one.holds for one in found] == [True, True, True], found
        assert found[0].said.startswith(member)


def test_it_is_a_container_as_the_standard_says(exported):
    for _, whole in exported:
        assert whole[30:38] == b"mimetype"
        assert whole[38 : 38 + len(container.MIMETYPE)] == container.MIMETYPE.encode()
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            assert archive.testzip() is None
            assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
            assert set(archive.namelist()) == {"mimetype", *container.FILES}


def test_xmlsec_proves_the_signature(exported, pki, tmp_path):
    for number, (_, whole) in enumerate(exported):
        folder = tmp_path / str(number)
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            archive.extractall(folder)
        command = (
            *("xmlsec1", "--verify", "--trusted-pem", str(pki / "ca.pem"), "--enabled-key-data", "x509"),
            *("--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
            *("--url-map:/message.xml", "message.xml", "META-INF/signatures.xml"),
        )
        good = run(*command, folder=folder)
        assert good.returncode == 0, good.stderr
        message = folder / "message.xml"
        message.write_bytes(message.read_bytes().replace(b"getPerson", b"getPersom"))
        assert run(*command, folder=folder).returncode != 0


def test_openssl_proves_the_time_stamp(exported, pki, tmp_path):
    _, whole = exported[0]
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        archive.extractall(tmp_path)
    command = (
        *("openssl", "ts", "-verify", "-token_in", "-in", container.STAMP, "-data", container.HEADS),
        *("-CAfile", str(pki / "esign-root.pem")),
    )
    good = run(*command, folder=tmp_path)
    assert "Verification: OK" in good.stdout + good.stderr
    heads = tmp_path / container.HEADS
    heads.write_text(heads.read_text().replace("stamp 1", "stamp 2"))
    assert run(*command, folder=tmp_path).returncode != 0


def test_the_chain_can_be_summed_up_with_nothing_but_sha256(exported):
    """As somebody would who has only the description: no code of ours."""
    from hashlib import sha256

    def framed(*parts):
        return b"".join(len(part).to_bytes(8, "big") + part for part in parts)

    _, whole = exported[0]
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        said = json.loads(archive.read(container.CHAIN))
        message, signatures = archive.read("message.xml"), archive.read(container.SIGNATURES)
        heads = archive.read(container.HEADS).decode()
    signature = re.search(rb"<ds:Signature .*</ds:Signature>", signatures, re.DOTALL)[0]
    commitment = sha256(framed(bytes.fromhex(said["salt"]), message, signature)).digest()
    context = framed(*(value.encode() for value in said["header"].values()))
    digest = sha256(framed(context, commitment, bytes.fromhex(said["sealed_sha256"]))).digest()
    head, position = bytes.fromhex(said["previous"]), said["position"]
    for each in [digest, *map(bytes.fromhex, said["following"])]:
        head = sha256(head + position.to_bytes(8, "big") + each).digest()
        position += 1

    assert f"{said['header']['day']} {said['header']['segment']} {position - 1} {head.hex()}" in heads.splitlines()


def again(whole, change):
    content = container.read(whole)
    return container.build(change(content), at=NOON)


def flipped(data, place=0):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("failing", "change"),
    [
        ({"signature", "chain"}, lambda c: replace(c, message=c.message + b" ")),
        (
            {"signature", "chain"},
            lambda c: replace(c, signature=c.signature.replace(b"SigningTime>2", b"SigningTime>1", 1)),
        ),
        ({"signature", "chain"}, lambda c: replace(c, signature=b"")),
        ({"chain"}, lambda c: replace(c, proof=replace(c.proof, salt=flipped(c.proof.salt)))),
        ({"chain"}, lambda c: replace(c, proof=replace(c.proof, previous=flipped(c.proof.previous)))),
        ({"chain"}, lambda c: replace(c, proof=replace(c.proof, following=()))),
        ({"chain"}, lambda c: replace(c, proof=replace(c.proof, header=c.proof.header._replace(outcome="x")))),
        (
            {"time stamp"},
            lambda c: replace(c, proof=replace(c.proof, heads=c.proof.heads.replace("stamp 1", "stamp 3"))),
        ),
        ({"time stamp"}, lambda c: replace(c, proof=replace(c.proof, token=flipped(c.proof.token, -1)))),
        ({"time stamp"}, lambda c: replace(c, proof=replace(c.proof, token=b""))),
    ],
)
def test_what_was_changed_inside_is_found(exported, trust, authority, failing, change):
    found = proved(again(exported[0][1], change), trust, authority)

    assert {one.about for one in found if not one.holds} == failing, found


def test_what_is_no_such_container_is_refused(exported):
    whole = exported[0][1]
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("../x", "y")
    for bad in (b"", b"PK", whole[:-30], other.getvalue(), whole.replace(b"asic-e+zip", b"asic-s+zip", 1)):
        with pytest.raises(container.BadContainer):
            container.read(bad)


def test_before_its_first_minute_is_over_there_is_no_proof(kept):
    with transaction(read_only=True), pytest.raises(NotYetStamped):
        exporting.container_of(exporting.messages_with(f"{ONE.message_id[:-1]}0")[0])


def test_the_commands_write_containers_and_prove_them_offline(app, exported, authority, pki, tmp_path, monkeypatch):
    monkeypatch.setattr(authority, "roots_file", pki / "esign-root.pem", raising=False)
    monkeypatch.setattr(
        authority, "members_trust", lambda: TrustStore.from_files(pki / "ca.pem", pki / "machine.crl"), raising=False
    )
    monkeypatch.setattr(gateways, "_authority", [authority])
    runner = app.test_cli_runner()
    message_id = exported[0][0][:36]
    written = runner.invoke(
        args=["ehis", "export-evidence", "--message-id", message_id, "--to", str(tmp_path), "--reason", "Sorğu 12"]
    )
    files = written.output.split()
    good = [runner.invoke(args=["ehis", "verify-container", file]) for file in files]
    own = runner.invoke(args=["ehis", "verify-container", files[0], "--authority", str(pki / "foreign-ca.pem")])
    missing = runner.invoke(args=["ehis", "export-evidence", "--message-id", "none", "--reason", "x"])

    assert len(files) == 2
    assert [one.exit_code for one in good] == [0, 0], good[0].output
    assert (own.exit_code, missing.exit_code) == (1, 1)
    assert "FAILS  signature" in own.output
