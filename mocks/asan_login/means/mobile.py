"""Mobile certificate: a hash goes to the SIM, both sides show the same four digits, the SIM signs after its PIN.

The manner of Mobile-ID (SK ID Solutions REST interface) and of ASAN İmza.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Final

from mocks.asan_login.means.certificates import (
    CertificateRefusedError,
    TrustStore,
    ensure_good,
    ensure_signed,
    read_certificate,
)
from mocks.asan_login.shelf import Shelf

TIMEOUT_SECONDS: Final = 120


class MobileState(StrEnum):
    """Where a request stands; every state but RUNNING is final."""

    RUNNING = "running"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    SUPERSEDED = "superseded"
    PHONE_ABSENT = "phone_absent"
    SIM_ERROR = "sim_error"
    BAD_CERTIFICATE = "bad_certificate"
    BAD_SIGNATURE = "bad_signature"


@dataclass(slots=True)
class MobileRequest:
    """One request to one phone. `fin` is None for a phone and user id that do not belong together."""

    phone: str
    fin: str | None
    client_name: str
    interaction_id: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    content: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    made_at: float = field(default_factory=time.time)
    outcome: MobileState = MobileState.RUNNING

    @property
    def control_code(self) -> str:
        """The four digits that both sides show."""
        return control_code(hashlib.sha256(self.content).digest())

    @property
    def state(self) -> MobileState:
        """The outcome, or a time-out when nobody answered in two minutes."""
        if self.outcome is MobileState.RUNNING and time.time() - self.made_at > TIMEOUT_SECONDS:
            return MobileState.TIMEOUT
        return self.outcome


def control_code(digest: bytes) -> str:
    """Return the Mobile-ID verification code of a hash: its six first and seven last bits as four decimal digits."""
    return f"{(digest[0] >> 2) << 7 | digest[-1] & 0x7F:04d}"


class MobileRequests:
    """The operator's side: at most one live request per phone."""

    def __init__(self, trust: TrustStore) -> None:
        self._trust = trust
        self._lock = Lock()
        self._requests: Shelf[MobileRequest] = Shelf(15 * 60)

    def start(self, request: MobileRequest) -> None:
        """Send a request to the phone. One still waiting there is put away: only the newest can be confirmed.

        A request whose user id is not the owner's rings nowhere, so it puts nothing away either.
        """
        with self._lock:
            for other in self._requests.values() if request.fin else []:
                if other.phone == request.phone and other.outcome is MobileState.RUNNING:
                    other.outcome = MobileState.SUPERSEDED
            self._requests.put(request.id, request)

    def find(self, request_id: str) -> MobileRequest | None:
        """Return the request with this id, or None."""
        return self._requests.get(request_id)

    def waiting_for(self, fin: str) -> list[MobileRequest]:
        """Return the person's requests that wait for an answer."""
        return [one for one in self._requests.values() if one.fin == fin and one.state is MobileState.RUNNING]

    def answer(self, request: MobileRequest, certificate: bytes, signature: bytes) -> MobileState:
        """Take the SIM's signature: over this request's bytes, by a good certificate of the phone's own holder."""
        try:
            loaded = read_certificate(certificate)
            fin = ensure_good(loaded, self._trust)
        except CertificateRefusedError:
            return self.end(request, MobileState.BAD_CERTIFICATE)
        if fin != request.fin:
            return self.end(request, MobileState.BAD_CERTIFICATE)
        try:
            ensure_signed(loaded, signature, request.content)
        except CertificateRefusedError:
            return self.end(request, MobileState.BAD_SIGNATURE)
        return self.end(request, MobileState.CONFIRMED)

    def end(self, request: MobileRequest, outcome: MobileState) -> MobileState:
        """Give a running request its outcome; one that has ended, also by time-out, keeps what it had."""
        with self._lock:
            if request.state is MobileState.RUNNING:
                request.outcome = outcome
            return request.state
