"""The law as data and pure functions: how long what lives, what may be granted, when a webhook is tried again."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

TOKEN_LIFE: Final = timedelta(hours=1)
GRACE: Final = timedelta(days=7)  # how long the secret before the last still opens
ANSWER_LIFE: Final = timedelta(days=1)  # how long an Idempotency-Key is remembered
EVENT_LIFE: Final = timedelta(days=30)
MOST_PROGRAMS: Final = 20
MOST_SUBSCRIPTIONS: Final = 5
MOST_URL: Final = 500
# As Standard Webhooks recommends: at once, then after these times; after the last one it is given up.
RETRIES: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
)
HOST: Final = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*\.?"
)


class Mode(StrEnum):
    """LIVE works on the firm's documents; what a program in the SANDBOX does is seen by nobody else."""

    LIVE = "live"
    SANDBOX = "sandbox"


class Delivery(StrEnum):
    """How far the telling of one event to one address is."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


def granted(asked: str, allowed: Collection[str]) -> frozenset[str] | None:
    """Return the scopes of a token: those asked for, all when none were; None when one of them was never allowed."""
    wanted = frozenset(asked.split())
    if not wanted:
        return frozenset(allowed)
    return wanted if wanted <= frozenset(allowed) else None


def next_try(tries: int, at: datetime) -> datetime | None:
    """Return when to try again after the failure number `tries` (1 is the first), None when it is given up."""
    return at + RETRIES[tries - 1] if 0 < tries <= len(RETRIES) else None


def is_web_address(url: str, *, loopback: bool) -> bool:
    """Whether `url` is an absolute https address without credentials or fragment; `loopback` lets http stand too."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    if len(url) > MOST_URL or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return False
    bare = not (parts.username or parts.password or parts.fragment) and port != 0
    return bare and (parts.scheme == "https" or (loopback and parts.scheme == "http")) and bool(is_host(host))


def is_host(host: str) -> bool:
    """Whether this is a name or an address as URLs have it."""
    return bool(HOST.fullmatch(host.lower())) or ":" in host
