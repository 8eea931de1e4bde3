"""Facts of the room. Cards are named by their public ids; nobody who rides is named at all."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpCredited(Event):
    """Money arrived on a card."""

    card: str
    top_up: str
    qepik: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpReversed(Event):
    """Money could not be put on a card and goes back to who paid."""

    card: str
    top_up: str
    qepik: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStopped(Event):
    """A card takes nobody any more: `reason` is debt, owner, office, lost, expired or closed."""

    card: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLow(Event):
    """A ride took the balance below the bound that the holder set."""

    card: str
    qepik: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedCardTapped(Event):
    """Somebody tried to ride with a card that was blocked or reported lost."""

    card: str
