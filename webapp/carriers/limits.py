"""How often one address may search among carriers: enough for a person at the roadside, too little to copy the register."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

DEFAULT: Final = "30 per minute; 300 per day"
LIMITED: Final = "carriers_public.search"


def init_limits(app: Any) -> None:
    """Count searches per address, when the application has a limiter; CARRIER_SEARCH_LIMIT changes the number."""
    app.config.setdefault("CARRIER_SEARCH_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        app.view_functions[LIMITED] = _counted(limiter, app.view_functions[LIMITED])


@cache
def _counted(limiter: Any, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config["CARRIER_SEARCH_LIMIT"]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
