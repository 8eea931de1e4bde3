"""Where the keys of wallets stand; None where they are not configured."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from webapp.ui.portal import Portal


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


def apple_keys() -> AppleKeys | None:
    """Return the keys for Apple Wallet, None without them."""
    found = cast("Portal", current_app).settings.apple_pass
    return AppleKeys(*found) if found else None


def google_keys() -> GoogleKeys | None:
    """Return the keys for Google Wallet, None without them."""
    found = cast("Portal", current_app).settings.google_wallet
    return GoogleKeys(*found) if found else None
