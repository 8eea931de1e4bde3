"""Facts about fleets and about carriers of the register. Vehicles are named by their VIN, which outlives their plates."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRefreshed(Event):
    """The registers were asked and their answers kept."""

    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetChanged(Event):
    """A party has another vehicle, or one less, or another right or term to one it has."""

    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleGone(Event):
    """A party has no right to a vehicle any more: sold, the contract or power ended, or the register says nothing of it."""

    party_id: int
    vin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateChanged(Event):
    """A vehicle bears another plate."""

    vin: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierSuspended(Event):
    """A suspension of a carrier began, on its first day or when it was confirmed after that."""

    party_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRestored(Event):
    """A suspension that had begun is over: its last day passed, or it was ended before."""

    party_id: int
