"""What the service does: hands out certificates, puts requests on phones, signs digests with people's keys."""

import hmac
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from mocks.kit import Faults
from mocks.kit.admin import HTTP_FAULTS
from mocks.people import DEMO_PIN, PEOPLE, Person, person_by_fin
from mocks.pki.pairs import Pair, load_certificate, load_pair
from mocks.signing.rules import Order, Result
from mocks.signing.sessions import Answer, Session, SessionBoard

EVERYBODY: Final = "*"
IMMEDIATE: Final = {
    "refuse": Result.USER_CANCELLED,
    "timeout": Result.TIMEOUT,
    "not-customer": Result.NOT_CUSTOMER,
    "phone-absent": Result.PHONE_ABSENT,
    "delivery-error": Result.DELIVERY_ERROR,
    "hash-mismatch": Result.HASH_MISMATCH,
}
CERTIFICATE_FAULTS: Final[dict[str, Callable[[str], str]]] = {
    "wrong-person": lambda fin: next(person.fin for person in PEOPLE if person.fin != fin),
    "revoked-certificate": lambda fin: f"{fin}-revoked",
    "expired-certificate": lambda fin: f"{fin}-expired",
    "untrusted-certificate": lambda fin: f"untrusted-{fin}",
}
OTHER_FAULTS: Final = {"other-hash", "late-ok", "tsa-down", "ocsp-unknown", "ocsp-down", "ocsp-stale", "crl-down"}
FAULTS: Final = HTTP_FAULTS | IMMEDIATE.keys() | CERTIFICATE_FAULTS.keys() | OTHER_FAULTS


class NotACustomerError(Exception):
    """Nobody with this FİN, or not with this phone, has a signing key here."""


class SigningService:
    """The service over one directory of certificates."""

    def __init__(self, pki: Path) -> None:
        """Serve the people whose keys stand in `pki`/people."""
        self.pki = pki
        self.faults = Faults(FAULTS)
        self.board = SessionBoard()
        self.auto_confirm: set[str] = set()
        self.chain = [load_certificate(pki, "esign-issuing"), load_certificate(pki, "esign-root")]

    def customer(self, fin: str, phone: str | None = None) -> Person:
        """Return the person with this FİN and, when given, this phone. Raises NotACustomerError."""
        person = person_by_fin(fin)
        if person is None or phone not in {None, person.phone}:
            raise NotACustomerError
        return person

    def certificate_of(self, fin: str) -> x509.Certificate:
        """Return the signing certificate of a person. Raises NotACustomerError."""
        return self._pair_of(self.customer(fin).fin).certificate

    def start(self, order: Order, client: str) -> Session:
        """Put a request on the person's phone, once for its idempotency key.

        Raises NotACustomerError, KeyTakenError, TooManyPendingError.
        """
        self.customer(order.fin, order.phone)
        session, is_new = self.board.start(order, client)
        if is_new:
            self._answer_at_once(session)
        return session

    def confirm(self, session: Session, pin: str) -> int | None:
        """Sign if the PIN is right; None then, else how many tries are left."""
        if not hmac.compare_digest(pin.encode(), DEMO_PIN.encode()):
            return self.board.note_wrong_pin(session)
        self.board.complete(session, self._signed(session))
        return None

    def refuse(self, session: Session) -> None:
        """End a request without a signature."""
        late = self._signed(session) if self.faults.strikes("late-ok", session.order.fin) else None
        self.board.complete(session, Answer(Result.USER_CANCELLED), late)

    def reset(self) -> None:
        """Forget requests, faults and automatic confirmation."""
        self.faults.clear()
        self.auto_confirm.clear()
        self.board.clear()

    def _answer_at_once(self, session: Session) -> None:
        fin = session.order.fin
        for fault, result in IMMEDIATE.items():
            if self.faults.strikes(fault, fin):
                self.board.complete(session, Answer(result))
                return
        if self.auto_confirm & {fin, EVERYBODY}:
            self.board.complete(session, self._signed(session))

    def _signed(self, session: Session) -> Answer:
        fin, digests = session.order.fin, session.order.digests
        if self.faults.strikes("other-hash", fin):
            digests = (*digests[:-1], sha256(os.urandom(32)).digest())
        pair = self._pair_of(fin)
        return Answer(Result.OK, tuple(sign_digest(pair, each) for each in digests), pair)

    def _pair_of(self, fin: str) -> Pair:
        for fault, name_of_pair in CERTIFICATE_FAULTS.items():
            if self.faults.strikes(fault, fin):
                return load_pair(self.pki, f"people/{name_of_pair(fin)}")
        return load_pair(self.pki, f"people/{fin}")


def sign_digest(pair: Pair, digest: bytes) -> bytes:
    """Return the DER-encoded ECDSA signature over a SHA-256 digest."""
    if not isinstance(pair.key, ec.EllipticCurvePrivateKey):
        raise TypeError("people sign with elliptic-curve keys")
    return pair.key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
