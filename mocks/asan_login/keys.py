"""The provider's signing keys: one that signs, one before it that is still published. RFC 7517, RS256 only."""

import json
from pathlib import Path
from threading import Lock
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

ALGORITHM = "RS256"
PUBLISHED_KEYS = 2


class KeyRing:
    """Two RSA keys kept in a file, so that tokens stay verifiable over a restart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._keys = self._load()

    def public_jwks(self) -> dict[str, Any]:
        """Return the JWKS document; private members never leave this class."""
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM} for key in self._keys]}

    def verification_keys(self) -> KeySet:
        """Return the public keys, for checking an id_token_hint."""
        return KeySet([RSAKey.import_key(key.as_dict(private=False)) for key in self._keys])

    def sign(self, claims: dict[str, Any], *, typ: str = "JWT", kid: str | None = None) -> str:
        """Return `claims` as a compact JWS by the current key; `kid` replaces the header's key name in fault runs."""
        key = self._keys[0]
        return jwt.encode({"alg": ALGORITHM, "kid": kid or key.kid, "typ": typ}, claims, key, [ALGORITHM])

    def public_pem(self) -> bytes:
        """Return the current public key as PEM, the bytes that a key-confusion attack signs with."""
        return self._keys[0].as_pem(private=False)

    def rotate(self) -> None:
        """Sign with a new key from now on; the one before stays published, the oldest is forgotten."""
        with self._lock:
            self._keys = [_new_key(), *self._keys][:PUBLISHED_KEYS]
            self._save(self._keys)

    def _load(self) -> list[RSAKey]:
        if self._path.exists():
            return [RSAKey.import_key(value) for value in json.loads(self._path.read_text())]
        keys = [_new_key() for _ in range(PUBLISHED_KEYS)]
        self._save(keys)
        return keys

    def _save(self, keys: list[RSAKey]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps([key.as_dict(private=True) for key in keys]))
        draft.replace(self._path)


def _new_key() -> RSAKey:
    key = RSAKey.generate_key(2048, private=True)
    key.ensure_kid()
    return key
