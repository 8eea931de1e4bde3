"""Facts. Ids and plain values; no names or documents of passengers."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketsSold(Event):
    """An order is paid and its tickets are given."""

    order: str
    ticket_numbers: tuple[str, ...]
    channel: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketEnded(Event):
    """A ticket carries nobody any more: `how` is refunded, exchanged or void."""

    number: str
    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketBoarded(Event):
    """The passenger with this ticket is on board of the trip with this number."""

    number: str
    trip: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldLapsed(Event):
    """The seats of an order whose invoice was open are kept no longer: money that still comes goes back."""

    order: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatsFreed(Event):
    """At least one seat of the trip became free on a piece of its way."""

    trip_id: int
