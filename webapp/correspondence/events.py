"""Facts of the room."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterMoved(Event):
    """A step was taken in a letter: `what` is its name in `rules.NEXT`, or `remind`, `escalate`."""

    letter: str
    what: str
    body_id: int
