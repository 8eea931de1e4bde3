"""The activated encryption key, as the listener of our security server shows it to those who connect."""

import secrets
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from threading import Lock
from time import monotonic
from typing import Any, Final

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from webapp.ehis.server.keymaking import open_key

FRESH_SECONDS: Final = 1.0
STATEMENT: Final = """
SELECT public_id, sealed, certificate FROM ehis_server_keys WHERE state = 'active' AND purpose = 'encryption'
"""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chain:
    """A sealed key with its certificate; it is opened in the moment of use."""

    public_id: str
    sealed: bytes
    certificate: str

    def load_into(self, context: ssl.SSLContext) -> None:
        """Make `context` show this certificate. Raises InvalidTag, ssl.SSLError.

        The library reads keys from files only: what it gets is encrypted with a word that nobody else ever knows.
        """
        word = secrets.token_bytes(32).hex()
        key = open_key(self.sealed, self.public_id)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(word.encode()))
        with NamedTemporaryFile("wb", suffix=".pem") as file:
            file.write(pem + self.certificate.encode())
            file.flush()
            context.load_cert_chain(file.name, password=word)


class ActiveChain:
    """The chain of this moment, a second old at most; None while the key of the files is in use."""

    def __init__(self, read: Callable[[], Sequence[Any]]) -> None:
        self._read = read
        self._lock = Lock()
        self._read_at: float | None = None
        self._known: Chain | None = None

    def __call__(self) -> Chain | None:
        """Return it. Without a database what was known stays."""
        if self._read_at is not None and monotonic() - self._read_at < FRESH_SECONDS:
            return self._known
        if not self._lock.acquire(blocking=self._read_at is None):
            return self._known
        try:
            rows = self._read()
            self._known = Chain(rows[0][0], bytes(rows[0][1]), rows[0][2]) if rows else None
        except Exception as error:  # noqa: BLE001 - connections go on with what was known
            log.warning("ehis.encryption_key_not_read", kind=type(error).__name__)
        finally:
            self._read_at = monotonic()
            self._lock.release()
        return self._known


def shown_by(chain: Chain, context: ssl.SSLContext) -> bool:
    """Make `context` show `chain`; return whether that went well, and say so to the log when it did not."""
    try:
        chain.load_into(context)
    except (InvalidTag, ssl.SSLError, ValueError) as error:
        log.error("ehis.encryption_key_not_used", key=chain.public_id, kind=type(error).__name__)  # noqa: TRY400 - the kind is enough
        return False
    return True
