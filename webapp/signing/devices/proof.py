"""Whether bytes were signed by a key of P-256, as browsers sign: r and s, one after the other (W3C Web Cryptography). Pure."""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

SIGNATURE_BYTES: Final = 64
NUMBER_BYTES: Final = 32


def is_point(point: bytes) -> bool:
    """Whether these bytes are a point of P-256."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError:
        return False
    return True


def is_signed(content: bytes, signature: bytes, point: bytes) -> bool:
    """Whether `signature` (r and s) over `content` is of the key with this uncompressed point."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = (int.from_bytes(half) for half in (signature[:NUMBER_BYTES], signature[NUMBER_BYTES:]))
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
        key.verify(encode_dss_signature(r, s), content, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
