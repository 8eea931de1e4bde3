"""Keys: made here, never given away, certified by the Certificate Centre, taken into use, destroyed."""

import io
import subprocess
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import select, text, update

from mocks.pki.pairs import load_pair
from mocks.pki.requests import certify, read_request
from tests.ehis.server.conftest import HERE, sent
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.server import keys
from webapp.ehis.server.errors import BadMaterial, NoServerId, WrongKeyState
from webapp.ehis.server.filing import hand_in, request_for
from webapp.ehis.server.jobs import follow_requests, look_after_keys
from webapp.ehis.server.keymaking import ENCRYPTION, P256, RSA, SIGNATURE, open_key
from webapp.ehis.server.materials import key_fingerprint
from webapp.ehis.server.models import ServerKey

PLACE = f"{HERE}/keys"


def made(purpose=SIGNATURE, algorithm=P256):
    with transaction():
        return keys.generate(purpose, algorithm, actor=SYSTEM).public_id


def row_of(public_id):
    with transaction(read_only=True) as session:
        row = session.scalars(select(ServerKey).where(ServerKey.public_id == public_id)).one()
        session.expunge(row)
        return row


def issued(pki, public_id, authority="ca", **facts):
    request = read_request(row_of(public_id).request.encode())
    return certify(load_pair(pki, authority), request, **facts).public_bytes(Encoding.PEM)


def certified(pki, purpose=SIGNATURE):
    public_id = made(purpose)
    raw = issued(pki, public_id)
    with transaction():
        keys.certify(public_id, raw, actor=SYSTEM)
    return public_id


def state(public_id):
    return row_of(public_id).state


@pytest.mark.parametrize("purpose", [ENCRYPTION, SIGNATURE])
@pytest.mark.parametrize("algorithm", [P256, RSA])
def test_a_request_downloads_and_openssl_reads_it(steering, central, tmp_path, purpose, algorithm):
    page = sent(steering, steering.open(PLACE), PLACE, purpose=purpose, algorithm=algorithm)
    answer = steering.open(page.link("Sertifikat sorğusunu yüklə"), expect=200)
    assert answer.mimetype == "application/pkcs10"
    file = tmp_path / "key.csr"
    file.write_bytes(answer.data)
    told = subprocess.run(
        ["openssl", "req", "-verify", "-noout", "-text", "-in", file], capture_output=True, text=True, check=True
    )

    assert "verify OK" in told.stderr + told.stdout
    assert "GOV/AYNA" in told.stdout
    assert ("Public-Key: (3072 bit)" if algorithm == RSA else "prime256v1") in told.stdout


def test_the_two_keys_differ(central):
    first, second = row_of(made(ENCRYPTION)), row_of(made(SIGNATURE))
    assert first.key_fingerprint != second.key_fingerprint


def test_a_key_needs_the_servers_name(appointed):
    with pytest.raises(NoServerId), transaction():
        keys.generate(SIGNATURE, P256, actor=SYSTEM)


def test_the_private_part_is_sealed_and_on_no_page(steering, central, pki):
    public_id = certified(pki)
    row = row_of(public_id)
    private = open_key(row.sealed, public_id)
    secret = f"{private.private_numbers().private_value:x}"
    number = private.private_numbers().private_value.to_bytes(32, "big")

    assert number not in row.sealed
    assert key_fingerprint(private.public_key()) == row.key_fingerprint
    addresses = [
        f"{PLACE}",
        f"{PLACE}/{public_id}",
        f"{PLACE}/{public_id}/request.csr",
        f"{PLACE}/{public_id}/activate",
    ]
    for address in addresses:
        answer = steering.open(address, expect=200)
        assert secret not in answer.text
        assert "PRIVATE" not in answer.text
    with transaction(read_only=True) as session:
        assert secret not in str(session.execute(text("SELECT body FROM audit_entries")).all())


def test_a_sealed_key_opens_under_its_own_name_only(central):
    first, second = row_of(made()), row_of(made())
    with pytest.raises(InvalidTag):
        open_key(first.sealed, second.public_id)


def test_a_certificate_of_another_key_another_centre_or_another_time_is_refused(central, pki):
    public_id, other = made(), made()
    wrong = [
        issued(pki, other),
        issued(pki, public_id, "foreign-ca"),
        issued(pki, public_id, life=timedelta(minutes=1)),
        b"nothing",
    ]
    for raw in wrong:
        with pytest.raises(BadMaterial), transaction():
            keys.certify(public_id, raw, actor=SYSTEM)
    assert state(public_id) == "made"


def test_an_uploaded_certificate_is_taken_and_the_key_activated_after_confirmation(steering, central, pki):
    public_id = made()
    address = f"{PLACE}/{public_id}"
    raw = {"file": (io.BytesIO(issued(pki, public_id)), "issued.pem")}
    page = sent(steering, steering.open(address), f"{address}/certificate", **raw)
    assert "Sertifikatı var" in page.words
    confirm = steering.open(page.link("İstifadəyə ver"))
    assert state(public_id) == "certified"
    page = sent(steering, confirm, f"{address}/activate")

    assert "İstifadədədir" in page.words
    assert state(public_id) == "active"


def test_a_wrong_upload_is_explained_beside_the_field(steering, central, pki):
    public_id, other = made(), made()
    address = f"{PLACE}/{public_id}"
    raw = {"file": (io.BytesIO(issued(pki, other)), "issued.pem")}
    page = steering.submit(steering.open(address), f"{address}/certificate", expect=422, **raw)

    assert "Sertifikat bu açara verilməyib." in page.words


def test_the_certificate_centre_sees_the_request_signs_it_and_we_take_it(central):
    public_id = made()
    hand_in(public_id, actor=SYSTEM)
    assert state(public_id) == "requested"
    (filed,) = central.queue()
    assert "AZ/GOV/AYNA" in filed.about
    follow_requests.run(timestamp=0)
    assert state(public_id) == "requested"
    central.grant(filed.number)
    follow_requests.run(timestamp=0)

    row = row_of(public_id)
    assert row.state == "certified"
    certificate = x509.load_pem_x509_certificate(row.certificate.encode())
    assert certificate.issuer.rfc4514_string() == "CN=Kabinet demo machine authority,O=Kabinet demo,C=AZ"


def test_a_refused_request_says_why_and_may_be_handed_in_again(steering, central):
    public_id = made()
    address = f"{PLACE}/{public_id}"
    sent(steering, steering.open(address), f"{address}/hand-in")
    central.refuse(central.queue()[0].number, "Sənəd çatmır")
    page = sent(steering, steering.open(address), f"{address}/follow")

    assert "Sənəd çatmır" in page.words
    sent(steering, page, f"{address}/hand-in")
    assert len(central.queue()) == 2


def test_a_request_that_the_centre_forgot_ends(central):
    public_id = made()
    hand_in(public_id, actor=SYSTEM)
    central.clear()
    follow_requests.run(timestamp=0)
    with transaction(read_only=True):
        asked = request_for(public_id)

    assert asked.state == "refused"
    assert "tanımır" in asked.reason


def test_the_former_key_stays_for_the_overlap_and_is_then_destroyed(central, pki):
    first, second = certified(pki), certified(pki)
    for public_id in (first, second):
        with transaction():
            keys.activate(public_id, actor=SYSTEM)
    assert (state(first), state(second)) == ("leaving", "active")
    look_after_keys.run(timestamp=0)
    assert state(first) == "leaving"
    with transaction() as session:
        session.execute(
            update(ServerKey).values(ends_at=now() - timedelta(seconds=1)).where(ServerKey.public_id == first)
        )
    look_after_keys.run(timestamp=0)

    assert state(first) == "destroyed"
    assert row_of(first).sealed is None
    assert state(second) == "active"


def test_steps_out_of_order_are_refused(central, pki):
    public_id = made()
    with pytest.raises(WrongKeyState), transaction():
        keys.activate(public_id, actor=SYSTEM)
    ready = certified(pki)
    with transaction():
        keys.activate(ready, actor=SYSTEM)
    with pytest.raises(WrongKeyState), transaction():
        keys.destroy(ready, actor=SYSTEM)
    with pytest.raises(WrongKeyState), transaction():
        keys.certify(ready, b"", actor=SYSTEM)
