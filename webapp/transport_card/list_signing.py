"""The validators' list of stopped cards: how a card is named in it, and our signature over what is sent.

A card is named by the first 16 bytes of the SHA-256 of its number: a list that is lost is no list of numbers to be typed.
The key (ECDSA P-256, SHA-256, raw r‖s) follows from SECRET_KEY; validators are given its public half.
"""

import base64
import hashlib
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.core.crypto import key_for

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-5)
DIGEST_BYTES: Final = 16
HALF: Final = 32


def listed_digest(number: str) -> bytes:
    """Return by what a card is named in the list."""
    return hashlib.sha256(number.encode()).digest()[:DIGEST_BYTES]


def sign(content: bytes) -> str:
    """Return the signature of `content`, base64 of r‖s."""
    r, s = decode_dss_signature(_key(key_for("card-block-list")).sign(content, ec.ECDSA(SHA256())))
    return base64.b64encode(r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")).decode()


def public_key() -> str:
    """Return the public half, PEM."""
    public = _key(key_for("card-block-list")).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def key_id() -> str:
    """Return the name of the key: 16 hexadecimal digits of the SHA-256 of its DER form."""
    public = _key(key_for("card-block-list")).public_key()
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()[:16]


@cache
def _key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(seed, "big") % (ORDER - 1) + 1, ec.SECP256R1())
