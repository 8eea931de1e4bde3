"""How often one address may ask: tokens cannot be guessed, so this only keeps load away. An office shares an address."""

from typing import Any, Final

LIMITED: Final = ("documents.show", "documents.proofs", "documents.file", "documents_api.verify")
DEFAULT: Final = "600 per minute"


def init_limits(app: Any) -> None:
    """Count calls of the public views per address, when the application has a limiter; VERIFY_LIMIT changes the number."""
    app.config.setdefault("VERIFY_LIMIT", DEFAULT)
    app.config.setdefault("RATELIMIT_ENABLED", True)
    for limiter in app.extensions.get("limiter", ()):
        for endpoint in LIMITED:
            count = limiter.limit(
                lambda: str(app.config["VERIFY_LIMIT"]), exempt_when=lambda: not app.config["RATELIMIT_ENABLED"]
            )
            app.view_functions[endpoint] = count(app.view_functions[endpoint])
