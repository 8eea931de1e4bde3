"""How often one address may ask for guests' pages. Keys cannot be guessed: this only keeps load away."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

DEFAULT: Final = "120 per minute"
BLUEPRINT: Final = "payments_guest."


def init_limits(app: Any) -> None:
    """Count what is asked per address, when the application has a limiter; GUEST_PAYMENT_LIMIT changes the number."""
    app.config.setdefault("GUEST_PAYMENT_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    guests = [endpoint for endpoint in app.view_functions if endpoint.startswith(BLUEPRINT)]
    for limiter in app.extensions.get("limiter", ()):
        for endpoint in guests:
            app.view_functions[endpoint] = _counted(limiter, app.view_functions[endpoint])


@cache
def _counted(limiter: Any, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config["GUEST_PAYMENT_LIMIT"]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
