"""Giving a permit: its number, its cards, its documents, in the transaction of the decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select, update

from webapp.carriers.api import Vehicle
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.transaction import savepoint
from webapp.permits.errors import NotOfThisFleet
from webapp.permits.events import PermitIssued
from webapp.permits.law_rows import type_on
from webapp.permits.models import CardPlate, Permit, PermitCard
from webapp.permits.rows import PermitType
from webapp.permits.rules import Operation, State, fits, last_day, number_of
from webapp.permits.services.history import Why, note
from webapp.permits.services.papers import give_card_paper, give_permit_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """To whom: as the register has the name and the address today."""

    party_id: int
    number: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A vehicle for which a card is wanted; `euro` as the applicant stated it."""

    vehicle: Vehicle
    territory: str | None = None
    euro: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is given: the type, from when, by which case; `valid_to` where the type has no term of its own."""

    type_code: str
    holder: Holder
    day: date
    why: Why
    case_public_id: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    wanted: Sequence[Wanted] = ()
    details: dict[str, Any] = field(default_factory=dict)


def issue_permit(grant: Grant) -> Permit:
    """Give a permit with a card for each vehicle.

    Raises TypeNotInForce, ExceptedByLaw, HolderHasPermit, VehicleHasCard, NotOfThisFleet.
    """
    kind = type_on(grant.type_code, grant.day)
    _let_go_of_the_old(Permit, grant.day, Permit.party_id == grant.holder.party_id, Permit.type_code == kind.code)
    permit = _permit(grant, kind)
    with savepoint():  # a second permit of the type is refused here, before a number is printed anywhere
        db.session().add(permit)
    note(permit, Operation.ISSUE, grant.why)
    permit.document_token = give_permit_paper(permit, kind, actor=grant.why.actor)
    for one in grant.wanted:
        add_card(permit, kind, one, day=grant.day, why=grant.why)
    publish(PermitIssued(permit=permit.public_id, type_code=permit.type_code, party_id=permit.party_id))
    return permit


def add_card(permit: Permit, kind: PermitType, wanted: Wanted, *, day: date, why: Why) -> PermitCard:
    """Give the card of one vehicle. Raises VehicleHasCard (here or under another permit of the type), NotOfThisFleet."""
    vehicle = wanted.vehicle
    if not fits(kind.carriage, vehicle.category):
        raise NotOfThisFleet
    _let_go_of_the_old(PermitCard, day, PermitCard.vin == vehicle.vin, PermitCard.type_code == kind.code)
    term = last_day(day, kind.card_term_months or kind.term_months or 1)
    card = PermitCard(
        public_id=new_public_id(),
        number=number_of(kind.card_series or kind.series, day.year, next_number(kind.card_series or "", day.year)),
        permit_id=permit.id,
        permit_number=permit.number,
        type_code=kind.code,
        party_id=permit.party_id,
        vin=vehicle.vin,
        plate=vehicle.plate,
        vehicle=vehicle.description,
        carriage=kind.carriage or "goods",
        territory=wanted.territory,
        euro=wanted.euro,
        year=vehicle.year,
        state=State.ACTIVE.value,
        revision=1,
        issued_on=day,
        valid_to=min(term, permit.valid_to or term),
        changed_at=now(),
    )
    with savepoint():
        db.session().add(card)
    db.session().add(CardPlate(card_id=card.id, plate=card.plate, since=day))
    note(permit, Operation.ISSUE, why, card=card)
    card.document_token = give_card_paper(card, permit, kind, actor=why.actor)
    return card


def _permit(grant: Grant, kind: PermitType) -> Permit:
    first = grant.valid_from or grant.day
    return Permit(
        public_id=new_public_id(),
        number=number_of(kind.series, grant.day.year, next_number(kind.series, grant.day.year)),
        type_code=kind.code,
        party_id=grant.holder.party_id,
        holder_name=grant.holder.name,
        holder_number=grant.holder.number,
        holder_index=blind_index(grant.holder.number),
        holder_address=grant.holder.address,
        territory=None,
        details=dict(grant.details),
        state=State.ACTIVE.value,
        revision=1,
        case_no=grant.why.case_no,
        case_public_id=grant.case_public_id,
        issued_on=grant.day,
        valid_from=first,
        valid_to=grant.valid_to or (last_day(first, kind.term_months) if kind.term_months else None),
        changed_at=now(),
    )


def _let_go_of_the_old(table: type[Permit] | type[PermitCard], day: date, *whose: Any) -> None:
    """What is over by its days does not stand in the way of something new."""
    over = update(table).where(*whose, table.state.in_(("active", "suspended")), table.valid_to < day)
    db.session().execute(over.values(state=State.EXPIRED.value, suspended_by=None, changed_at=now()))


def card_of_vehicle(vin: str, type_code: str) -> PermitCard | None:
    """Return the live card of a vehicle for a type of permit."""
    query = select(PermitCard).where(PermitCard.vin == vin, PermitCard.type_code == type_code)
    return db.session().scalar(query.where(PermitCard.state.in_(("active", "suspended"))))
