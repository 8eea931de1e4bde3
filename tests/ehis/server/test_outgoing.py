"""With which certificate the house connects to others: that of the key in use, from the next connection on."""

import socket
import ssl
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import select

from tests.ehis.server.test_keys import issued, row_of
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis import installation
from webapp.ehis.monitoring.models import CertificateInUse
from webapp.ehis.monitoring.reporting import Reporter
from webapp.ehis.server import keys, status, tls
from webapp.ehis.server.keymaking import ENCRYPTION, P256, RSA
from webapp.ehis.server.outgoing import OutgoingContext, chain_in_session
from webapp.ehis.transport import Deadline, Sender
from webapp.incidents.layers import layers

BODY = b"<a/>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def context(central, monkeypatch):
    monkeypatch.setattr(tls, "FRESH_SECONDS", 0.0)
    return OutgoingContext(status.place(), chain_in_session())


def activated(pki, algorithm=P256):
    """Take a new encryption key into use; return its certificate as bytes."""
    with transaction():
        public_id = keys.generate(ENCRYPTION, algorithm, actor=SYSTEM).public_id
    raw = issued(pki, public_id)
    with transaction():
        keys.certify(public_id, raw, actor=SYSTEM)
        keys.activate(public_id, actor=SYSTEM)
    return ssl.PEM_cert_to_DER_cert(row_of(public_id).certificate)


@contextmanager
def register(pki, *, may_answer=None):
    """A server of the exchange that notes which certificate each question came with."""
    wants = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    wants.load_cert_chain(pki / "registers.pem", pki / "registers.key")
    wants.load_verify_locations(pki / "ca.pem")
    wants.verify_mode = ssl.CERT_REQUIRED
    listening, seen = socket.create_server(("127.0.0.1", 0)), []

    def converse(plain):
        with wants.wrap_socket(plain, server_side=True) as connection:
            while piece := connection.recv(65_536):
                if not piece.endswith(BODY):
                    continue
                seen.append(connection.getpeercert(binary_form=True))
                if may_answer is not None and len(seen) == 1:
                    may_answer.wait(5)
                connection.sendall(ANSWER)

    def serve():
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            Thread(target=converse, args=(plain,), daemon=True).start()

    Thread(target=serve, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/", seen
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def asked(sender):
    return sender.post("text/xml", BODY, deadline=Deadline(5)).body


def file_certificate(pki):
    return ssl.PEM_cert_to_DER_cert((pki / "kabinet.pem").read_text())


@pytest.mark.parametrize("algorithm", [P256, RSA])
def test_the_next_question_goes_out_with_the_activated_key(context, pki, algorithm):
    with register(pki) as (url, seen):
        sender = Sender(url, context)
        asked(sender)
        new = activated(pki, algorithm)
        asked(sender)
        asked(sender)
        sender.close()

    assert seen == [file_certificate(pki), new, new]


def test_a_question_on_its_way_is_not_cut_off_when_the_key_changes(context, pki):
    may_answer, contexts, answers = Event(), [context()], []
    with register(pki, may_answer=may_answer) as (url, seen):
        sender = Sender(url, lambda: contexts[-1])
        slow = Thread(target=lambda: answers.append(asked(sender)))
        slow.start()
        while not seen:
            may_answer.wait(0.01)
        new = activated(pki)
        contexts.append(context())
        assert asked(sender) == b"ok"
        may_answer.set()
        slow.join(5)
        sender.close()

    assert answers == [b"ok"]
    assert seen == [file_certificate(pki), new]


def test_the_exchange_of_the_process_shows_the_activated_key(central, registers, pki, monkeypatch):
    monkeypatch.setattr(tls, "FRESH_SECONDS", 0.0)
    settings = replace(status.place(), ehis_url=registers.url.rstrip("/"))
    installation.install_settings(settings)
    exchange = installation.exchange()
    activated(pki)
    assert exchange._sender._pools._context() is exchange._sender._pools._context()
    before = exchange._sender._pools._context()
    activated(pki)
    assert exchange._sender._pools._context() is not before
    installation.install_exchange(None)


def test_a_listener_or_client_never_offers_both_kinds_of_key(context, pki):
    """A context keeps one certificate of each kind of key; with both, the other side would choose."""
    new = activated(pki, RSA)
    assert isinstance(rsa_key_of(new), rsa.RSAPublicKey)
    with register(pki) as (url, seen):
        sender = Sender(url, context)
        asked(sender)
        sender.close()

    assert seen == [new]


def rsa_key_of(der):
    from cryptography import x509

    return x509.load_der_x509_certificate(der).public_key()


def test_pages_and_station_name_the_certificate_in_use_not_that_of_the_file(central, pki, app):
    import hashlib

    def told():
        Reporter("portal", status.place()).beat()
        Reporter("gateway", status.place()).beat()
        with transaction(read_only=True) as session:
            rows = session.scalars(select(CertificateInUse)).all()
            return {(one.component, one.purpose): one.fingerprint for one in rows}

    files = told()
    assert files["portal", "client"] == hashlib.sha256(file_certificate(pki)).hexdigest()
    new = hashlib.sha256(activated(pki)).hexdigest()
    now_told = told()
    assert now_told["portal", "client"] == now_told["gateway", "tls"] == new
    assert now_told["gateway", "signing"] == files["gateway", "signing"]
    with transaction(read_only=True), app.test_request_context():
        assert {one.purpose: one.fingerprint for one in status.own_certificates()}[ENCRYPTION] == new
        said = [value for layer in layers() for title, value in layer.rows if title == "Mübadilənin sertifikatı"]
    assert len(said) == 1
