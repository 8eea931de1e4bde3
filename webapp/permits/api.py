"""What other rooms may ask of permits."""

from datetime import date

from webapp.permits.papers import cards_of_vehicle
from webapp.permits.queries import by_plate
from webapp.permits.rules import State, carrier_standing, standing_of

__all__ = ["card_valid_to", "standing_for"]


def card_valid_to(plate: str, type_code: str, day: date) -> date | None:
    """Return the last day of the vehicle's card of a type that is in force on `day`, None when it has none."""
    cards = [card for card in by_plate(plate, day) if (card.type_code, card.state) == (type_code, State.ACTIVE)]
    return max((card.valid_to for card in cards), default=None)


def standing_for(plate: str, carriage: str, day: date) -> str | None:
    """Return how the vehicle stands for a carriage (goods, passengers, taxi) by its best card; None when it has no card."""
    cards = [one for one in cards_of_vehicle(plate) if one.carriage == carriage]
    return carrier_standing({standing_of(one.state, one.valid_to, day) for one in cards}).value if cards else None
