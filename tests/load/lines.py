"""The table: one line a number."""

from dataclasses import dataclass

NOTHING = "-"


@dataclass(frozen=True)
class Line:
    """A number under the name by which it is compared from run to run; None when it could not be measured."""

    name: str
    value: float | None
    unit: str
    floor: float | None = None

    def __str__(self):
        return "\t".join((self.name, _shown(self.value), self.unit, _shown(self._ratio())))

    def _ratio(self):
        return self.value / self.floor if self.value is not None and self.floor else None


def _shown(number):
    if number is None:
        return NOTHING
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"
