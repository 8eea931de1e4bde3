"""How often one address may type card numbers without signing in: enough for a person, too little to try numbers out.

Wrong codes are counted for each number as well (`services/linking.py`), whatever the address.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

DEFAULT: Final = "20 per minute; 200 per day"
LIMITED: Final = ("cards_public.top_up", "cards_public.balance", "cards_public.lost", "cards.link_card")


def init_limits(app: Any) -> None:
    """Count per address, when the application has a limiter; CARD_NUMBER_LIMIT changes the number."""
    app.config.setdefault("CARD_NUMBER_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        for name in LIMITED:
            app.view_functions[name] = _counted(limiter, app.view_functions[name])


@cache
def _counted(limiter: Any, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config["CARD_NUMBER_LIMIT"]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
