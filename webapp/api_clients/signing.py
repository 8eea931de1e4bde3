"""Signatures of webhooks after Standard Webhooks 1.0.0: webhook-id, webhook-timestamp, webhook-signature. Pure."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from secrets import token_bytes
from typing import Final

PREFIX: Final = "whsec_"


def new_secret() -> str:
    """Return a random secret in the form that receivers' libraries take."""
    return PREFIX + base64.b64encode(token_bytes(32)).decode()


def signed_headers(message: str, at: datetime, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """Return the headers of a message, signed with each of `secrets`: while one replaces another, both are right."""
    stamp = str(int(at.timestamp()))
    covered = f"{message}.{stamp}.".encode() + body
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{_mac(secret, covered)}" for secret in secrets),
    }


def _mac(secret: str, covered: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, covered, hashlib.sha256).digest()).decode()
