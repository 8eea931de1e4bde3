"""The signing service, as Mobile-ID style services speak: REST, JSON, long polling (SK-EID/MID, section 3)."""

import base64
import binascii
import ssl
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final, Self

import httpx2
import structlog
from asn1crypto import x509

from webapp.config import Settings
from webapp.signing.pades.trust import Unfit, read_certificates
from webapp.signing.rules import Means, Reason

log = structlog.get_logger()
CONNECT_SECONDS: Final = 3.0
ANSWER_SECONDS: Final = 10.0
LONGEST_TEXT: Final = 500
RUNNING: Final = "RUNNING"
REFUSED: Final[dict[int, Reason]] = {
    HTTPStatus.NOT_FOUND: Reason.NOT_CUSTOMER,
    HTTPStatus.TOO_MANY_REQUESTS: Reason.BUSY,
    HTTPStatus.CONFLICT: Reason.HASH_MISMATCH,
    HTTPStatus.BAD_REQUEST: Reason.DELIVERY_ERROR,
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A person's signing certificate and what stands between it and the root."""

    own: x509.Certificate
    chain: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What the person is asked: what to sign, the words the telephone shows, the key that makes it happen once.

    Several digests are signed with one PIN, all or none, as `hashes` of the Cloud Signature Consortium's API v2
    (signatures/signHash); the control code stands for all of them.
    """

    fin: str
    digests: tuple[bytes, ...]
    text: str
    means: Means
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How a session stands: `result` is empty while the person has not answered; signatures in the order of digests."""

    result: str
    signatures: tuple[bytes, ...] = ()
    certificate: x509.Certificate | None = None


class SigningService:
    """The service at SIGNING_URL. Every method raises Unfit with the reason when it cannot do what it says."""

    def __init__(self, settings: Settings) -> None:
        self._client = httpx2.Client(
            base_url=f"{settings.signing_url}/v1",
            auth=(settings.signing_client_id, settings.signing_client_secret),
            timeout=httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            verify=_tls(),
        )

    def __enter__(self) -> Self:
        """Use the service for a moment."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._client.close()

    def certificate(self, fin: str) -> Certificate:
        """Return the person's signing certificate."""
        body = self._ask("GET", f"certificates/{fin}")
        chain = tuple(each for pem in body.get("chain", []) for each in _certificates(pem))
        return Certificate(_certificates(body.get("certificate"))[0], chain)

    def start(self, order: Order) -> tuple[str, str]:
        """Put the order on the person's telephone, once per key; return (session, control code)."""
        body = self._ask(
            "POST",
            "signatures",
            json={
                "fin": order.fin,
                **_wanted(order.digests),
                "hash_algorithm": "SHA-256",
                "display_text": order.text[:LONGEST_TEXT],
                "means": order.means,
                "idempotency_key": order.key,
            },
        )
        if not body.get("session_id") or not body.get("verification_code"):
            raise Unfit(Reason.SERVICE_DOWN)
        return str(body["session_id"]), str(body["verification_code"])

    def collect(self, session: str, *, wait_ms: int) -> Answer:
        """Return how the session stands, waiting at most so long for the person; one that is forgotten has timed out."""
        try:
            body = self._ask("GET", f"signatures/{session}", params={"timeout_ms": wait_ms})
        except Unfit as error:
            if error.reason is Reason.NOT_CUSTOMER:
                return Answer("TIMEOUT")
            raise
        if body.get("state") == RUNNING:
            return Answer("")
        if body.get("result") != "OK":
            return Answer(str(body.get("result", "")))
        given = body.get("signatures") or [body.get("signature")]
        return Answer("OK", tuple(map(_bytes, given)), _certificates(body.get("certificate"))[0])

    def withdraw(self, session: str) -> None:
        """Take a request back from the telephone; one that is answered or forgotten stays as it is."""
        try:
            self._ask("DELETE", f"signatures/{session}")
        except Unfit as error:
            if error.reason is not Reason.NOT_CUSTOMER:
                raise

    def _ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            answer = self._client.request(method, path, **options)
            if answer.is_success:
                body: dict[str, Any] = answer.json() if answer.content else {}
                return body
        except (httpx2.HTTPError, ValueError) as error:
            log.warning("signing service does not answer", kind=type(error).__name__)
            raise Unfit(Reason.SERVICE_DOWN) from error
        log.warning("signing service refuses", status=answer.status_code, what=path.partition("/")[0])
        raise Unfit(REFUSED.get(answer.status_code, Reason.SERVICE_DOWN))


def _wanted(digests: tuple[bytes, ...]) -> dict[str, Any]:
    encoded = [base64.b64encode(each).decode() for each in digests]
    return {"hash": encoded[0]} if len(encoded) == 1 else {"hashes": encoded}


def _certificates(pem: object) -> list[x509.Certificate]:
    try:
        return read_certificates(str(pem).encode())
    except ValueError as error:
        raise Unfit(Reason.UNTRUSTED) from error


def _bytes(encoded: object) -> bytes:
    try:
        return base64.b64decode(str(encoded), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unfit(Reason.HASH_MISMATCH) from error


@cache
def _tls() -> ssl.SSLContext:
    """Return how the service is trusted; reading the authorities takes longer than a question, so it is done once."""
    return httpx2.create_ssl_context()
