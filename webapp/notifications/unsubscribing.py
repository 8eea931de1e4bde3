"""The link with which a mail of one area is switched off, without signing in: it says whose and which, sealed by our key."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from webapp.core.crypto import key_for


def unsubscribe_url(account_public_id: str, area: str, *, site: str) -> str:
    """Return the address that switches mails about `area` off."""
    said = f"{account_public_id}.{area}"
    return f"{site}/notices/unsubscribe/{urlsafe_b64encode(said.encode()).decode().rstrip('=')}.{_seal(said)}"


def read_token(token: str) -> tuple[str, str] | None:
    """Return the account's public id and the area of a link of ours, None for any other."""
    body, _dot, seal = token.rpartition(".")
    try:
        said = urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    except (ValueError, UnicodeDecodeError):
        return None
    if not hmac.compare_digest(_seal(said).encode(), seal.encode()):
        return None
    account, _dot, area = said.partition(".")
    return account, area


def _seal(said: str) -> str:
    return urlsafe_b64encode(hmac.digest(key_for("unsubscribe"), said.encode(), "sha256")[:18]).decode()
