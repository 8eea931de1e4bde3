"""How the house shows itself when it connects to others: registers, central servers, the adaptation server.

The certificate is that of the activated encryption key, a second old at most, as in the listener; until a key was
activated it is that of the files.
"""

import ssl
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import text

from webapp.config import Settings
from webapp.core import db
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.server.tls import STATEMENT, ActiveChain, Chain, shown_by


class OutgoingContext:
    """The TLS context of this moment: made again when the key was changed or a file was renewed."""

    def __init__(self, settings: Settings, chain: Callable[[], Chain | None]) -> None:
        self._files = (settings.ehis_cert, settings.ehis_key, settings.ehis_ca)
        self._chain = chain
        self._lock = Lock()
        self._made: tuple[object, ssl.SSLContext] | None = None

    def __call__(self) -> ssl.SSLContext:
        """Return it; the same one as long as nothing changed. Raises OSError without our files."""
        chain = self._chain()
        with self._lock:
            state = (chain, *(file.stat().st_mtime_ns for file in self._files))
            if self._made is None or self._made[0] != state:
                self._made = (state, outgoing_context(*self._files, chain))
            return self._made[1]


def outgoing_context(
    certificate: Path, key: Path, authority: Path, chain: Chain | None = None, *, authorities: str | None = None
) -> ssl.SSLContext:
    """Return a context that shows our certificate and believes the exchange's authority alone (clause 2.3).

    `authorities` (PEM) are believed in place of the file. Raises OSError without our files.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities is None:
        context.load_verify_locations(authority)
    else:
        context.load_verify_locations(cadata=authorities)
    show(context, chain, certificate, key)
    return context


def show(context: ssl.SSLContext, chain: Chain | None, certificate: Path, key: Path) -> None:
    """Make `context` show `chain`, or the certificate of the files where there is no chain that can be used.

    Never both: a context keeps one certificate of each kind of key, and the peer would choose.
    """
    if chain is None or not shown_by(chain, context):
        context.load_cert_chain(certificate, key)


def chain_in_session() -> ActiveChain:
    """Return a reader over the portal's connection, in the open transaction or in a short one."""
    return ActiveChain(_rows)


def _rows() -> Sequence[Any]:
    if in_transaction():
        return db.session().execute(text(STATEMENT)).all()
    with transaction(read_only=True) as session:
        return session.execute(text(STATEMENT)).all()
