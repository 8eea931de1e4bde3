"""The keys of this security server: TLS, the providers' signatures, and the bad ones that faults use."""

from functools import lru_cache
from pathlib import Path

from webapp.ehis.sign import SigningKey
from webapp.ehis.trust import TrustStore


class Keys:
    """Pairs of PEM files in one directory, read once each."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.named = lru_cache(maxsize=32)(self._named)

    def provider(self, code: str) -> SigningKey:
        """Return the signing key of the register with this member code."""
        return self.named(f"registers/{code}")

    def trust(self) -> TrustStore:
        """Return whom this server believes."""
        return TrustStore.from_files(self.directory / "ca.pem", self.directory / "machine.crl")

    def _named(self, name: str) -> SigningKey:
        return SigningKey.from_files(self.directory / f"{name}.key", self.directory / f"{name}.pem")
