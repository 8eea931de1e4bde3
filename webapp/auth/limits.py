"""How often one address or one person may knock (ASVS 5.0, 6.3.1). Generous: a whole office shares one address."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from webapp.config import Settings
from webapp.core.actor import current_actor

View = TypeVar("View", bound=Callable[..., Any])

DEFAULTS: Final = {
    "AUTH_LIMIT_LOGIN": "300 per minute",
    "AUTH_LIMIT_CALLBACK": "300 per minute",
    "AUTH_LIMIT_STEP_UP": "20 per minute",
    "AUTH_LIMIT_BACK_CHANNEL": "600 per minute",
}
limiter: Final = Limiter(key_func=get_remote_address, headers_enabled=True)


def init_limits(app: Any, settings: Settings) -> None:
    """Prepare Flask-Limiter: counters where RATELIMIT_STORAGE_URI says; `RATELIMIT_ENABLED` False switches it off."""
    for name, value in DEFAULTS.items():
        app.config.setdefault(name, value)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    app.config.setdefault("RATELIMIT_STORAGE_URI", settings.ratelimit_storage_uri)
    app.config.setdefault("RATELIMIT_SWALLOW_ERRORS", True)  # a counter that is away must not lock everybody out
    limiter.init_app(app)
    # Limits stand on single views, which check them themselves; the library would look for others with every request.
    app.before_request_funcs[None].remove(limiter._check_request_limit)  # noqa: SLF001 - that is what it registers


def limited(name: str) -> Callable[[View], View]:
    """Count calls of the view per address under the setting `name`; stands below the access decorator."""
    return _counted(name, get_remote_address)


def limited_per_person(name: str) -> Callable[[View], View]:
    """Count calls of the view per signed-in person."""
    return _counted(name, lambda: f"account:{current_actor().account_id}")


def _counted(name: str, key: Callable[[], str]) -> Callable[[View], View]:
    counted = limiter.limit(
        lambda: str(current_app.config[name]),
        key_func=key,
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    return cast("Callable[[View], View]", counted)
