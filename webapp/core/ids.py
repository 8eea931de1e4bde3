"""Public identifiers: unguessable, short enough to read aloud, without letters that look alike."""

import base64
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
PUBLIC_ID_LENGTH: Final = 26  # 130 bits
ID_BYTES: Final = 17  # 136 bits, the first 130 of which are used
TO_CROCKFORD: Final = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())


def new_public_id() -> str:
    """Return a random identifier of 130 bits in 26 characters, for use in an address."""
    plain = base64.b32encode(secrets.token_bytes(ID_BYTES))[:PUBLIC_ID_LENGTH]
    return plain.translate(TO_CROCKFORD).decode()


def new_token() -> str:
    """Return a random URL-safe secret of 256 bits; store its digest, never the token."""
    return secrets.token_urlsafe(32)


def normal_public_id(typed: str) -> str | None:
    """Return `typed` in its one normal form (case, spaces and hyphens forgiven), None when it cannot be an id."""
    plain = typed.upper().replace(" ", "").replace("-", "").translate(str.maketrans("OIL", "011"))
    return plain if len(plain) == PUBLIC_ID_LENGTH and set(plain) <= set(ALPHABET) else None
