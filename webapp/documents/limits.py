"""How often one address may ask: tokens cannot be guessed, so this only keeps load away. An office shares an address."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

LIMITED: Final = ("documents.show", "documents.proofs", "documents.file", "documents_api.verify")
SEARCHED: Final = (
    "documents.by_number",
    "documents.by_plate",
    "documents_api.verify_number",
    "documents_api.verify_plate",
)
LISTS: Final = ("documents_api.keys", "documents_api.revoked")
DEFAULT: Final = "600 per minute"
SEARCH_DEFAULT: Final = "60 per minute"  # a policeman looks at one car at a time; numbers can be guessed, tokens cannot


def init_limits(app: Any) -> None:
    """Count calls of the public views per address, when the application has a limiter.

    VERIFY_PER_MINUTE is the number for tokens; VERIFY_LIMIT and VERIFY_SEARCH_LIMIT are these and that for numbers and
    plates, for an application made by hand.
    """
    asked_for = getattr(app, "settings", None)
    usual = f"{asked_for.verify_per_minute} per minute" if asked_for else DEFAULT
    app.config.setdefault("VERIFY_LIMIT", usual)
    app.config.setdefault("VERIFY_SEARCH_LIMIT", SEARCH_DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    settings = {**dict.fromkeys((*LIMITED, *LISTS), "VERIFY_LIMIT"), **dict.fromkeys(SEARCHED, "VERIFY_SEARCH_LIMIT")}
    for limiter in app.extensions.get("limiter", ()):
        for endpoint, setting in settings.items():
            if endpoint in app.view_functions:
                app.view_functions[endpoint] = _counted(limiter, app.view_functions[endpoint], setting)


@cache
def _counted(limiter: Any, view: Callable[..., Any], setting: str) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config[setting]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
