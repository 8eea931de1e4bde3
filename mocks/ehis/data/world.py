"""All registers of one day, ready to be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from mocks.ehis.data import (
    borders,
    careers,
    estate,
    fitness,
    insurance,
    journeys,
    ledger,
    notary,
    roadworthiness,
    servants,
)
from mocks.ehis.data.entities import bodies, demo_entities, generated_firms, special_entities
from mocks.ehis.data.population import demo_people, generated_people, special_people
from mocks.ehis.data.records import EmployeeRecord, EntityRecord, LicenceRecord, PersonRecord, VehicleRecord
from mocks.ehis.data.sent import Sent
from mocks.ehis.data.vehicles import demo_vehicles, generated_vehicles, special_vehicles
from mocks.ehis.data.work import employees, licences

Row = TypeVar("Row", bound=Sent)


@dataclass(frozen=True)
class World:
    """The rows of every register, in the order in which they were made; `sent` holds the further ones by kind."""

    today: date
    people: tuple[PersonRecord, ...]
    entities: tuple[EntityRecord, ...]
    vehicles: tuple[VehicleRecord, ...]
    licences: tuple[LicenceRecord, ...]
    employees: tuple[EmployeeRecord, ...]
    names: Mapping[str, str]
    sent: Mapping[type[Sent], tuple[Sent, ...]]

    def every(self, kind: type[Row]) -> tuple[Row, ...]:
        """Return the records of one kind."""
        return tuple(one for one in self.sent.get(kind, ()) if isinstance(one, kind))


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
    staff = tuple(employees(today, generated, names, firms))
    world = World(today, people, entities, vehicles, tuple(licences(today, generated)), staff, names, {})
    return replace(world, sent=_by_kind(world, today))


def _by_kind(world: World, today: date) -> dict[type[Sent], tuple[Sent, ...]]:
    kinds: dict[type[Sent], list[Sent]] = {}
    for one in (*_of_road(world, today), *_of_papers(world, today), *_of_people(world, today)):
        kinds.setdefault(type(one), []).append(one)
    return {kind: tuple(rows) for kind, rows in kinds.items()}


def _of_road(world: World, today: date) -> Iterator[Sent]:
    crossings = borders.crossings(today, world.vehicles)
    yield from roadworthiness.inspections(world.vehicles)
    yield from roadworthiness.restrictions(today, world.licences)
    yield from crossings
    yield from borders.presences(world.vehicles, crossings)


def _of_papers(world: World, today: date) -> Iterator[Sent]:
    firms = [one for one in world.entities if one.voen.startswith("15")]
    names = dict(world.names)
    yield from insurance.insurance(today, world.vehicles, world.employees)
    yield from ledger.tax_debts(today, world.entities)
    yield from ledger.contribution_debts(today, world.entities)
    yield from ledger.unions(today, world.people[-30:])
    yield from ledger.attestations(today, firms)
    yield from estate.rights(today, names)
    yield from estate.addresses(today)
    yield from notary.powers(today, world.vehicles, world.people, names)
    yield from notary.uses(today, world.vehicles, names)


def _of_people(world: World, today: date) -> Iterator[Sent]:
    names = dict(world.names)
    contracts = careers.contracts(today, world.employees, world.people, names)
    yield from fitness.examinations(today, world.licences)
    yield from fitness.domestic_trainings(today, world.employees, names)
    yield from fitness.taxi_trainings(today, world.people, names)
    yield from fitness.education(today, world.people)
    yield from contracts
    yield from careers.employers(contracts)
    yield from journeys.benefits(today)
    yield from careers.periods(today, world.employees, names)
    yield from servants.records(today, world.people)
