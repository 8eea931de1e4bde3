"""How often one address may report faults: enough for a person in trouble, too little for a flood."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from flask import current_app

DEFAULT: Final = "10 per hour"
LIMITED: Final = "incidents.send_report"


def init_limits(app: Any) -> None:
    """Count reports per address, when the application has a limiter; FAULT_REPORT_LIMIT changes the number."""
    app.config.setdefault("FAULT_REPORT_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        app.view_functions[LIMITED] = _counted(limiter, app.view_functions[LIMITED])


@cache
def _counted(limiter: Any, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view that counts. Once for a view: the limiter adds up what it is told twice, by a second application."""
    count = limiter.limit(
        lambda: str(current_app.config["FAULT_REPORT_LIMIT"]),
        exempt_when=lambda: not current_app.config["RATELIMIT_ENABLED"],
    )
    counted: Callable[..., Any] = count(view)
    return counted
