"""ASAN ödəniş: redirect to its page, signed notification, status query, settlement file (decree 463/2015).

Its merchant interface is not published: the paths and the signature are our assumption, kept in this file alone.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from http import HTTPStatus
from typing import Any, ClassVar, Final
from urllib.parse import quote

import httpx2
import structlog

from webapp.config import Settings
from webapp.core.clock import now
from webapp.payments.errors import ProviderAway
from webapp.payments.gateways.provider import (
    BadNotice,
    Notice,
    Order,
    ProviderRefused,
    Returned,
    Seen,
    SettledLine,
    Started,
)
from webapp.payments.gateways.settlement import read_settlement
from webapp.payments.gateways.signatures import is_signed, signature
from webapp.payments.rules import Claim

log = structlog.get_logger()
SECONDS: Final = 8.0
CONNECT_SECONDS: Final = 3.0
HEADER: Final = "X-Asan-Signature"
STATUSES: Final = {"created": "pending", "pending": "pending", "paid": "succeeded", "declined": "failed"}
RETURNED: Final = frozenset({"done", "pending", "failed"})
SAME: Final = frozenset({"cancelled", "expired"})
AGAIN: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


class AsanOdenis:
    """The service at ASAN_ODENIS_URL; both sides sign with ASAN_ODENIS_KEY."""

    code: ClassVar[str] = "asan_odenis"

    def __init__(self, settings: Settings) -> None:
        self._url = settings.asan_odenis_url
        self._key = settings.asan_odenis_key

    def start(self, order: Order) -> Started:
        """Make the payment, once for each attempt."""
        claim = order.claim
        body = {
            "service_code": order.service_code,
            "invoice": claim.invoice,
            "reference": claim.attempt,
            "amount": claim.qepik,
            "currency": claim.currency,
            "description": order.description,
            "payer": {"kind": order.payer_kind} | ({"number": order.payer_number} if order.payer_number else {}),
            "return_url": order.return_url,
            "notify_url": order.notify_url,
            "expires_at": order.expires_at.isoformat(),
        }
        answer = self._ask("POST", "payments", body, key=claim.attempt)
        ref, address = str(answer.get("id") or ""), str(answer.get("pay_url") or "")
        if not ref or not address.startswith(f"{self._url}/"):
            raise ProviderAway
        return Started(ref, address)

    def look(self, ref: str) -> Seen:
        """Say how a payment stands."""
        return _seen(self._ask("GET", f"payments/{quote(ref, safe='')}"))

    def cancel(self, ref: str) -> Seen:
        """Take a payment back that nobody has made yet, and say how it stands then."""
        return _seen(self._ask("POST", f"payments/{quote(ref, safe='')}/cancel", {}, key=f"cancel-{ref}"))

    def refund(self, ref: str, qepik: int, key: str) -> Returned:
        """Send money back to the card that paid, once for each key. That it can be done here is our assumption too."""
        return _returned(self._ask("POST", f"payments/{quote(ref, safe='')}/refunds", {"amount": qepik}, key=key))

    def look_refund(self, ref: str, refund: str) -> Returned:
        """Say how a refund stands."""
        return _returned(self._ask("GET", f"payments/{quote(ref, safe='')}/refunds/{quote(refund, safe='')}"))

    def is_disputed(self, ref: str) -> bool:  # noqa: ARG002 - the service tells of no disputes
        """Say that it is not: disputes are between the payer and the bank, and come to us as a difference of the day."""
        return False

    def settlement(self, day: date) -> list[SettledLine]:
        """Return what the provider booked on a day of Baku. Raises UnusableFile."""
        return read_settlement(self._send("GET", f"settlements/{day.isoformat()}").content)

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read a notification. Raises BadNotice unless it is the provider's own and fresh."""
        if not is_signed(self._key, headers.get(HEADER, ""), body, at=int(now().timestamp())):
            raise BadNotice("signature")
        try:
            told = json.loads(body)
            parts = [told["event"], told["kind"], told["payment"]]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise BadNotice("content") from None
        if not all(isinstance(part, str) and 0 < len(part) <= 200 for part in parts):  # noqa: PLR2004 - no id is longer
            raise BadNotice("content")
        return Notice(*parts)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None, *, key: str = "") -> dict[str, Any]:
        answer = self._send(method, path, body, key=key)
        try:
            found = answer.json()
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        log.warning("payment provider answers nothing usable", provider=self.code)
        raise ProviderAway

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None, *, key: str = "") -> httpx2.Response:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        target = f"/api/v1/{path}"
        signed = signature(self._key, int(now().timestamp()), f"{method} {target}\n".encode() + content)
        headers = {HEADER: signed, "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            answer = _client().request(method, f"{self._url}{target}", content=content, headers=headers)
        except httpx2.HTTPError as error:
            log.warning("payment provider does not answer", provider=self.code, kind=type(error).__name__)
            raise ProviderAway from None
        if answer.is_success:
            return answer
        log.warning("payment provider refuses", provider=self.code, status=answer.status_code)
        if answer.is_client_error and answer.status_code not in AGAIN:
            raise ProviderRefused(str(answer.status_code))
        raise ProviderAway


def _seen(answer: dict[str, Any]) -> Seen:
    """Return the answer in our words. Raises ProviderAway for one that says nothing that can be relied on."""
    try:
        said = str(answer["status"])
        status = said if said in SAME else STATUSES[said]
        amount = answer["amount"]
        claim = Claim(
            amount if type(amount) is int else -1,
            str(answer["currency"]),
            str(answer["invoice"]),
            str(answer["reference"]),
        )
        paid_at = datetime.fromisoformat(answer["paid_at"]).astimezone(UTC) if answer.get("paid_at") else None
        return Seen(str(answer["id"]), status, claim, paid_at, str(answer.get("transaction") or ""))
    except (LookupError, TypeError, ValueError):
        log.warning("payment provider answers nothing usable", provider=AsanOdenis.code)
        raise ProviderAway from None


def _returned(answer: dict[str, Any]) -> Returned:
    """Return what was answered about a refund. Raises ProviderAway for what says nothing that can be relied on."""
    ref, status, at = (answer.get(name) for name in ("id", "status", "at"))
    if not ref or status not in RETURNED:
        log.warning("payment provider answers nothing usable", provider=AsanOdenis.code)
        raise ProviderAway
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC) if isinstance(at, str) else None
    except ValueError:
        moment = None
    return Returned(str(ref), str(status), moment)


@cache
def _client() -> httpx2.Client:
    """Return the pooled client of this process."""
    wait = httpx2.Timeout(SECONDS, connect=CONNECT_SECONDS)
    return httpx2.Client(follow_redirects=False, trust_env=False, timeout=wait)
