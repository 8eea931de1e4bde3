"""Facts about permits."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitEvent(Event):
    """`permit` is the public id, `type_code` its kind."""

    permit: str
    type_code: str
    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitIssued(PermitEvent):
    """A permit, a mark or a trip's permit was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitChanged(PermitEvent):
    """One of the other operations was done: `operation`, by holder, office or system, for `reason`."""

    operation: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFreed(Event):
    """There may be room again under the cap of a territory."""

    type_code: str
    territory: str
