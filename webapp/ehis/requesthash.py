"""The hash by which an answer names the request it answers (message protocol 4.0, `requestHash`)."""

import hmac
from base64 import b64encode
from hashlib import sha512


def request_hash(message: bytes) -> str:
    """Return Base64 of the SHA-512 of the exact bytes of the request's SOAP part."""
    return b64encode(sha512(message).digest()).decode("ascii")


def is_hash_of(claimed: str | None, message: bytes) -> bool:
    """Whether `claimed` is the request hash of `message`; an absent one is not."""
    return claimed is not None and hmac.compare_digest(claimed.encode(), request_hash(message).encode())
