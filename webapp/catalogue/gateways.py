"""The one place that asks addresses of other bodies' sites whether they are alive (Rules 11.1)."""

import ipaddress
import socket
from collections.abc import Callable
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import httpx2

SECONDS: Final = 10.0
GONE: Final = frozenset({404, 410})
FAILED: Final = 500
NOT_FOUND_NAME: Final = "ad tapılmadı"
NOT_PUBLIC: Final = "açıq şəbəkədə deyil"
WEB: Final = {"http": 80, "https": 443}


def is_public(host: str) -> bool:
    """Whether an IP address is one of the open network: nobody may have us ask our own."""
    return ipaddress.ip_address(host).is_global


def answer_of(address: str, *, may_ask: Callable[[str], bool] = is_public) -> tuple[bool, str]:
    """Ask an address once, without following where it leads; return whether it is alive, and what came.

    Whatever the server says except 404, 410 and its own failures is a sign of life: a redirect, or that one must sign in.
    """
    parts = urlsplit(address)
    try:
        port = parts.port or WEB[parts.scheme]
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, KeyError, ValueError):
        return False, NOT_FOUND_NAME
    if not all(may_ask(str(row[4][0])) for row in found):
        return False, NOT_PUBLIC
    try:
        with _client().stream("GET", address, timeout=SECONDS) as answer:
            code = answer.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return False, type(error).__name__
    return code not in GONE and code < FAILED, str(code)


@cache
def _client() -> httpx2.Client:
    """Return the pooled client of this process."""
    return httpx2.Client(follow_redirects=False, trust_env=False, headers={"User-Agent": "Kabinet-links/1"})
