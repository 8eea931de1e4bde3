"""The exchange of this process: made from the settings at the first question, or put in its place by a test."""

from pathlib import Path
from threading import Lock

from webapp.config import Settings
from webapp.ehis import profile
from webapp.ehis.archive import DatabaseArchive
from webapp.ehis.asking.watch import DatabaseWatch
from webapp.ehis.client import Exchange, Identity
from webapp.ehis.ids import Client, Member
from webapp.ehis.server.inforce import InForce, read_in_session
from webapp.ehis.server.outgoing import OutgoingContext, chain_in_session
from webapp.ehis.sign import SigningKey
from webapp.ehis.transport import Sender
from webapp.ehis.trust import TrustStore

REVOCATIONS = "machine.crl"
"""The revocation list of the exchange's authority lies beside the authority's certificate (EHIS_CA)."""

_settings: list[Settings] = []
_exchange: list[Exchange] = []
_senders: list[Sender] = []
_lock = Lock()


def install_settings(settings: Settings) -> None:
    """Say where the exchange is; the certificates are read at the first question."""
    _settings[:] = [settings]
    install_exchange(None)


def install_exchange(exchange: Exchange | None) -> None:
    """Put `exchange` in place of the one from the settings, whose connections end; None takes it away again."""
    while _senders:
        _senders.pop().close()
    _exchange[:] = [exchange] if exchange else []


def exchange() -> Exchange:
    """Return the exchange of this process. Raises LookupError before settings, OSError without certificates."""
    with _lock:
        if not _exchange:
            if not _settings:
                raise LookupError("the exchange was not set up in this process")
            _exchange.append(_from_settings(_settings[0]))
        return _exchange[0]


class FreshTrust:
    """The trust store of two files, read again when one of them was renewed."""

    def __init__(self, authority: Path, revocations: Path) -> None:
        self._files = (authority, revocations)
        self._read: tuple[tuple[int, ...], TrustStore] | None = None

    def __call__(self) -> TrustStore:
        """Return the store as the files stand now."""
        times = tuple(file.stat().st_mtime_ns for file in self._files)
        if self._read is None or self._read[0] != times:
            self._read = (times, TrustStore.from_files(*self._files))
        return self._read[1]


def _from_settings(settings: Settings) -> Exchange:
    us = Client(Member(profile.INSTANCE, profile.OUR_CLASS, profile.OUR_CODE), profile.OUR_SUBSYSTEM)
    from_files = SigningKey.from_files(settings.ehis_key, settings.ehis_cert)
    identity = Identity(
        us,
        InForce(read_in_session, address="", key=lambda: from_files).signing_key,
        FreshTrust(settings.ehis_ca, settings.ehis_ca.parent / REVOCATIONS),
    )
    _senders.append(Sender(f"{settings.ehis_url}/", OutgoingContext(settings, chain_in_session())))
    return Exchange(_senders[-1], identity, DatabaseArchive(), watch=DatabaseWatch())
