"""Signed messages in the manner of payment systems: HMAC-SHA256 over "time.body", in a header `t=…,v1=…`."""

import hashlib
import hmac
from typing import Final

TOLERANCE: Final = 300  # seconds, to either side
LONGEST: Final = 512


def signature(key: str, moment: int, body: bytes) -> str:
    """Return the header value for `body` sent at `moment` (seconds since 1970)."""
    return f"t={moment},v1={_digest(key, moment, body)}"


def is_signed(key: str, header: str, body: bytes, *, at: int) -> bool:
    """Whether `header` signs `body` with `key` and its moment is within five minutes of `at`.

    Several `v1` may stand there while a key is exchanged; one right one is enough.
    """
    if len(header) > LONGEST:
        return False
    parts = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _sign, value in parts if name == "t"]
    if len(moments) != 1 or not moments[0].isascii() or not moments[0].isdigit():
        return False
    moment = int(moments[0])
    wanted = _digest(key, moment, body).encode()
    right = [hmac.compare_digest(value.encode(), wanted) for name, _sign, value in parts if name == "v1"]
    return any(right) and abs(at - moment) <= TOLERANCE


def _digest(key: str, moment: int, body: bytes) -> str:
    return hmac.new(key.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()
