"""Which places of an application may be changed: all of a draft, of a returned one what the officer marked (191/2011, 7.4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final


def covers(marked: str, place: str) -> bool:
    """Whether a mark reaches a place: a mark of a section or row reaches all of it, one without place everything."""
    return not marked or place == marked or place.startswith(f"{marked}.")


@dataclass(frozen=True, slots=True)
class Opened:
    """Places that may be changed: `section.field`, `section.KEY.field`, or whole rows and sections."""

    places: frozenset[str]

    def holds(self, place: str) -> bool:
        """Whether the place may be changed."""
        return any(covers(marked, place) for marked in self.places)

    def touches(self, part: str) -> bool:
        """Whether anything of a section or row may be changed."""
        return self.holds(part) or any(covers(part, place) for place in self.places)


EVERYTHING: Final = Opened(frozenset({""}))
NOTHING: Final = Opened(frozenset())


def opened_by(marked: Iterable[str], problems: Collection[str]) -> Opened:
    """Return what is open of a returned application: the marked places, and those that stop it from being handed in."""
    return Opened(frozenset({*marked, *problems}))
