"""One POST to a target of a stranger: bounded in time and size, redirects not followed, the certificate checked."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from webapp.core.gateways.names import Names
from webapp.core.gateways.targets import NoTarget, resolve

CONNECT_SECONDS: Final = 5.0
WHOLE_SECONDS: Final = 10.0
MOST_ANSWER: Final = 4096
WEB: Final = {"https": 443, "http": 80}
GOOD: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of it: `status` is None when there was no answer, `outcome` a word for the log."""

    status: int | None
    outcome: str
    milliseconds: int

    @property
    def good(self) -> bool:
        """Whether the target took the message: any 2xx."""
        return self.status is not None and self.status in GOOD


def post(url: str, body: bytes, headers: Mapping[str, str], *, names: Names, loopback: bool = False) -> Posted:
    """Send `body` to `url` and return what came of it; no failure is raised. `names` are the places of the purpose."""
    begun = monotonic()
    try:
        status = _post(url, body, headers, loopback=loopback, names=names)
        outcome = "delivered" if status in GOOD else "redirect" if 300 <= status < 400 else "refused"  # noqa: PLR2004 - HTTP's classes
    except NoTarget as reason:
        status, outcome = None, str(reason)
    except ssl.SSLError:
        status, outcome = None, "certificate"
    except TimeoutError:
        status, outcome = None, "timeout"
    except (OSError, http.client.HTTPException, ValueError):
        late = monotonic() - begun >= WHOLE_SECONDS - 0.5
        status, outcome = None, "timeout" if late else "no-connection"
    return Posted(status, outcome, round((monotonic() - begun) * 1000))


def _post(url: str, body: bytes, headers: Mapping[str, str], *, loopback: bool, names: Names) -> int:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or WEB[parts.scheme]
    address = resolve(host, port, loopback=loopback, names=names)
    wire = socket.create_connection((address, port), timeout=CONNECT_SECONDS)
    held = [wire]
    watch = Timer(WHOLE_SECONDS, _break_off, [held])  # one slow byte after another would never time out by itself
    watch.daemon = True
    watch.start()
    try:
        if parts.scheme == "https":
            held[0] = secured = _context().wrap_socket(wire, server_hostname=host, do_handshake_on_connect=False)
            secured.do_handshake()
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        return _exchange(held[0], parts.netloc, path, body, headers)
    finally:
        watch.cancel()
        held[0].close()


def _exchange(wire: socket.socket, host: str, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    connection = http.client.HTTPConnection("target")
    connection.sock = wire  # connected already, to the address that was judged
    with closing(connection):
        connection.putrequest("POST", path, skip_host=True, skip_accept_encoding=True)
        sent = {
            "Host": host,
            "User-Agent": "Kabinet/1",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        for name, value in (sent | dict(headers)).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.read(MOST_ANSWER)
        return answer.status


def _break_off(held: list[socket.socket]) -> None:
    with suppress(OSError):
        held[0].shutdown(socket.SHUT_RDWR)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
