"""Facts of tills."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosedWithReport(Event):
    """A shift was closed; `number` is that of its Z-report."""

    shift: str
    till: str
    number: str
