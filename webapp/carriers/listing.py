"""Search in the registers of carriers and operators: for the office by pages, for anybody only what is named exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, select

from webapp.carriers.entries import carrier, carriers_of_parties, entries, folded_name
from webapp.carriers.errors import NoSuchCarrier
from webapp.carriers.models import Carrier as Entry
from webapp.carriers.models import FleetVehicle, Operator, Suspension, VehicleHolding, VehiclePlate
from webapp.carriers.queries import holding_on
from webapp.carriers.rules import CarrierStanding
from webapp.carriers.values import Carrier
from webapp.core import db
from webapp.core.azerbaijani import normal_plate, normal_voen
from webapp.core.clock import today
from webapp.core.pagination import Page, decode, page

SIZE: Final = 50
SHOWN_TO_ANYBODY: Final = 10
SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer looks for: a VÖEN or a part of the name (ə, ş and case do not matter), a standing."""

    q: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class PublicFind:
    """What anybody may see: carriers, for a plate with make and model of the vehicle."""

    carriers: Sequence[Carrier]
    operators: dict[int, Operator]
    plate: str | None = None
    vehicle: str | None = None
    too_short: bool = False


def find(wanted: Wanted, *, after: str | None) -> Page[Any]:
    """Return a page of carriers by name. Raises NotFound for a cursor that is none."""
    query = _standing(entries(today()), wanted.standing)
    voen = normal_voen(wanted.q)
    if voen:
        query = query.where(Entry.voen == voen)
    elif wanted.q:
        query = query.where(Entry.folded_name.contains(folded_name(wanted.q), autoescape=True))
    if after:
        name, key = decode(after, 2)
        query = query.where(
            (Entry.folded_name > str(name)) | ((Entry.folded_name == str(name)) & (Entry.id > int(key)))
        )
    rows = db.session().execute(query.order_by(Entry.folded_name, Entry.id).limit(SIZE + 1)).all()
    found = page(
        rows, lambda row: (row[0].folded_name, row[0].id), backwards=False, started=after is not None, size=SIZE
    )
    return Page([carrier(*row) for row in found.rows], None, found.following)


def find_for_anybody(typed: str) -> PublicFind:
    """Return carriers by whole VÖEN or plate, legal entities also by four letters of the name; at most ten, no further page.

    A sole trader is a person: found by number and plate only, so that nobody can be looked for by name.
    """
    voen, plate = normal_voen(typed), normal_plate(typed)
    if voen:
        return _public(entries(today()).where(Entry.voen == voen))
    if plate:
        return _by_plate(plate)
    words = folded_name(typed)
    if len(words) < SHORTEST_NAME:
        return PublicFind((), {}, too_short=bool(typed))
    named = entries(today()).where(Entry.kind == "legal", Entry.folded_name.contains(words, autoescape=True))
    return _public(named.order_by(Entry.folded_name, Entry.id).limit(SHOWN_TO_ANYBODY))


def entry(public_id: str) -> Entry:
    """Return the row of an entry. Raises NoSuchCarrier."""
    row = db.session().scalar(select(Entry).where(Entry.public_id == public_id))
    if row is None:
        raise NoSuchCarrier
    return row


def suspensions(carrier_id: int) -> Sequence[Suspension]:
    """Return the suspensions of a carrier, the newest first."""
    query = select(Suspension).where(Suspension.carrier_id == carrier_id)
    return db.session().scalars(query.order_by(Suspension.id.desc())).all()


def waiting() -> list[tuple[Suspension, Entry]]:
    """Return the suspensions that wait for a second person, the oldest first."""
    query = select(Suspension, Entry).join(Entry, Entry.id == Suspension.carrier_id)
    rows = db.session().execute(query.where(Suspension.state == "proposed").order_by(Suspension.id).limit(SIZE))
    return [(row[0], row[1]) for row in rows]


def carrier_of_suspension(suspension_id: str) -> str:
    """Return the public id of the carrier that a suspension is of. Raises NoSuchCarrier."""
    query = select(Entry.public_id).join(Suspension, Suspension.carrier_id == Entry.id)
    found = db.session().scalar(query.where(Suspension.public_id == suspension_id))
    if found is None:
        raise NoSuchCarrier
    return found


def operator(public_id: str) -> tuple[Operator, Entry]:
    """Return an operator and the carrier that it is. Raises NoSuchCarrier."""
    query = select(Operator, Entry).join(Entry, Entry.id == Operator.carrier_id)
    row = db.session().execute(query.where(Operator.public_id == public_id)).one_or_none()
    if row is None:
        raise NoSuchCarrier
    return row[0], row[1]


def operators(carrier_ids: Sequence[int]) -> list[Operator]:
    """Return the operators that these carriers are or were, the newest first."""
    query = select(Operator).where(Operator.carrier_id.in_(carrier_ids))
    return list(db.session().scalars(query.order_by(Operator.id.desc())))


def _by_plate(plate: str) -> PublicFind:
    query = (
        select(VehicleHolding.party_id, FleetVehicle.make, FleetVehicle.model)
        .join(FleetVehicle, FleetVehicle.id == VehicleHolding.vehicle_id)
        .join(VehiclePlate, VehiclePlate.vehicle_id == FleetVehicle.id)
        .where(VehiclePlate.plate == plate, VehiclePlate.valid_to.is_(None), *holding_on(today()))
    )
    rows = db.session().execute(query).all()
    found = list(carriers_of_parties([row[0] for row in rows]).values()) if rows else []
    vehicle = f"{rows[0][1]} {rows[0][2]}" if found else None
    return PublicFind(found, _operators_by_party(found), plate=plate, vehicle=vehicle)


def _public(query: Select[Entry, Suspension]) -> PublicFind:
    found = [carrier(*row) for row in db.session().execute(query)]
    return PublicFind(found, _operators_by_party(found))


def _operators_by_party(found: Sequence[Carrier]) -> dict[int, Operator]:
    query = (
        select(Entry.party_id, Operator)
        .join(Operator, Operator.carrier_id == Entry.id)
        .where(Entry.party_id.in_([one.party_id for one in found]))
        .order_by(Operator.id)
    )
    return {row[0]: row[1] for row in db.session().execute(query)} if found else {}


def _standing(query: Select[Entry, Suspension], standing: str) -> Select[Entry, Suspension]:
    if standing == CarrierStanding.REMOVED:
        return query.where(Entry.removed_on.is_not(None))
    if standing == CarrierStanding.SUSPENDED:
        return query.where(Entry.removed_on.is_(None), Suspension.id.is_not(None))
    if standing == CarrierStanding.ACTIVE:
        return query.where(Entry.removed_on.is_(None), Suspension.id.is_(None))
    return query
