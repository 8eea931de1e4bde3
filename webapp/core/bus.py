"""The bus: a published fact meets its reactions at once, in the same transaction. Reactions only write rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from webapp.core.events import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A function that answers to one kind of fact."""

    event: type[Event]
    run: Callable[[Any], None]

    @property
    def name(self) -> str:
        """Where the reaction stands: module and function, for the printed table."""
        return f"{self.run.__module__}.{self.run.__qualname__}"


_reactions: dict[type[Event], list[Reaction]] = {}


def on(event: type[E]) -> Callable[[Callable[[E], None]], Reaction]:
    """Mark the decorated function as a reaction to `event`; the subsystem's manifest lists it."""

    def mark(run: Callable[[E], None]) -> Reaction:
        return Reaction(event, run)

    return mark


def install_reactions(reactions: Iterable[Reaction]) -> None:
    """Make `reactions`, in this order, the ones that this process runs."""
    _reactions.clear()
    for reaction in reactions:
        _reactions.setdefault(reaction.event, []).append(reaction)


def publish(event: Event) -> None:
    """Run every reaction to `event` now. What a reaction raises undoes the whole transaction."""
    for reaction in _reactions.get(type(event), ()):
        reaction.run(event)


def table() -> list[tuple[str, list[str]]]:
    """Return (event, its reactions in order) for every event that somebody reacts to, sorted by name."""
    rows = [(f"{event.__module__}.{event.__name__}", [r.name for r in found]) for event, found in _reactions.items()]
    return sorted(rows)
