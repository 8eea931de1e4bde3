"""Facts of the road: ids alone."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlActSigned(Event):
    """The inspector signed: from now on the act is in force, and those concerned are told."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlActAnnulled(Event):
    """A superior annulled an act."""

    public_id: str
