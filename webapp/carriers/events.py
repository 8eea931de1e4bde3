"""Facts about fleets."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRefreshed(Event):
    """The registers were asked and their answers kept."""

    party_id: int
