"""The program in a process of its own uses within a second what the server administrator set, without a restart."""

import hashlib
from datetime import UTC, datetime

import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from mocks.pki.pairs import load_pair
from mocks.pki.requests import certify, read_request
from tests.ehis.gateway.processes import running_gateway, until
from tests.ehis.gateway.world import fault_of
from tests.support.ports import free_ports
from webapp.core.crypto import install_secret
from webapp.ehis.multipart import unpack
from webapp.ehis.server.keymaking import ENCRYPTION, P256, SIGNATURE, make_key
from webapp.ehis.trust import fingerprint
from webapp.ehis.verify import verify

pytestmark = pytest.mark.processes
ADAPTER = """
INSERT INTO ehis_server_settings (name, version, value, former, changed_by, at)
SELECT 'adapter', count(*) + 1, %s, CASE WHEN count(*) > 0 THEN 'x' END, 'Kabinet', now()
FROM ehis_server_settings WHERE name = 'adapter'
"""
KEY = """
INSERT INTO ehis_server_keys (public_id, purpose, algorithm, state, sealed, key_fingerprint, request, made_by, made_at,
                              certificate, active_since)
VALUES (%s, %s, 'P-256', 'active', %s, %s, %s, 'Kabinet', now(), %s, now())
"""


@pytest.fixture(scope="module")
def world(server, pki, tmp_path_factory):
    install_secret("s" * 40)
    with running_gateway(server, pki, tmp_path_factory.mktemp("gateway")) as world:
        yield world


def told(world, statement, values):
    with psycopg.connect(world.url, autocommit=True) as connection:
        connection.execute(statement, values)


def activate(world, pki, purpose):
    made = make_key(purpose, P256, server_id="AZ/GOV/AYNA/kabinet-1", host="127.0.0.1", context=purpose)
    certificate = certify(load_pair(pki, "ca"), read_request(made.request.encode()))
    pem = certificate.public_bytes(Encoding.PEM).decode()
    told(world, KEY, (purpose, purpose, made.sealed, made.key_fingerprint, made.request, pem))
    return certificate


def outcome(world):
    """How a message ends: the certificate that signed the answer, or the kind of the fault."""
    raw = world.request()
    reply = world.post(raw)
    if not reply.content_type.startswith("multipart/mixed"):
        return fault_of(reply).code.kind
    return verify(unpack(reply.content_type, reply.body), world.store, at=datetime.now(UTC)).fingerprint


def shown(world):
    """The fingerprint of the certificate that the program shows in a handshake."""
    connection = world.connection()
    connection.connect()
    der = connection.sock.getpeercert(binary_form=True)
    connection.close()
    return hashlib.sha256(der).hexdigest()


def test_the_adaptation_server_moves_away_and_back(world):
    before = outcome(world)
    told(world, ADAPTER, (f"http://127.0.0.1:{free_ports(1)[0]}",))
    until(lambda: outcome(world) == "network_error", 5)
    told(world, ADAPTER, (f"http://127.0.0.1:{world.behind.server_address[1]}",))
    until(lambda: outcome(world) == before, 5)


def test_answers_are_signed_with_the_activated_signature_key(world, pki):
    activated = fingerprint(activate(world, pki, SIGNATURE))
    until(lambda: {outcome(world) for _ in range(6)} == {activated}, 10)


def test_connections_see_the_activated_encryption_certificate(world, pki):
    activated = fingerprint(activate(world, pki, ENCRYPTION))
    until(lambda: {shown(world) for _ in range(6)} == {activated}, 10)

    assert outcome(world) != "network_error"
