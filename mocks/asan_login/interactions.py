"""One sign-in in progress: the checked request of the relying party and what the person has shown so far."""

import secrets
from dataclasses import dataclass, field

from mocks.asan_login.clients import Client
from mocks.asan_login.means.challenge import Challenge
from mocks.asan_login.means.levels import RESULTS, Means, satisfies
from mocks.asan_login.means.one_time_code import OneTimeCode

LIFETIME_SECONDS = 15 * 60


@dataclass(slots=True)
class Interaction:
    """A sign-in that belongs to one browser. `ended` is set when too many guesses closed it."""

    params: dict[str, str]
    client: Client
    browser_id: str
    wanted_acr: str | None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    ended: bool = False
    fin_by_password: str | None = None
    code_passed: bool = False
    one_time_code: OneTimeCode = field(default_factory=OneTimeCode)
    challenge: Challenge | None = None
    pin_failures: int = 0
    mobile_request: str | None = None
    qr_operation: str | None = None

    def allows(self, means: Means) -> bool:
        """Tell whether this means would be strong enough for what the relying party asked."""
        return satisfies(RESULTS[means].acr, self.wanted_acr)
