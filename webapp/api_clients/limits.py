"""How much a program may ask in a minute, told in every answer (draft-ietf-httpapi-ratelimit-headers)."""

from dataclasses import dataclass
from time import time
from typing import Any, Final

from flask import current_app
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from webapp.core.errors import TooMany

WINDOW: Final = 60
TOKENS_PER_MINUTE: Final = 600  # from one address: a whole office may stand behind it


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of the minute that runs."""

    policy: str
    quota: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """The fields of an answer that tell it."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.seconds}',
        }


def init_counters(app: Any) -> None:
    """Count where RATELIMIT_STORAGE_URI says, up to the setting API_PER_MINUTE for each program."""
    app.extensions["api_counters"] = FixedWindowRateLimiter(storage_from_string(app.settings.ratelimit_storage_uri))
    app.config.setdefault("API_PER_MINUTE", app.settings.api_per_minute)
    app.config.setdefault("TOKENS_PER_MINUTE", TOKENS_PER_MINUTE)


def spend(policy: str, who: str) -> Allowance:
    """Count one request of `who` and return what is left; nothing is refused here."""
    quota = int(current_app.config["API_PER_MINUTE" if policy == "api" else "TOKENS_PER_MINUTE"])
    item, counters = RateLimitItemPerMinute(quota), current_app.extensions["api_counters"]
    try:
        counted = counters.hit(item, policy, who)
        window = counters.get_window_stats(item, policy, who)
    except StorageError:  # a counter that is away must not lock everybody out
        return Allowance(policy, quota, quota, WINDOW)
    left = window.remaining if counted else -1
    return Allowance(policy, quota, left, max(0, min(WINDOW, round(window.reset_time - time()))))


def ensure_left(allowance: Allowance) -> None:
    """Raise TooMany when more was asked than the minute allows."""
    if allowance.left < 0:
        raise TooMany
