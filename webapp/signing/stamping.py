"""The time of a digest, stated by the time-stamp authority (RFC 3161)."""

from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from webapp.config import Settings
from webapp.signing.pades.finishing import TIME_STAMP_SECONDS
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Unfit, trust_of
from webapp.signing.rules import Reason


def stamp_of(digest: bytes, settings: Settings) -> bytes:
    """Return the token for a SHA-256 digest, DER. No transaction may be open. Raises Unfit when none can be had."""

    async def asked() -> bytes:
        stamper = HTTPTimeStamper(trust_of(settings).time_stamps, timeout=TIME_STAMP_SECONDS)
        try:
            found: bytes = (await stamper.async_timestamp(digest, "sha256")).dump()
        except (TimestampRequestError, TimeoutError) as error:
            raise Unfit(Reason.TIME_STAMP_DOWN) from error
        return found

    return run(asked())
