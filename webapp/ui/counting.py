"""Views that are counted per address, when the application has a limiter: for rooms that stand below or beside the sign-in's own."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from flask import current_app


def count_calls(app: Any, endpoints: Iterable[str], setting: str, default: str) -> None:
    """Count calls of these views per address under `setting`, whose words an application may set itself ("30 per minute")."""
    app.config.setdefault(setting, default)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        for endpoint in endpoints:
            app.view_functions[endpoint] = counted(limiter, app.view_functions[endpoint], setting)


@cache
def counted(limiter: Any, view: Callable[..., Any], setting: str) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config[setting]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    made: Callable[..., Any] = count(view)
    return made
