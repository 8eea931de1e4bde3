"""A certificate with its private key, and the two PEM files it stands in."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and the key it speaks of."""

    certificate: x509.Certificate
    key: PrivateKey


def save_pair(directory: Path, name: str, pair: Pair) -> None:
    """Write `NAME.pem` and `NAME.key` (PKCS #8, readable by the owner only) under `directory`."""
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    key_pem = pair.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(_beside(path, ".key"), key_pem, OWNER_ONLY)
    save_certificates(_beside(path, ".pem"), [pair.certificate])


def save_certificates(path: Path, certificates: Iterable[x509.Certificate]) -> None:
    """Write certificates as PEM blocks one after another, the order being that of the argument."""
    _write(path, b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates), 0o644)


def load_certificate(directory: Path, name: str) -> x509.Certificate:
    """Read `NAME.pem`."""
    return x509.load_pem_x509_certificate(_beside(directory / name, ".pem").read_bytes())


def load_pair(directory: Path, name: str) -> Pair:
    """Read `NAME.pem` and `NAME.key`. Raises FileNotFoundError when there is no such pair.

    An RSA key that we made ourselves is not tried for primality again.
    """
    text = _beside(directory / name, ".key").read_bytes()
    key = serialization.load_pem_private_key(text, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError(f"{name}: neither an elliptic-curve nor an RSA key")
    return Pair(load_certificate(directory, name), key)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
