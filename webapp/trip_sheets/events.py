"""Facts about trip sheets: ids and plain values only."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanged(Event):
    """A step was taken: `what` is open, close, correct or cancel."""

    public_id: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingsSent(Event):
    """The driver wrote down odometer and fuel at the return; the carrier closes the sheet."""

    public_id: str
