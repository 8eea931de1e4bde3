"""The time of a digest, stated by the time-stamp authority (RFC 3161)."""

from webapp.config import Settings
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import trust_of


def stamp_of(digest: bytes, settings: Settings) -> bytes:
    """Return the token for a SHA-256 digest, DER. No transaction may be open. Raises Unfit when none can be had."""

    async def asked() -> bytes:
        async with Outside(trust_of(settings)) as outside:
            found: bytes = (await outside.stamp(digest)).dump()
        return found

    return run(asked())
