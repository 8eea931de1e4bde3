"""What other rooms may ask of permits."""

from datetime import date

from webapp.permits.queries import by_plate
from webapp.permits.rules import State

__all__ = ["card_valid_to"]


def card_valid_to(plate: str, type_code: str, day: date) -> date | None:
    """Return the last day of the vehicle's card of a type that is in force on `day`, None when it has none."""
    cards = [card for card in by_plate(plate, day) if (card.type_code, card.state) == (type_code, State.ACTIVE)]
    return max((card.valid_to for card in cards), default=None)
