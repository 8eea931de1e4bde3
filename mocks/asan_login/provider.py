"""Everything that one running provider holds, in one place."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from flask import current_app

from mocks.asan_login.accounts import Accounts
from mocks.asan_login.clients import Client, registered_clients
from mocks.asan_login.faults import Faults
from mocks.asan_login.interactions import LIFETIME_SECONDS, Interaction
from mocks.asan_login.keys import KeyRing
from mocks.asan_login.limits import Limiter
from mocks.asan_login.means.certificates import TrustStore
from mocks.asan_login.means.levels import Means
from mocks.asan_login.means.mobile import MobileRequests
from mocks.asan_login.means.qr import QrOperations
from mocks.asan_login.outgoing import Messaging
from mocks.asan_login.protocol.grants import Grants
from mocks.asan_login.sessions import Browsers
from mocks.asan_login.settings import Settings
from mocks.asan_login.shelf import Shelf

PUSHED_SECONDS = 60


@dataclass(slots=True)
class Provider:
    """Keys, clients, accounts and all short-lived state."""

    settings: Settings
    messaging: Messaging
    send_logout: Callable[[str, str], None]
    keys: KeyRing = field(init=False)
    clients: dict[str, Client] = field(init=False)
    accounts: Accounts = field(init=False)
    mobile: MobileRequests = field(init=False)
    qr: QrOperations = field(init=False)
    faults: Faults = field(default_factory=Faults)
    browsers: Browsers = field(default_factory=Browsers)
    grants: Grants = field(default_factory=Grants)
    interactions: Shelf[Interaction] = field(default_factory=lambda: Shelf(LIFETIME_SECONDS))
    pushed: Shelf[dict[str, str]] = field(default_factory=lambda: Shelf(PUSHED_SECONDS))
    logouts: Shelf[dict[str, Any]] = field(default_factory=lambda: Shelf(LIFETIME_SECONDS))
    switched_off: set[Means] = field(default_factory=set)
    password_failures: Limiter = field(default_factory=lambda: Limiter(10, 300))
    code_failures: Limiter = field(default_factory=lambda: Limiter(15, 600))
    address_failures: Limiter = field(default_factory=lambda: Limiter(300, 300))
    codes_sent: Limiter = field(default_factory=lambda: Limiter(20, 600))
    phone_starts: Limiter = field(default_factory=lambda: Limiter(3, 600))
    polls: Limiter = field(default_factory=lambda: Limiter(8, 5))
    started_at: float = field(default_factory=time.time)

    def __post_init__(self) -> None:
        """Load what the data directory keeps."""
        own = self.settings.own_dir
        trust = TrustStore(self.settings.pki_dir)
        self.keys = KeyRing(own / "keys.json")
        self.clients = registered_clients(self.settings)
        self.accounts = Accounts(own / "subjects.key")
        self.mobile = MobileRequests(trust)
        self.qr = QrOperations(trust, self.settings.qr_max_age)

    @property
    def trust(self) -> TrustStore:
        """The e-signature authority's certificates."""
        return TrustStore(self.settings.pki_dir)

    def url(self, path: str) -> str:
        """Return an absolute address of this provider."""
        return f"{self.settings.issuer}{path}"


def current_provider() -> Provider:
    """Return the provider of the running application."""
    return cast("Provider", current_app.extensions["asan_login"])
