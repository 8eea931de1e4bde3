"""The token by which the security server proves itself to the adaptation server: both derive it from SECRET_KEY."""

import hmac
from typing import Final

from webapp.core.crypto import key_for

PURPOSE: Final = "ehis-adapter-token"
SCHEME: Final = "Bearer "


def adapter_token() -> str:
    """Return the token of this installation."""
    return key_for(PURPOSE).hex()


def is_let_in(authorization: str) -> bool:
    """Whether the value of an Authorization header is the token."""
    return hmac.compare_digest(authorization.encode(), f"{SCHEME}{adapter_token()}".encode())
