"""How often one address may ask: tokens cannot be guessed, so this only keeps load away. An office shares an address."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

LIMITED: Final = ("documents.show", "documents.proofs", "documents.file", "documents_api.verify")
DEFAULT: Final = "600 per minute"


def init_limits(app: Any) -> None:
    """Count calls of the public views per address, when the application has a limiter; VERIFY_LIMIT changes the number."""
    app.config.setdefault("VERIFY_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        for endpoint in LIMITED:
            app.view_functions[endpoint] = _counted(limiter, app.view_functions[endpoint])


@cache
def _counted(limiter: Any, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config["VERIFY_LIMIT"]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
