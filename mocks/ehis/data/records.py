"""The rows of the registers, field by field as their schemas send them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Population register with the identity document."""

    fin: str
    family_name: str
    given_name: str
    patronymic: str
    gender: str
    birth_date: date
    birth_place: str
    address: str
    document_number: str
    document_issued_on: date
    document_valid_to: date
    status: str = "alive"
    citizenship: str = "Azərbaycan Respublikası"

    @property
    def full_name(self) -> str:
        """Given name, father's name with its suffix, family name."""
        suffix = "oğlu" if self.gender == "m" else "qızı"
        return f"{self.given_name} {self.patronymic} {suffix} {self.family_name}"


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """Taxpayers' register; founders and shares are sent although nobody here may keep them."""

    voen: str
    name: str
    legal_form: str
    kind: str
    address: str
    head_fin: str
    head_name: str
    head_position: str
    registered_on: date
    status: str = "active"
    founders: tuple[tuple[str, int], ...] = ()
    suspended_on: date | None = None
    activity: str = "Avtomobil nəqliyyatı ilə daşıma"


@dataclass(frozen=True, slots=True)
class VehicleRecord:
    """Road police, vehicles; `owner` is a VÖEN or a FİN."""

    plate: str
    vin: str
    make: str
    model: str
    category: str
    owner: str
    owner_name: str
    tare_kg: int
    max_mass_kg: int
    seats: int
    year: int
    colour: str
    engine_number: str
    certificate_number: str
    inspection_valid_to: date
    insurance_valid_to: date
    status: str = "registered"


@dataclass(frozen=True, slots=True)
class LicenceRecord:
    """Road police, driving licences."""

    fin: str
    number: str
    categories: tuple[str, ...]
    issued_on: date
    valid_to: date
    status: str = "valid"
    penalty_points: int = 0


@dataclass(frozen=True, slots=True)
class EmployeeRecord:
    """Notices of employment contracts."""

    voen: str
    fin: str
    name: str
    position: str
    since: date
    contract_number: str
    payment: str = "vaxtamuzd"
