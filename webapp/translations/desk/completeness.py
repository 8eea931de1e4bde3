"""How far a language is: counts by area and by who sees a text, drawn as bars. Pure: counts in, figures and markup out."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Self

from markupsafe import Markup

WIDTH: Final = 300
HEIGHT: Final = 12
BAR: Final = Markup('<svg class="text-bar" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>')
PART: Final = Markup('<rect class="text-bar-{}" x="{}" y="0" width="{}" height="{}"></rect>')
PARTS: Final = ("approved", "translated", "stale", "failing", "untranslated")


@dataclass(frozen=True, slots=True)
class Count:
    """Texts by how they stand, each counted once: the worst that can be said of it decides."""

    approved: int = 0
    translated: int = 0
    stale: int = 0
    failing: int = 0
    untranslated: int = 0

    def __add__(self, other: Self) -> "Count":
        """Return both together."""
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def total(self) -> int:
        """All texts."""
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def done(self) -> int:
        """Texts that say in this language what the original says: translated, and not for an older original."""
        return self.approved + self.translated

    @property
    def percent(self) -> int:
        """How many of a hundred are done, rounded down: a hundred only when nothing is missing."""
        return 100 * self.done // self.total if self.total else 100

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class Figure:
    """The count of one area, or of one priority."""

    code: str
    count: Count


def counted(rows: Iterable[tuple[str, str, int]]) -> list[Figure]:
    """Return the figures of (code, part, number), the least complete first, then by code."""
    found: dict[str, Count] = {}
    for code, part, number in rows:
        found[code] = found.get(code, Count()) + Count(**{part: number})
    figures = [Figure(code, count) for code, count in found.items()]
    return sorted(figures, key=lambda one: (one.count.percent, one.code))


def summed(figures: Iterable[Figure]) -> Count:
    """Return all figures together."""
    return sum((one.count for one in figures), Count())


def bar(count: Count) -> Markup:
    """Return the bar of a count: a part for each state, as wide as it is large; what is there is never too thin to see."""
    there = {part: getattr(count, part) for part in PARTS if getattr(count, part)}
    wide = {part: max(2.0, WIDTH * number / count.total) for part, number in there.items()}
    scale, left, drawn = WIDTH / (sum(wide.values()) or 1), 0.0, []
    for part, width in wide.items():
        drawn.append(PART.format(part, f"{left:.1f}", f"{width * scale:.1f}", HEIGHT))
        left += width * scale
    return BAR.format(WIDTH, HEIGHT, Markup().join(drawn))
