"""The listener: mutual TLS, one thread a connection, handshake included, so that a slow peer blocks nobody."""

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from cryptography import x509

from mocks.ehis.centralserver import PATH as CENTRAL
from mocks.ehis.hosting import Plain
from mocks.ehis.pace import PACES, CutOff, break_handshake, plainly, reset
from mocks.ehis.reply import Reply
from mocks.ehis.secserver import Call, SecurityServer
from mocks.ehis.wsdl import description
from webapp.ehis.faults import Refused
from webapp.ehis.ids import Member
from webapp.ehis.trust import member_of

REST: Final = "/r1/"
HANDSHAKE_SECONDS: Final = 5.0
IDLE_SECONDS: Final = 60.0
BODY_CAP: Final = 1024 * 1024
DRAIN_SECONDS: Final = 0.2
DRAIN_BYTES: Final = 16_384


def tls_context(pki: Path) -> ssl.SSLContext:
    """Return a context that wants a certificate of our authority which is not revoked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(pki / "registers.pem", pki / "registers.key")
    context.load_verify_locations(pki / "ca.pem")
    context.load_verify_locations(pki / "machine.crl")
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    return context


class Listener(ThreadingHTTPServer):
    """Takes connections; each is made TLS in its own thread."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], security_server: SecurityServer, context: ssl.SSLContext) -> None:
        self.context = context
        self.board = security_server.board
        super().__init__(address, partial(_Handler, security_server))

    @property
    def port(self) -> int:
        """Return the port that was bound, also when any was asked for."""
        return int(self.server_address[1])

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands within a bounded time, then serve; a peer that fails is let go without a word."""
        fault = self.board.take_handshake()
        if fault is not None:
            break_handshake(fault.fault, request, fault.args)
            return
        request.settimeout(HANDSHAKE_SECONDS)
        try:
            with self.context.wrap_socket(request, server_side=True) as secured:
                secured.settimeout(IDLE_SECONDS)
                super().finish_request(secured, client_address)
        except (OSError, ValueError):
            return

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: peers that break off are daily bread here."""


class _Handler(BaseHTTPRequestHandler):
    """POST is a call, GET a description of a service."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "ehis"
    sys_version = ""
    connection: ssl.SSLSocket

    def __init__(self, security_server: SecurityServer, *args: Any) -> None:
        self.security_server = security_server
        super().__init__(*args)

    def do_POST(self) -> None:
        """Answer one message."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self._refuse(411, "Content-Length is needed")
        elif int(length) > BODY_CAP or "Content-Encoding" in self.headers:
            self._refuse(413, "too large or encoded")
        else:
            self._send(self._answer(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        """Answer `/wsdl` with the list of services, `/wsdl/<service>` with its description, `/r1/…` and `/central` as calls."""
        if self.path.startswith((REST, CENTRAL)):
            self._send(self._answer(b""))
            return
        member = self._member()
        described = None if member is None else description(self.security_server.hosting, member, self.path, self._host)
        if described is None:
            self._refuse(404, "no such page")
        else:
            self._send(described)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Write nothing: the recorder keeps what tests want, logs must hold no personal data."""

    @property
    def _host(self) -> str:
        return str(self.headers.get("Host", ""))

    def _member(self) -> Member | None:
        der = self.connection.getpeercert(binary_form=True)
        try:
            return member_of(x509.load_der_x509_certificate(der or b""))
        except (ValueError, Refused):
            return None

    def _answer(self, body: bytes) -> Reply:
        member = self._member()
        if member is None:
            return Reply(403, "text/plain; charset=utf-8", b"the certificate names no member")
        if self.path.startswith(CENTRAL):
            return self.security_server.central.answer(member, self.command, self.path, body)
        if self.path.startswith(REST):
            return self.security_server.handle_rest(
                member, Plain(self.command, self.path, tuple(self.headers.items()), body)
            )
        if self.command != "POST":
            return Reply(405, "text/plain; charset=utf-8", b"messages are posted")
        return self.security_server.handle(Call(member, self.headers.get("Content-Type", ""), body))

    def _refuse(self, status: int, text: str) -> None:
        self.close_connection = True
        self._send(Reply(status, "text/plain; charset=utf-8", text.encode(), headers=(("Connection", "close"),)))
        self._drain()

    def _drain(self) -> None:
        """Read what the peer is still sending, within bounds: closing over unread bytes would reset the refusal away."""
        self.connection.settimeout(DRAIN_SECONDS)
        with suppress(OSError):
            for _ in range(BODY_CAP // DRAIN_BYTES):
                if not self.connection.recv(DRAIN_BYTES):
                    return

    def _send(self, reply: Reply) -> None:
        body: Iterable[bytes] = [reply.body] if isinstance(reply.body, bytes) else reply.body
        length = reply.length if reply.length is not None else sum(len(chunk) for chunk in body)
        lines = [f"HTTP/1.1 {reply.status} {self.responses.get(reply.status, ('', ''))[0]}"]
        headers = (("Content-Type", reply.content_type), ("Content-Length", str(length)), *reply.headers)
        lines += [f"{name}: {value}" for name, value in headers]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        try:
            PACES.get(reply.pace, plainly)(self.wfile, head, body, reply.args)
        except CutOff:
            self.close_connection = True
            reset(self.connection)
            self.connection.shutdown(socket.SHUT_RDWR)
