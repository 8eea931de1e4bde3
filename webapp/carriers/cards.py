"""What other rooms contribute to this one's pages: what anybody may see of a vehicle's cards, and when papers end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.core.registry import plugins
from webapp.core.text import Text


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


@dataclass(frozen=True, slots=True)
class FleetTerms:
    """A plug-in: papers of a party's vehicles that end, as last days by VIN; `code` tells them apart, `title` names them."""

    code: str
    title: Text
    last_days: Callable[[int], Mapping[str, date]]


def public_cards(plate: str) -> list[PublicCard]:
    """Return the cards of a vehicle from every room that keeps some."""
    return [card for one in plugins(PlateCards) for card in one.find(plate)]


def more_terms(party_id: int) -> dict[str, list[tuple[str, date]]]:
    """Return, by VIN, code and last day of the papers that other rooms keep of a party's vehicles."""
    found: dict[str, list[tuple[str, date]]] = {}
    for one in plugins(FleetTerms):
        for vin, day in one.last_days(party_id).items():
            found.setdefault(vin, []).append((one.code, day))
    return found


def term_titles() -> dict[str, Text]:
    """Return the names of the papers that other rooms keep, by code."""
    return {one.code: one.title for one in plugins(FleetTerms)}
