"""The demo people's cards and their reader: signs with a private key of the demo authority after the PIN."""

import hmac
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mocks.people import DEMO_PIN, PEOPLE


class WrongPinError(Exception):
    """The PIN is not the card's."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card that lies in the reader: its file name, the holder's name and what is special about it."""

    name: str
    holder: str
    state: str


def cards(pki_dir: Path) -> list[Card]:
    """Return the cards there are: one a person, and the spoilt ones (expired, revoked, untrusted)."""
    folder = pki_dir / "people"
    found = []
    for person in PEOPLE:
        names = {person.fin: "good", f"{person.fin}-expired": "expired", f"{person.fin}-revoked": "revoked"}
        names[f"untrusted-{person.fin}"] = "untrusted"
        found += [
            Card(name, person.full_name, state) for name, state in names.items() if (folder / f"{name}.key").exists()
        ]
    return found


def sign(pki_dir: Path, card: str, pin: str, content: bytes) -> tuple[bytes, bytes]:
    """Return the card's certificate (PEM) and its ECDSA signature (SHA-256, DER) over `content`.

    Raises WrongPinError, and LookupError when there is no such card.
    """
    if card not in {known.name for known in cards(pki_dir)}:
        raise LookupError(card)
    if not hmac.compare_digest(pin.encode("utf-8", "surrogatepass"), DEMO_PIN.encode()):
        raise WrongPinError
    key = load_pem_private_key((pki_dir / "people" / f"{card}.key").read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey), "demo cards have P-256 keys"
    certificate = (pki_dir / "people" / f"{card}.pem").read_bytes()
    return certificate, key.sign(content, ec.ECDSA(hashes.SHA256()))
