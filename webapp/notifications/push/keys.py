"""Our key towards push services (VAPID, RFC 8292): it comes from SECRET_KEY, so that every machine has the same."""

import time
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from webapp.core.crypto import key_for

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256: a private key is a number below it."""
GOOD_FOR: Final = 12 * 3600
RENEWED_AFTER: Final = 3600


def public_key() -> str:
    """Return our public key as browsers take it when they subscribe: the uncompressed point in base64url."""
    uncompressed = serialization.PublicFormat.UncompressedPoint
    point = _private(key_for("vapid")).public_key().public_bytes(serialization.Encoding.X962, uncompressed)
    return urlsafe_b64encode(point).decode().rstrip("=")


def authorization(origin: str, contact: str) -> str:
    """Return the header that proves us to the push service at `origin`; `contact` is whom it may write to."""
    return _signed(key_for("vapid"), origin, contact, int(time.time()) // RENEWED_AFTER)


@lru_cache(maxsize=64)
def _signed(seed: bytes, origin: str, contact: str, period: int) -> str:
    claims: dict[str, Any] = {"aud": origin, "sub": contact, "exp": period * RENEWED_AFTER + GOOD_FOR}
    header: str = Vapid02(_private(seed)).sign(claims)["Authorization"]
    return header


@lru_cache(maxsize=2)
def _private(seed: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, ec.SECP256R1())
