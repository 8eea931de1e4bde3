"""Whose connection this is, and which certificates count: proved once, remembered until one of the proofs ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography import x509

from webapp.ehis.faults import Refused
from webapp.ehis.ids import Member
from webapp.ehis.trust import TrustStore, certificate_from, fingerprint, member_of

REMEMBERED: Final = 512


@dataclass(frozen=True, slots=True)
class Peer:
    """The other end of a connection: its certificate and the member that this was issued to."""

    certificate: x509.Certificate
    fingerprint: str
    member: Member


@dataclass(frozen=True)
class RememberingTrust(TrustStore):
    """A trust store that proves a certificate once: until the certificate, its authority or the revocation list ends.

    Building the chain costs more than everything else about a message; a renewed list makes a new store.
    """

    until: dict[str, datetime] = field(default_factory=dict, compare=False)

    def ensure_trusted(self, certificate: x509.Certificate, *, at: datetime) -> None:
        """Raise Refused (`cert_validation`) unless `certificate` may be used at this instant."""
        name = fingerprint(certificate)
        if at <= self.until.get(name, datetime.min.replace(tzinfo=at.tzinfo)):
            return
        super().ensure_trusted(certificate, at=at)
        if len(self.until) >= REMEMBERED:
            self.until.clear()
        lists = [one.next_update_utc for one in self.revocations if one.next_update_utc is not None]
        authorities = [one.not_valid_after_utc for one in self.authorities]
        self.until[name] = min(certificate.not_valid_after_utc, *lists, *authorities)


class FreshRemembering:
    """The remembering form of whatever store `read` returns; another store forgets what the former proved."""

    def __init__(self, read: Callable[[], TrustStore]) -> None:
        self._read = read
        self._made: tuple[TrustStore, RememberingTrust] | None = None

    def __call__(self) -> RememberingTrust:
        """Return the store as it stands now."""
        store, made = self._read(), self._made
        if made is None or made[0] is not store:
            made = self._made = (store, RememberingTrust(store.authorities, store.revocations))
        return made[1]


class Peers:
    """Certificates of connections, read once."""

    def __init__(self) -> None:
        self._known: dict[bytes, Peer] = {}

    def __call__(self, der: bytes) -> Peer:
        """Return whose certificate `der` is. Raises Refused when there is none or it names no member."""
        key = sha256(der).digest()
        peer = self._known.get(key)
        if peer is None:
            peer = _peer(der)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = peer
        return peer


def _peer(der: bytes) -> Peer:
    try:
        certificate = certificate_from(der)
    except ValueError:
        raise Refused("ssl_authentication_failed", "no certificate that can be read") from None
    return Peer(certificate, fingerprint(certificate), member_of(certificate))
