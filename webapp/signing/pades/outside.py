"""The authorities that a signature asks: for the time, for certificates, and whether one is revoked.

pyHanko reads the web's certificate authorities anew for every conversation, which takes longer than the conversation: they
are read once here. What belongs to one signature shares one conversation, so that nobody is asked the same twice within
it; nothing of what was answered is kept for the next.
"""

import ssl
from collections.abc import Iterable
from functools import cache
from typing import Any, Final, Self

import certifi
from aiohttp import ClientSession, TCPConnector
from asn1crypto import cms, x509
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

from webapp.signing.pades.trust import Trust, Unfit, context
from webapp.signing.rules import Reason

TIME_STAMP_SECONDS: Final = 10
DIGEST: Final = "sha256"


class Outside:
    """One conversation with the authorities, for one signature: `async with Outside(trust) as outside`."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust

    async def __aenter__(self) -> Self:
        """Begin; nobody is asked yet."""
        self._session = ClientSession(connector=TCPConnector(ssl=_tls()))
        self._fetchers = AIOHttpFetcherBackend(self._session).get_fetchers()
        self.stamper = _Stamper(self._trust.time_stamps, timeout=TIME_STAMP_SECONDS, session=self._session)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._session.close()

    async def stamp(self, digest: bytes) -> cms.ContentInfo:
        """Return the time-stamp token of a SHA-256 digest. Raises Unfit when there is none to be had."""
        return await self.stamper.async_timestamp(digest, DIGEST)

    def context(self, chain: Iterable[x509.Certificate]) -> ValidationContext:
        """Return a context in which certificates are checked now; what one of this conversation was told, all know."""
        return context(self._trust, chain, fetchers=self._fetchers)


class _Stamper(HTTPTimeStamper):
    """pyHanko's client of the authority; its failures are ours."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (TimestampRequestError, TimeoutError) as error:
            raise Unfit(Reason.TIME_STAMP_DOWN) from error


@cache
def _tls() -> ssl.SSLContext:
    """Return how the web is trusted; OCSP, lists and stamps are signed in themselves, whichever way they come."""
    return ssl.create_default_context(cafile=certifi.where())
