"""An activated encryption key is the one that our security server shows to those who connect."""

import socket
import ssl
from threading import Thread

import pytest

from tests.ehis.server.test_keys import certified, row_of
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.gateway.listening import FreshContext
from webapp.ehis.server import keys, tls
from webapp.ehis.server.keymaking import ENCRYPTION
from webapp.ehis.server.outgoing import outgoing_context
from webapp.ehis.server.tls import STATEMENT, ActiveChain


def rows():
    with transaction(read_only=True):
        return db.session().connection().exec_driver_sql(STATEMENT).all()


@pytest.fixture
def context(pki, monkeypatch):
    monkeypatch.setattr(tls, "FRESH_SECONDS", 0.0)
    files = (pki / "kabinet-gateway.pem", pki / "kabinet-gateway.key", pki / "ca.pem")
    return FreshContext(*files, ActiveChain(rows))


def shown(context, pki):
    """The fingerprint of the certificate that a client sees in a handshake with us."""
    listening = socket.create_server(("127.0.0.1", 0))

    made = context()  # in the thread of the test, whose transaction it reads in
    thread = Thread(target=lambda: _serve(listening, made), daemon=True)
    thread.start()
    client = outgoing_context(certificate=pki / "agency.pem", key=pki / "agency.key", authority=pki / "ca.pem")
    with (
        socket.create_connection(listening.getsockname(), 5) as plain,
        client.wrap_socket(plain, server_hostname="127.0.0.1") as secured,
    ):
        der = secured.getpeercert(binary_form=True)
        secured.send(b"x")
    thread.join(5)
    listening.close()
    return der


def _serve(listening, context):
    connection, _ = listening.accept()
    with context.wrap_socket(connection, server_side=True) as secured:
        secured.recv(1)


def test_the_next_connection_sees_the_activated_certificate(central, context, pki):
    before = shown(context, pki)
    public_id = certified(pki, ENCRYPTION)
    assert shown(context, pki) == before
    with transaction():
        keys.activate(public_id, actor=SYSTEM)
    after = shown(context, pki)

    assert after == ssl.PEM_cert_to_DER_cert(row_of(public_id).certificate)
    assert after != before


def test_a_key_that_cannot_be_opened_leaves_the_former_certificate(central, context, pki, monkeypatch):
    before = shown(context, pki)
    public_id = certified(pki, ENCRYPTION)
    with transaction():
        keys.activate(public_id, actor=SYSTEM)
    monkeypatch.setattr("webapp.ehis.server.keymaking.SEALED_AS", "another")

    assert shown(context, pki) == before


def test_without_a_database_connections_go_on(pki, monkeypatch):
    monkeypatch.setattr(tls, "FRESH_SECONDS", 0.0)

    def gone():
        raise OSError

    files = (pki / "kabinet-gateway.pem", pki / "kabinet-gateway.key", pki / "ca.pem")
    assert isinstance(FreshContext(*files, ActiveChain(gone))(), ssl.SSLContext)
