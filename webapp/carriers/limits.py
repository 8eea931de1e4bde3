"""How often one address may search among carriers: enough for a person at the roadside, too little to copy the register."""

from typing import Any, Final

from webapp.ui.counting import count_calls

DEFAULT: Final = "30 per minute; 300 per day"
LIMITED: Final = "carriers_public.search"


def init_limits(app: Any) -> None:
    """Count searches per address; CARRIER_SEARCH_LIMIT changes the number."""
    count_calls(app, (LIMITED,), "CARRIER_SEARCH_LIMIT", DEFAULT)
