"""Facts of tickets. `order` and `trip` are public."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsSold(Event):
    """An order was paid and its tickets were given."""

    order: str
    trip: str
