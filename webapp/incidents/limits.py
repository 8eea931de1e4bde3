"""How often one address may report faults: enough for a person in trouble, too little for a flood."""

from typing import Any, Final

DEFAULT: Final = "10 per hour"


def init_limits(app: Any) -> None:
    """Count reports per address, when the application has a limiter; FAULT_REPORT_LIMIT changes the number."""
    app.config.setdefault("FAULT_REPORT_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        count = limiter.limit(
            lambda: str(app.config["FAULT_REPORT_LIMIT"]), exempt_when=lambda: not app.config["RATELIMIT_ENABLED"]
        )
        app.view_functions["incidents.send_report"] = count(app.view_functions["incidents.send_report"])
