"""What goes out from here: to central servers over mutual TLS, and to our own components to see whether they are there."""

import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography import x509

from webapp.config import Settings
from webapp.core.text import Text, _l
from webapp.ehis.server.errors import CentralServerFailed, UnknownThere
from webapp.ehis.server.outgoing import outgoing_context
from webapp.ehis.server.tls import Chain
from webapp.ehis.trust import fingerprint

SECONDS: Final = 3.0
LOOK_SECONDS: Final = 1.0
CAP: Final = 65_536
WELL: Final = frozenset({200, 202})
WHY: Final[tuple[tuple[type[Exception], Text], ...]] = (
    (ssl.SSLCertVerificationError, _l("serverin sertifikatına etibar yoxdur")),
    (ssl.SSLError, _l("TLS bağlantısı qurulmadı")),
    (TimeoutError, _l("vaxtında cavab gəlmədi")),
    (ConnectionRefusedError, _l("bu ünvanda heç kim cavab vermir")),
    (socket.gaierror, _l("belə ünvan tapılmadı")),
    (ValueError, _l("cavab oxunmur")),
)
BROKEN: Final = _l("əlaqə kəsildi")


@dataclass(frozen=True, slots=True)
class Trusted:
    """Whom a central server must be certified by and who we are, and which certificates were entered for it."""

    authorities: str
    pinned: frozenset[str]
    settings: Settings
    chain: Chain | None

    @property
    def context(self) -> ssl.SSLContext:
        """Return the TLS context. Raises OSError without our certificate."""
        ours = self.settings
        return outgoing_context(ours.ehis_cert, ours.ehis_key, ours.ehis_ca, self.chain, authorities=self.authorities)


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a component answered, how long it took, what was wrong, and the certificate that it showed."""

    answered: bool
    milliseconds: int
    why: Text = ""
    certificate: x509.Certificate | None = None


def ask_central(
    address: str, method: str, path: str, trusted: Trusted, said: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return what the central server at `address` answers. Raises CentralServerFailed, whose text says why; UnknownThere."""
    where = urlsplit(address)
    try:
        connection = http.client.HTTPSConnection(
            where.hostname or "", where.port, timeout=SECONDS, context=trusted.context
        )
        try:
            connection.connect()
            _ensure_pinned(connection.sock, trusted)
            body = json.dumps(said).encode() if said is not None else None
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            return _said(response.status, response.read(CAP))
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failed(address, why_of(error)) from None


def look_at_http(address: str, context: ssl.SSLContext | None = None) -> Look:
    """Look whether somebody answers HTTP at `address`; being turned away is an answer too."""
    where = urlsplit(address)
    host, port = where.hostname or "", where.port
    began = monotonic()
    connection = (
        http.client.HTTPSConnection(host, port, timeout=LOOK_SECONDS, context=context)
        if where.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=LOOK_SECONDS)
    )
    try:
        connection.request("GET", "/wsdl")
        if connection.getresponse().status >= http.client.INTERNAL_SERVER_ERROR:
            return Look(False, _since(began), _l("server xəta qaytarır"))
        return Look(True, _since(began))
    except (OSError, http.client.HTTPException) as error:
        return Look(False, _since(began), why_of(error))
    finally:
        connection.close()


def look_at_tls(address: str, context: ssl.SSLContext) -> Look:
    """Look whether a handshake succeeds at `address`, and with which certificate."""
    where = urlsplit(address)
    began = monotonic()
    try:
        with (
            socket.create_connection((where.hostname or "", where.port or 443), LOOK_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=where.hostname) as secured,
        ):
            shown = x509.load_der_x509_certificate(secured.getpeercert(binary_form=True) or b"")
            return Look(True, _since(began), certificate=shown)
    except (OSError, ValueError) as error:
        return Look(False, _since(began), why_of(error))


def why_of(error: Exception) -> Text:
    """Return why a connection failed, for an administrator."""
    return next((words for kind, words in WHY if isinstance(error, kind)), BROKEN)


def _ensure_pinned(connected: Any, trusted: Trusted) -> None:
    """Raise an SSL error unless the server showed one of the entered certificates, if any were entered."""
    if not trusted.pinned:
        return
    shown = x509.load_der_x509_certificate(connected.getpeercert(binary_form=True))
    if fingerprint(shown) not in trusted.pinned:
        raise ssl.SSLCertVerificationError


def _said(status: int, body: bytes) -> dict[str, Any]:
    if status == http.client.NOT_FOUND:
        raise UnknownThere
    said = json.loads(body)
    if status not in WELL or not isinstance(said, dict):
        raise http.client.HTTPException
    return said


def _failed(address: str, why: Text) -> CentralServerFailed:
    return CentralServerFailed(_l("%(address)s: %(why)s.", address=address, why=why))


def _since(began: float) -> int:
    return round((monotonic() - began) * 1000)
