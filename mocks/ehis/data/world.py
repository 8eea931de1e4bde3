"""All registers of one day, ready to be asked."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mocks.ehis.data.entities import bodies, demo_entities, generated_firms, special_entities
from mocks.ehis.data.population import demo_people, generated_people, special_people
from mocks.ehis.data.records import EmployeeRecord, EntityRecord, LicenceRecord, PersonRecord, VehicleRecord
from mocks.ehis.data.vehicles import demo_vehicles, generated_vehicles, special_vehicles
from mocks.ehis.data.work import employees, licences


@dataclass(frozen=True)
class World:
    """The rows of every register, in the order in which they were made."""

    people: tuple[PersonRecord, ...]
    entities: tuple[EntityRecord, ...]
    vehicles: tuple[VehicleRecord, ...]
    licences: tuple[LicenceRecord, ...]
    employees: tuple[EmployeeRecord, ...]


@lru_cache(maxsize=2)
def world_on(today: date) -> World:
    """Return what the registers know on `today`."""
    generated = generated_people(today)
    people = (*demo_people(today), *special_people(today), *generated)
    firms = generated_firms(today)
    special = special_entities(today)
    entities = (*demo_entities(today), *bodies(today), *firms, *special)
    names = {person.fin: person.full_name for person in people} | {entity.voen: entity.name for entity in entities}
    vehicles = (
        *demo_vehicles(today, names),
        *special_vehicles(today, firms[0]),
        *generated_vehicles(today, firms, generated),
    )
    return World(
        people, entities, vehicles, tuple(licences(today, generated)), tuple(employees(today, generated, names, firms))
    )
