"""What the registers say, as frozen values. Each names its source register and the instant it vouches for."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.ehis.answering import Row


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the population register; `gender` is m or f, `status` alive or deceased."""

    fin: str
    given_name: str
    patronymic: str
    family_name: str
    gender: str
    birth_date: date
    address: str
    document_number: str
    document_valid_to: date
    status: str
    source: str
    as_of: datetime

    @property
    def full_name(self) -> str:
        """Given name, father's name with its suffix, family name, as the country writes it."""
        suffix = "oğlu" if self.gender == "m" else "qızı"
        father = f" {self.patronymic} {suffix}" if self.patronymic else ""
        return f"{self.given_name}{father} {self.family_name}"


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """A taxpayer: `kind` is legal, entrepreneur, state or municipality; `status` active, suspended or liquidated."""

    voen: str
    name: str
    legal_form: str
    kind: str
    address: str
    head_fin: str
    head_name: str
    head_position: str
    registered_on: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle; `category` is M1 to M3, N1 to N3, O1 to O4; `owner` a VÖEN or a FİN; masses in kilograms.

    `status` is registered, suspended or deregistered.
    """

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
    inspection_valid_to: date
    insurance_valid_to: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Licence:
    """A driving licence; `status` is valid, suspended or withdrawn."""

    fin: str
    number: str
    categories: tuple[str, ...]
    issued_on: date
    valid_to: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works for the organisation that was asked about."""

    fin: str
    name: str
    position: str
    since: date
    source: str
    as_of: datetime


def person_from(row: Row, *, source: str, as_of: datetime) -> Person:
    """Return the person in a row."""
    return Person(
        _one(row, "fin"),
        _one(row, "givenName"),
        _one(row, "patronymic"),
        _one(row, "familyName"),
        _one(row, "gender"),
        _day(row, "birthDate"),
        _one(row, "address"),
        _one(row, "document/number"),
        _day(row, "document/validTo"),
        _one(row, "status"),
        source,
        as_of,
    )


def entity_from(row: Row, *, source: str, as_of: datetime) -> LegalEntity:
    """Return the taxpayer in a row."""
    return LegalEntity(
        _one(row, "voen"),
        _one(row, "name"),
        _one(row, "legalForm"),
        _one(row, "kind"),
        _one(row, "address"),
        _one(row, "head/fin"),
        _one(row, "head/name"),
        _one(row, "head/position"),
        _day(row, "registeredOn"),
        _one(row, "status"),
        source,
        as_of,
    )


def vehicle_from(row: Row, *, source: str, as_of: datetime) -> Vehicle:
    """Return the vehicle in a row."""
    return Vehicle(
        _one(row, "plate"),
        _one(row, "vin"),
        _one(row, "make"),
        _one(row, "model"),
        _one(row, "category"),
        _one(row, "owner"),
        _one(row, "ownerName"),
        int(_one(row, "tareKg")),
        int(_one(row, "maxMassKg")),
        int(_one(row, "seats")),
        int(_one(row, "year")),
        _one(row, "colour"),
        _day(row, "inspectionValidTo"),
        _day(row, "insuranceValidTo"),
        _one(row, "status"),
        source,
        as_of,
    )


def licence_from(row: Row, *, source: str, as_of: datetime) -> Licence:
    """Return the licence in a row."""
    return Licence(
        _one(row, "fin"),
        _one(row, "number"),
        row["category"],
        _day(row, "issuedOn"),
        _day(row, "validTo"),
        _one(row, "status"),
        source,
        as_of,
    )


def employee_from(row: Row, *, source: str, as_of: datetime) -> Employee:
    """Return the employee in a row."""
    return Employee(_one(row, "fin"), _one(row, "name"), _one(row, "position"), _day(row, "since"), source, as_of)


def _one(row: Row, name: str) -> str:
    """Return the text of a field, empty when an optional one is absent."""
    return row[name][0] if row[name] else ""


def _day(row: Row, name: str) -> date:
    return date.fromisoformat(_one(row, name))
