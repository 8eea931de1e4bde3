"""What registers say of passengers: a benefit that is claimed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.core.actor import Actor
from webapp.tickets.models import Order
from webapp.tickets.services.pricing import Passenger


@dataclass(frozen=True, slots=True)
class Claim:
    """A benefit that a passenger claims, and what the register said: confirmed, refused or silent."""

    position: int
    benefit: str
    fin: str
    state: str


def asked_of_registers(passengers: Sequence[Passenger], fins: Mapping[int, str], actor: Actor) -> list[Claim]:
    """Ask for every claimed benefit; no transaction is open."""
    return []


def confirmed(order: Order, passengers: Sequence[Passenger], claims: Sequence[Claim]) -> list[Passenger]:
    """Return the passengers, a benefit only with whom the register confirmed it."""
    good = {one.position for one in claims if one.state == "confirmed"}
    return [one if n in good else replace(one, benefit=None) for n, one in enumerate(passengers, 1)]


def said(claims: Sequence[Claim]) -> str | None:
    """Return what the buyer reads of it."""
    return None
