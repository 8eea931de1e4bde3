"""How often one address may type card numbers without signing in: enough for a person, too little to try numbers out.

Wrong codes are counted for each number as well (`services/linking.py`), whatever the address.
"""

from typing import Any, Final

from webapp.ui.counting import count_calls

DEFAULT: Final = "20 per minute; 200 per day"
LIMITED: Final = ("cards_public.top_up", "cards_public.balance", "cards_public.lost", "cards.link_card")


def init_limits(app: Any) -> None:
    """Count per address; CARD_NUMBER_LIMIT changes the number."""
    count_calls(app, LIMITED, "CARD_NUMBER_LIMIT", DEFAULT)
