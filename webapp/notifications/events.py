"""Facts of this room."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryFailed(Event):
    """A message to an account was refused for good: the number, address or device takes none."""

    account_id: int
    channel: str
