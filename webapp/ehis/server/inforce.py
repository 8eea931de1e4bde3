"""What the administrator set, as the programs that exchange messages read it: a second old at most.

The security server reads over its own connections, the client over the portal's; both ask one statement.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic
from typing import Any, Final

import structlog
from cryptography import x509
from cryptography.exceptions import InvalidTag
from sqlalchemy import text

from webapp.core import db
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.server.keymaking import open_key
from webapp.ehis.sign import SigningKey

FRESH_SECONDS: Final = 1.0
STATEMENT: Final = """
SELECT (SELECT value FROM ehis_server_settings WHERE name = 'adapter' ORDER BY version DESC LIMIT 1),
       key.public_id, key.sealed, key.certificate
FROM (SELECT 1) AS once LEFT JOIN ehis_server_keys key ON key.state = 'active' AND key.purpose = 'signature'
"""
Read = Callable[[], Sequence[Any]]
log = structlog.get_logger(__name__)


class InForce:
    """The adaptation server's address and our signing key of this moment.

    `read` runs the statement; `address` and `key` say what holds as long as nobody set anything.
    """

    def __init__(self, read: Read, *, address: str, key: Callable[[], SigningKey]) -> None:
        self._read = read
        self._usual = address
        self._files = key
        self._lock = Lock()
        self._read_at: float | None = None
        self._address: str | None = None
        self._opened: tuple[str, SigningKey] | None = None

    def adapter_address(self) -> str:
        """Return where the adaptation server is."""
        self._refresh()
        return self._address or self._usual

    def signing_key(self) -> SigningKey:
        """Return the key with which messages are signed: the activated one, or that of the files."""
        self._refresh()
        opened = self._opened
        return opened[1] if opened else self._files()

    def _refresh(self) -> None:
        """Read what is older than a second; one thread does, the others go on with what was known."""
        if self._read_at is not None and monotonic() - self._read_at < FRESH_SECONDS:
            return
        if not self._lock.acquire(blocking=self._read_at is None):
            return
        try:
            ((self._address, public_id, sealed, certificate),) = self._read()
            self._opened = self._open(public_id, sealed, certificate)
        except Exception as error:  # noqa: BLE001 - what was known goes on; without a database nothing is exchanged anyway
            log.warning("ehis.settings_not_read", kind=type(error).__name__)
        finally:
            self._read_at = monotonic()
            self._lock.release()

    def _open(
        self, public_id: str | None, sealed: bytes | None, certificate: str | None
    ) -> tuple[str, SigningKey] | None:
        if public_id is None or sealed is None or certificate is None:
            return None
        if self._opened is not None and self._opened[0] == public_id:
            return self._opened
        try:
            key = open_key(bytes(sealed), public_id)
        except InvalidTag:
            log.error("ehis.key_not_opened", key=public_id)  # noqa: TRY400 - the reason is known: another secret
            return None
        return public_id, SigningKey(key, x509.load_pem_x509_certificate(certificate.encode()))


def read_in_session() -> Sequence[Any]:
    """Run the statement on the portal's connection, in the open transaction or in a short one."""
    if in_transaction():
        return db.session().execute(text(STATEMENT)).all()
    with transaction(read_only=True) as session:
        return session.execute(text(STATEMENT)).all()
