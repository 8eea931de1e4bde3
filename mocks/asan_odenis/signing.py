"""Messages signed with the shared key: HMAC-SHA256 over the moment, a dot and the text."""

import hashlib
import hmac
import os
import time
from typing import Final

HEADER: Final = "X-Asan-Signature"
DEMO_KEY: Final = "kabinet-asan-odenis-demo-key"
FORGED_KEY: Final = "somebody-else"
TOLERANCE: Final = 300


def shared_key() -> str:
    """Return the key agreed with the merchant."""
    return os.environ.get("ASAN_ODENIS_KEY", "").strip() or DEMO_KEY


def sign(key: str, text: bytes) -> str:
    """Return the header for `text`, signed now."""
    moment = int(time.time())
    return f"t={moment},v1={_digest(key, moment, text)}"


def is_right(key: str, header: str, text: bytes) -> bool:
    """Whether the header signs `text` and is not older, or younger, than five minutes."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    moment = parts.get("t", "")
    if not (moment.isascii() and moment.isdigit()) or abs(time.time() - int(moment)) > TOLERANCE:
        return False
    return hmac.compare_digest(parts.get("v1", "").encode(), _digest(key, int(moment), text).encode())


def _digest(key: str, moment: int, text: bytes) -> str:
    return hmac.new(key.encode(), b"%d." % moment + text, hashlib.sha256).hexdigest()
