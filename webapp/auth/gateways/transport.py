"""HTTP to the provider: few seconds in all, few bytes, no redirects, no proxies; whatever goes wrong is ProviderAway."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx2
import structlog
from authlib.oauth2.auth import ClientAuth

from webapp.auth.errors import ProviderAway

log = structlog.get_logger()

SECONDS_IN_ALL: Final = 5.0
MOST_BYTES: Final = 512 * 1024
OK: Final = 200


class Budget:
    """The time that one sign-in may spend on the provider, over all its calls."""

    def __init__(self, seconds: float = SECONDS_IN_ALL) -> None:
        self._ends = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises ProviderAway when there are none."""
        seconds = self._ends - monotonic()
        if seconds <= 0:
            raise ProviderAway
        return seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; has what Authlib asks of a response."""

    status_code: int
    body: bytes

    def json(self) -> Any:
        """Return the parsed body. Raises ValueError when it is not JSON."""
        return json.loads(self.body)

    def raise_for_status(self) -> None:
        """Raise ProviderAway for anything but a success."""
        if not OK <= self.status_code < 300:  # noqa: PLR2004 - the 2xx class
            raise ProviderAway


class Transport:
    """One pooled client for all requests of this process; safe for threads."""

    def __init__(self) -> None:
        self._client = httpx2.Client(follow_redirects=False, trust_env=False)

    def send(
        self,
        method: str,
        url: str,
        *,
        budget: Budget,
        headers: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send and read whole. Raises ProviderAway when the provider is down, slow or endless."""
        try:
            with self._client.stream(
                method, url, headers=dict(headers or {}), data=data, timeout=budget.left()
            ) as response:
                return Answer(response.status_code, _bounded(response, budget))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            log.warning("provider-unreachable", error=type(error).__name__)
            raise ProviderAway from error

    def get_object(self, url: str, *, budget: Budget, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the JSON object at `url`. Raises ProviderAway for anything else."""
        found = self.get_json(url, budget=budget, headers=headers)
        if not isinstance(found, dict):
            raise ProviderAway
        return found

    def get_json(self, url: str, *, budget: Budget, headers: Mapping[str, str] | None = None) -> Any:
        """Return the JSON at `url`. Raises ProviderAway for anything else."""
        answer = self.send("GET", url, budget=budget, headers={"Accept": "application/json", **(headers or {})})
        answer.raise_for_status()
        try:
            return answer.json()
        except ValueError as error:
            raise ProviderAway from error

    def post_form(
        self, url: str, data: Mapping[str, str], *, budget: Budget, headers: Mapping[str, str], auth: ClientAuth
    ) -> Answer:
        """Post a form with the client's own proof added by Authlib."""
        url, with_proof, in_body = auth.prepare("POST", url, dict(headers), "")
        return self.send("POST", url, budget=budget, headers=with_proof, data={**data, **dict(parse_qsl(in_body))})


def _bounded(response: httpx2.Response, budget: Budget) -> bytes:
    found = bytearray()
    for chunk in response.iter_bytes():
        found += chunk
        budget.left()
        if len(found) > MOST_BYTES:
            raise ProviderAway
    return bytes(found)
