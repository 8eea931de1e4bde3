"""What anybody may see of the permit cards of a vehicle: contributed by the room that keeps them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.core.registry import plugins


@dataclass(frozen=True, slots=True)
class PublicCard:
    """One card: its number, the code of its carriage and of its standing today, its last day, where it is verified."""

    number: str
    carriage: str
    standing: str
    valid_to: date
    href: str | None = None


@dataclass(frozen=True, slots=True)
class PlateCards:
    """A plug-in: the cards of the vehicle with a plate, the newest first, inside a transaction that only reads."""

    find: Callable[[str], Sequence[PublicCard]]


def public_cards(plate: str) -> list[PublicCard]:
    """Return the cards of a vehicle from every room that keeps some."""
    return [card for one in plugins(PlateCards) for card in one.find(plate)]
