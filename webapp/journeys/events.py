"""Facts about forms: ids and plain values only."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneySigned(Event):
    """The form is signed and locked."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyChanged(Event):
    """Something happened beside the signature: `what` is entry, cancelled, or handed (to the organiser, to sign)."""

    public_id: str
    what: str
