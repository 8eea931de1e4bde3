"""How often a visitor's address may hold seats and ask for guests' pages: seats must not be hoarded.

Who is signed in has a limit of open orders instead.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

from webapp.core.actor import current_actor

DEFAULT: Final = "120 per minute"
HOLDS: Final = ("tickets_public.hold", "tickets_public.join")
GUESTS: Final = "tickets_guest."


def init_limits(app: Any) -> None:
    """Count per address, when the application has a limiter; GUEST_TICKET_LIMIT and SEAT_HOLD_LIMIT change the numbers."""
    app.config.setdefault("GUEST_TICKET_LIMIT", DEFAULT)
    app.config.setdefault("SEAT_HOLD_LIMIT", "10 per minute; 100 per day")
    app.config.setdefault("RATELIMIT_ENABLED", True)
    counted = {name: "GUEST_TICKET_LIMIT" for name in app.view_functions if name.startswith(GUESTS)}
    for limiter in app.extensions.get("limiter", ()):
        for endpoint, setting in (counted | dict.fromkeys(HOLDS, "SEAT_HOLD_LIMIT")).items():
            app.view_functions[endpoint] = _counted(limiter, app.view_functions[endpoint], setting)


@cache
def _counted(limiter: Any, view: Callable[..., Any], setting: str) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config[setting]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"] or current_actor().signed_in,
    )
    counted: Callable[..., Any] = count(view)
    return counted
