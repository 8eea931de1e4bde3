"""What a check looks at, and what it finds. Nothing here asks anybody: the caller gathers the facts first."""

from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.waybills.content import WaybillContent


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    """What the registers say of a vehicle or trailer; `right_valid_to` is the last day of a contract or power over it.

    `permit` is how its card for the carriage of goods stands ("valid", "suspended", "revoked", "expired"), None without one.
    """

    plate: str
    category: str
    tare_kg: int
    max_mass_kg: int
    inspection_valid_to: date | None
    insurance_valid_to: date | None
    status: str = "registered"
    right_valid_to: date | None = None
    permit: str | None = "valid"


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverFacts:
    """What the road police register says of the driver's licence; None where it did not answer.

    `trainings` are (kind, last day) of certificates in force; `insured_to` is until when the carrier's drivers are insured
    against accidents at work, `tachograph_to` the last day of the driver's tachograph card: None where nobody told.
    """

    categories: frozenset[str]
    valid_to: date | None
    status: str | None
    trainings: tuple[tuple[str, date], ...] = ()
    insured_to: date | None = None
    tachograph_to: date | None = None
    busy_elsewhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A waybill at a moment.

    `hired` says that the goods are others'; `busy_trailers` follow another lorry now; `known_numbers` are the VÖENs of consignees at further stops that the portal knows; `known_names` are the roles whose party
    the register knows by name,
    `absent_names` those whose VÖEN it does not have, `silent_names` those for which it did not answer;
    `fleet_unread` says that the registers were not asked for the carrier's vehicles yet; `suspended` that the register of
    carriers has the carrier as suspended today, `suspended_to` until which day (None: until it is ended).
    """

    content: WaybillContent
    now: datetime
    fleet_unread: bool = False
    suspended: bool = False
    suspended_to: date | None = None
    vehicle: VehicleFacts | None = None
    trailers: tuple[VehicleFacts, ...] = ()
    driver: DriverFacts | None = None
    known_numbers: frozenset[str] = field(default_factory=frozenset)
    known_names: frozenset[str] = field(default_factory=frozenset)
    absent_names: frozenset[str] = field(default_factory=frozenset)
    silent_names: frozenset[str] = field(default_factory=frozenset)
    hired: bool = True
    busy_with_other_carrier: bool = False
    busy_with_own_carrier: bool = False
    busy_trailers: tuple[str, ...] = ()
    repeats: bool = False
