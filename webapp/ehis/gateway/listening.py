"""The listener: mutual TLS with the revocation list in the handshake, and a worker in which nobody holds a thread for long."""

import ssl
from collections.abc import Callable
from functools import partial
from pathlib import Path
from select import POLLIN, poll
from threading import BoundedSemaphore, Lock
from typing import Any, Final

import structlog
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

from webapp.ehis.gateway.speaking import call_of, written
from webapp.ehis.gateway.turns import Turn, begin
from webapp.ehis.installation import REVOCATIONS
from webapp.ehis.server.outgoing import show
from webapp.ehis.server.tls import Chain

SILENCE_SECONDS: Final = 0.002
STAY_MILLISECONDS: Final = 10
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
log = structlog.get_logger(__name__)


class FreshContext:
    """The TLS context of four files, made again when one of them was renewed, for the connections that come then.

    `chain` is the encryption key that an administrator has taken into use, in place of that of the files.
    """

    def __init__(
        self, certificate: Path, key: Path, authority: Path, chain: Callable[[], Chain | None] = lambda: None
    ) -> None:
        self._files = (certificate, key, authority, authority.parent / REVOCATIONS)
        self._chain = chain
        self._lock = Lock()
        self._made: tuple[object, ssl.SSLContext] | None = None

    def __call__(self, _config: Any = None, _factory: Any = None) -> ssl.SSLContext:
        """Return the context as everything stands now (gunicorn asks before each handshake)."""
        chain = self._chain()
        with self._lock:
            state = (chain, *(file.stat().st_mtime_ns for file in self._files))
            if self._made is None or self._made[0] != state:
                self._made = (state, server_context(*self._files, chain))
            return self._made[1]


def server_context(
    certificate: Path, key: Path, authority: Path, revocations: Path, chain: Chain | None = None
) -> ssl.SSLContext:
    """Return a context that wants a certificate of the exchange's authority that is not revoked (clauses 2.3, 6.3)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    show(context, chain, certificate, key)
    context.load_verify_locations(authority)
    context.load_verify_locations(revocations)
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_RENEGOTIATION
    context.num_tickets = 0  # a resumed session would not show its certificate to a renewed revocation list
    return context


class BoundedWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """A threaded worker that cuts whoever takes too long over a handshake, a head or a body.

    The worker's own timeouts count from byte to byte or not at all; here the whole turn of a connection has an end.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: dict[TConn, Turn] = {}
        self._staying = BoundedSemaphore(max(1, self.cfg.threads // 2))

    def handle(self, conn: TConn) -> Any:
        """Serve one turn of a connection, known to the clock; one that has not said anything yet gets no thread."""
        if not conn.initialized and not conn.data_ready and not conn.wait_for_data(SILENCE_SECONDS):
            return _DEFER
        again = self._turn(conn)
        while again is True and self._follows(conn):
            again = self._turn(conn)
        return again

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Answer one request; return whether another may follow on its connection."""
        keep = self.alive and not req.should_close() and len(self.keepalived_conns) < self.max_keepalived
        if req._expected_100_continue:  # noqa: SLF001 - there is no other word of it
            conn.sock.sendall(CONTINUE)
        self.nr += 1
        reply = self.wsgi(req.method, req.path, call_of(req, conn.sock))
        conn.sock.sendall(written(reply, keep=keep, head_only=req.method == "HEAD"))
        return keep

    def _turn(self, conn: TConn) -> Any:
        self._turns[conn] = begin()
        try:
            return super().handle(conn)
        finally:
            self._turns.pop(conn, None)

    def _follows(self, conn: TConn) -> bool:
        """Whether the peer asks again at once: then its thread stays with it, which spares two changes of thread.

        Half of the threads are always free for others.
        """
        if not self.alive or not self._staying.acquire(blocking=False):
            return False
        try:
            return not _silent(conn, STAY_MILLISECONDS)
        finally:
            self._staying.release()

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - gunicorn's signature
        """End what is over: called by the loop once a second at least."""
        super().murder_keepalived(force)
        turns = list(self._turns.items())
        crowded = len(turns) >= self.cfg.threads
        for conn in [conn for conn, turn in turns if turn.overdue(crowded=crowded, silent=partial(_silent, conn))]:
            self._turns.pop(conn, None)
            log.info("ehis.too_slow")
            _cut(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Log why a handshake failed; nothing is said to a peer that proved nothing."""
        if isinstance(exc, ssl.SSLError):
            log.info(
                "ehis.tls_refused",
                reason=exc.verify_message if isinstance(exc, ssl.SSLCertVerificationError) else exc.reason,
            )
            return
        super().handle_error(req, client, addr, exc)


def _silent(conn: TConn, milliseconds: int = 0) -> bool:
    """Whether nothing of the peer's lies unread, nor comes meanwhile."""
    watch = poll()
    try:
        watch.register(conn.sock, POLLIN)
        return not watch.poll(milliseconds)
    except (OSError, ValueError):
        return True


def _cut(conn: TConn) -> None:
    """Wake the thread that waits on the connection: both directions of the socket below TLS end."""
    try:
        super(ssl.SSLSocket, conn.sock).shutdown(2) if isinstance(conn.sock, ssl.SSLSocket) else conn.sock.shutdown(2)
    except OSError:
        return
