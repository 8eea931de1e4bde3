"""The registers' security server in this process, behind real mutual TLS, and a client of it."""

import threading
from contextlib import contextmanager

from mocks.ehis.keys import Keys
from mocks.ehis.secserver import SecurityServer
from mocks.ehis.server import Listener, tls_context
from mocks.ehis.switches import Switch
from tests.ehis.messages import US
from webapp.ehis.client import Exchange, Identity
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Evidence
from webapp.ehis.measurement import Measurement
from webapp.ehis.server.outgoing import outgoing_context
from webapp.ehis.sign import SigningKey
from webapp.ehis.transport import Sender
from webapp.ehis.trust import TrustStore


class MemoryArchive:
    """Keeps evidence in a list; `fails_at` names the direction that cannot be kept."""

    def __init__(self):
        self.kept: list[Evidence] = []
        self.measured: list[Measurement] = []
        self.fails_at = None

    def store(self, *evidence, measurement=None):
        if any(one.direction == self.fails_at for one in evidence):
            raise ArchiveFailed
        self.kept.extend(evidence)
        if measurement is not None:
            self.measured.append(measurement)

    @property
    def outcomes(self):
        return [one.outcome for one in self.kept]


class Registers:
    """The server, its switches, and what it received."""

    def __init__(self, pki):
        self.pki = pki
        self.security_server = SecurityServer(Keys(pki), rate=0)
        self.listener = Listener(("127.0.0.1", 0), self.security_server, tls_context(pki))

    @property
    def url(self):
        return f"https://127.0.0.1:{self.listener.port}/"

    def switch(self, fault, **scope):
        self.security_server.board.put(Switch(fault, **scope))

    def calls(self, service=None):
        return self.security_server.recorder.rows(service=service)

    def reset(self):
        self.security_server.board.clear()
        self.security_server.recorder.clear()

    def context(self, name="kabinet", authority="ca"):
        return outgoing_context(
            certificate=self.pki / f"{name}.pem", key=self.pki / f"{name}.key", authority=self.pki / f"{authority}.pem"
        )

    def identity(self, name="kabinet", us=US):
        key = SigningKey.from_files(self.pki / f"{name}.key", self.pki / f"{name}.pem")
        trust = TrustStore.from_files(self.pki / "ca.pem", self.pki / "machine.crl")
        return Identity(us, key, lambda: trust)

    @contextmanager
    def exchange(self, archive, *, url=None, certificate="kabinet", authority="ca", identity=None, watch=None):
        sender = Sender(url or self.url, self.context(certificate, authority))
        try:
            yield Exchange(sender, identity or self.identity(), archive, watch=watch)
        finally:
            sender.close()


@contextmanager
def running_registers(pki):
    registers = Registers(pki)
    thread = threading.Thread(target=registers.listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield registers
    finally:
        registers.listener.shutdown()
        registers.listener.server_close()
        thread.join()
