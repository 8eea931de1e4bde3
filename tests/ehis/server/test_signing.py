"""An activated signature key signs what we send; the former one's signatures still hold in the overlap."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.ehis.server.test_keys import certified
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.api import Purpose
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.policy import POLICIES
from webapp.ehis.question import Question
from webapp.ehis.server import inforce, keys
from webapp.ehis.server.inforce import InForce, read_in_session
from webapp.ehis.server.keymaking import SIGNATURE
from webapp.ehis.sign import SigningKey, sign
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify


@pytest.fixture
def in_force(pki, monkeypatch):
    monkeypatch.setattr(inforce, "FRESH_SECONDS", 0.0)
    from_files = SigningKey.from_files(pki / "kabinet.key", pki / "kabinet.pem")
    return InForce(read_in_session, address="", key=lambda: from_files)


def activate(public_id):
    with transaction():
        keys.activate(public_id, actor=SYSTEM)


def ask(registers, archive, in_force):
    identity = replace(registers.identity(), key=in_force.signing_key)
    with registers.exchange(archive, identity=identity) as exchange:
        question = Question(POLICIES["getPerson"], {"fin": "5AYS3L1"}, "AZ2ZAR9W1", Purpose.CABINET, "1")
        return exchange.ask(question)


def test_what_is_asked_after_activation_is_signed_with_the_new_key(central, registers, archive, in_force, pki):
    ask(registers, archive, in_force)
    public_id = certified(pki)
    assert in_force.signing_key().certificate == in_force.signing_key().certificate
    before = in_force.signing_key().certificate
    activate(public_id)
    after = in_force.signing_key().certificate
    assert after != before
    assert len(ask(registers, archive, in_force).rows) == 1

    trust = TrustStore.from_files(pki / "ca.pem", pki / "machine.crl")
    sent = [one for one in archive.kept if one.direction == "request"]
    signers = [
        verify(SignedMessage(one.message, one.signature), trust, at=datetime.now(UTC)).fingerprint for one in sent
    ]
    assert [len(sent), len(set(signers))] == [2, 2]


def test_signatures_of_the_former_key_hold_in_the_overlap(central, in_force, pki):
    trust, at = TrustStore.from_files(pki / "ca.pem", pki / "machine.crl"), datetime.now(UTC)
    activate(certified(pki))
    former = SignedMessage(b"<a/>", sign(b"<a/>", in_force.signing_key(), at=at))
    activate(certified(pki))
    latter = SignedMessage(b"<a/>", sign(b"<a/>", in_force.signing_key(), at=at))

    assert str(verify(former, trust, at=at).member) == str(verify(latter, trust, at=at).member) == "AZ/GOV/AYNA"
    assert former.signature != latter.signature


def test_a_key_that_another_secret_sealed_leaves_the_files_in_use(central, in_force, pki, monkeypatch):
    before = in_force.signing_key()
    activate(certified(pki))
    monkeypatch.setattr("webapp.ehis.server.keymaking.SEALED_AS", "another")

    assert in_force.signing_key() is before


def test_an_encryption_key_never_signs_messages(central, in_force, pki):
    before = in_force.signing_key()
    activate(certified(pki, "encryption"))

    assert in_force.signing_key() is before
    assert SIGNATURE == "signature"
