"""Where the keys of wallets stand; None where they are not configured. Read from the environment once a process."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

APPLE: Final = ("APPLE_PASS_CERT", "APPLE_PASS_KEY", "APPLE_PASS_CHAIN")
GOOGLE: Final = ("GOOGLE_WALLET_KEY", "GOOGLE_WALLET_ISSUER")


@dataclass(frozen=True, slots=True)
class AppleKeys:
    """PEM files: the pass type certificate, its key, the certificate that issued it."""

    certificate: Path
    key: Path
    chain: Path


@dataclass(frozen=True, slots=True)
class GoogleKeys:
    """The JSON file of a service account, and the number of the issuer at Google."""

    account: Path
    issuer: str


@lru_cache(maxsize=1)
def apple_keys() -> AppleKeys | None:
    """Return the keys for Apple Wallet, None without them."""
    found = [os.environ.get(name, "").strip() for name in APPLE]
    return AppleKeys(*map(Path, found)) if all(found) else None


@lru_cache(maxsize=1)
def google_keys() -> GoogleKeys | None:
    """Return the keys for Google Wallet, None without them."""
    account, issuer = (os.environ.get(name, "").strip() for name in GOOGLE)
    return GoogleKeys(Path(account), issuer) if account and issuer else None
