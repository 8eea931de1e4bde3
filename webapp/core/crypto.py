"""Keys for data at rest (act 000, annex 2, 6.2.3): encrypted columns, blind indexes, keyed digests.

All keys come from SECRET_KEY by HKDF, one per purpose, so that one leaked use tells nothing of another.
"""

import hashlib
import hmac
import secrets
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

NONCE_BYTES: Final = 12
_keys: dict[str, bytes] = {}
_root: list[bytes] = []


def install_secret(secret_key: str) -> None:
    """Derive every key of this process from `secret_key`."""
    _root[:] = [secret_key.encode()]
    _keys.clear()


def key_for(purpose: str) -> bytes:
    """Return the 32-byte key of `purpose`."""
    if purpose not in _keys:
        kdf = HKDF(algorithm=SHA256(), length=32, salt=b"kabinet", info=purpose.encode())
        _keys[purpose] = kdf.derive(_root[0])
    return _keys[purpose]


def encrypt(plain: bytes, *, purpose: str, context: bytes = b"") -> bytes:
    """Return nonce + AES-256-GCM ciphertext; `context` is authenticated with it and must be given to decrypt."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key_for(purpose)).encrypt(nonce, plain, context)


def decrypt(sealed: bytes, *, purpose: str, context: bytes = b"") -> bytes:
    """Return what `encrypt` sealed. Raises cryptography's InvalidTag when a byte, the purpose or the context differs."""
    return AESGCM(key_for(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)


def blind_index(value: str, *, purpose: str = "blind-index") -> bytes:
    """Return a keyed digest by which an encrypted value can be found, equal for equal values, telling nothing else."""
    return hmac.digest(key_for(purpose), value.encode(), "sha256")


def digest(token: str) -> bytes:
    """Return the SHA-256 of a random token, the only form in which tokens are stored."""
    return hashlib.sha256(token.encode()).digest()


class EncryptedText(TypeDecorator[str]):
    """A text column that is unreadable in the database without the key."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Seal the text on its way in."""
        return None if value is None else encrypt(value.encode(), purpose="column")

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Open it on its way out."""
        return None if value is None else decrypt(bytes(value), purpose="column").decode()
