"""How often one address may ask for guests' pages. Keys cannot be guessed: this only keeps load away."""

from typing import Any, Final

from webapp.ui.counting import count_calls

DEFAULT: Final = "120 per minute"
BLUEPRINT: Final = "payments_guest."


def init_limits(app: Any) -> None:
    """Count what is asked per address; GUEST_PAYMENT_LIMIT changes the number."""
    guests = [endpoint for endpoint in app.view_functions if endpoint.startswith(BLUEPRINT)]
    count_calls(app, guests, "GUEST_PAYMENT_LIMIT", DEFAULT)
