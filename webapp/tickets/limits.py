"""How often a visitor's address may hold seats and ask for guests' pages: seats must not be hoarded.

Who is signed in has a limit of open orders instead.
"""

from collections.abc import Callable
from functools import cache, wraps
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
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application.

    Who is not counted goes past the limiter: it reads the words of its limits anew with every request.
    """
    counted: Callable[..., Any] = limiter.limit(lambda: str(current_app.config[setting]))(view)

    @wraps(view)
    def limited(**names: Any) -> Any:
        free = current_actor().signed_in or not current_app.config["RATELIMIT_ENABLED"]
        return (view if free else counted)(**names)

    return limited
