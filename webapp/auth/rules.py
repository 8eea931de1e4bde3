"""What is decided without asking anybody: where `next` may lead, how long things live, what a means is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

REQUEST_LIFE: Final = timedelta(minutes=10)
PENDING_PER_BROWSER: Final = 5
ANONYMOUS_LIFE: Final = timedelta(minutes=30)
PARKED_LIFE: Final = timedelta(minutes=30)
SEEN_EVERY: Final = timedelta(minutes=1)
SESSIONS_PER_ACCOUNT: Final = 10
LEEWAY: Final = timedelta(seconds=10)
HOME: Final = "/cabinet"
LONGEST_PATH: Final = 2_000


class EndReason(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "signed_out"
    ENDED_ELSEWHERE = "ended_elsewhere"
    REPLACED = "replaced"
    PROVIDER = "provider"
    RESTRICTED = "restricted"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives without a request, and at most."""

    idle: timedelta
    absolute: timedelta


def local_path(wanted: str | None) -> str:
    """Return `wanted` when it is a path on this host, else the cabinet's first page.

    Refused are other hosts in every disguise: a scheme, //, backslashes, control characters, the same percent-encoded
    (browsers and proxies decode at different moments), and the entrance itself, which would lead in circles.
    """
    if not wanted or len(wanted) > LONGEST_PATH or not wanted.startswith("/"):
        return HOME
    for form in (wanted, unquote(wanted), unquote(unquote(wanted))):
        if not _plain(form):
            return HOME
    parts = urlsplit(wanted)
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    entrance = parts.path.startswith("/auth/") and parts.path != "/auth/continue"
    return wanted if inside and not entrance else HOME


def _plain(path: str) -> bool:
    """Whether no reader of `path` can take it for another host or a header line."""
    return not path.startswith("//") and "\\" not in path and all(c.isprintable() for c in path)


def is_alive(
    *, last_seen: datetime, absolute_expires: datetime, ended: datetime | None, idle: timedelta, at: datetime
) -> bool:
    """Whether a session counts at the instant `at` (ASVS 5.0, 7.3.1 and 7.3.2)."""
    return ended is None and at < absolute_expires and at - last_seen < idle


def proves_anew(acr: str | None, auth_time: datetime | None, *, asked_at: datetime, at: datetime) -> bool:
    """Whether a step-up did what was asked: high assurance, and the person acted after we asked (ASVS 5.0, 7.5.3)."""
    return acr == "high" and auth_time is not None and asked_at - LEEWAY <= auth_time <= at + LEEWAY


class Means(StrEnum):
    """The four means of decision 118, annex 2, cl. 6.5, and what a foreign provider may add."""

    CERTIFICATE = "certificate"
    CREDENTIALS = "credentials"
    MOBILE = "mobile"
    QR = "qr"
    OTHER = "other"


def means_of(amr: Sequence[str]) -> Means:
    """Return which means the `amr` claim (RFC 8176, and the provider's own values) tells of."""
    marks = (("qr", Means.QR), ("mca", Means.MOBILE), ("mid", Means.MOBILE), ("sc", Means.CERTIFICATE))
    for mark, means in (*marks, ("hwk", Means.CERTIFICATE), ("pwd", Means.CREDENTIALS)):
        if mark in amr:
            return means
    return Means.OTHER


def device_of(user_agent: str) -> str:
    """Return browser and system in two words, so that a person recognises their device; empty when unknown."""
    browsers = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
    browser = _first(user_agent, (*browsers, ("Chrome/", "Chrome"), ("Safari/", "Safari")))
    system = _first(user_agent, (*systems, ("Mac OS X", "macOS"), ("Linux", "Linux")))
    return ", ".join(word for word in (browser, system) if word)


def _first(text: str, marks: Sequence[tuple[str, str]]) -> str:
    return next((word for mark, word in marks if mark in text), "")
