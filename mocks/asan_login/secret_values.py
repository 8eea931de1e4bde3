"""Random identifiers, and the digests under which they are kept."""

import hashlib
import secrets


def new_secret() -> str:
    """Return 256 random bits in a form fit for URLs and cookies."""
    return secrets.token_urlsafe(32)


def digest(value: str) -> str:
    """Return the SHA-256 under which a secret is kept, so that memory dumps and listings give nothing away."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
