"""Annexes (vehicles added to or taken out of a permit) and re-registration (holder's data or a plate changed)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from webapp.carriers.api import plates_of
from webapp.core import db
from webapp.core.clock import today
from webapp.permits.errors import NothingChanged, OperationNotAllowed
from webapp.permits.law_rows import type_on
from webapp.permits.models import CardPlate, Mark, Permit, PermitCard
from webapp.permits.rules import Operation, State, allowed
from webapp.permits.services.changing import revoke_card
from webapp.permits.services.history import Why, cards_of, note, tell
from webapp.permits.services.issuing import Holder, Wanted, add_card
from webapp.permits.services.papers import REREGISTERED, give_card_paper, give_permit_paper


def add_vehicles(permit: Permit, wanted: Sequence[Wanted], *, day: date, why: Why) -> list[PermitCard]:
    """Give cards for more vehicles. Raises OperationNotAllowed, VehicleHasCard, NotOfThisFleet."""
    _ensure(permit, Operation.ANNEX)
    kind = type_on(permit.type_code, day)
    cards = [add_card(permit, kind, one, day=day, why=why) for one in wanted]
    note(permit, Operation.ANNEX, why)
    tell(permit, Operation.ANNEX, why)
    return cards


def remove_vehicles(permit: Permit, plates: Sequence[str], why: Why) -> None:
    """Take vehicles out of a permit: their cards end. Raises OperationNotAllowed for a plate without a live card."""
    _ensure(permit, Operation.ANNEX)
    cards = {card.plate: card for card in cards_of(permit, "active", "suspended")}
    for plate in plates:
        if plate not in cards:
            raise OperationNotAllowed
        revoke_card(permit, cards[plate], why)
    note(permit, Operation.ANNEX, why)


def differences(permit: Permit, holder: Holder) -> dict[str, tuple[str, str]]:
    """Return what the registers have otherwise than the permit, as (in the permit, in the register), by what it is.

    `name`, `address`, and `plate:VIN` for each vehicle that bears another plate now.
    """
    found: dict[str, tuple[str, str]] = {}
    if permit.holder_name != holder.name:
        found["name"] = (permit.holder_name, holder.name)
    if (permit.holder_address or "") != (holder.address or ""):
        found["address"] = (permit.holder_address or "", holder.address or "")
    cards: list[PermitCard | Mark] = [*cards_of(permit, "active", "suspended")]
    mark = db.session().get(Mark, permit.id)
    for one in [*cards, *([mark] if mark else [])]:
        plate = plate_now(one.vin)
        if plate and plate != one.plate:
            found[f"plate:{one.vin}"] = (one.plate, plate)
    return found


def plate_now(vin: str) -> str | None:
    """Return the plate that a vehicle bears now, None when no register told."""
    return next((one.plate for one in plates_of(vin) if one.valid_to is None), None)


def reregister(permit: Permit, holder: Holder, *, why: Why) -> None:
    """Give the permit, and the cards of changed plates, anew with what the registers say; the number stays.

    Raises OperationNotAllowed, NothingChanged.
    """
    _ensure(permit, Operation.REREGISTRATION)
    changed = differences(permit, holder)
    if not changed:
        raise NothingChanged
    kind = type_on(permit.type_code, today())
    of_holder = changed.keys() & {"name", "address"}
    permit.holder_name, permit.holder_address = holder.name, holder.address
    for card in cards_of(permit, "active"):
        new = changed.get(f"plate:{card.vin}")
        if new:
            _new_plate(card, new[1])
        if new or "name" in of_holder:
            card.revision += 1
            note(permit, Operation.REREGISTRATION, why, card=card)
            card.document_token = give_card_paper(card, permit, kind, actor=why.actor, label=REREGISTERED)
    _new_plate_of_mark(permit, changed)
    permit.revision += 1
    note(permit, Operation.REREGISTRATION, why)
    permit.document_token = give_permit_paper(permit, kind, actor=why.actor, label=REREGISTERED)
    tell(permit, Operation.REREGISTRATION, why)


def _new_plate(card: PermitCard, plate: str) -> None:
    day = today()
    query = select(CardPlate).where(CardPlate.card_id == card.id, CardPlate.until.is_(None))
    for row in db.session().scalars(query):
        row.until = day
    db.session().flush()
    db.session().add(CardPlate(card_id=card.id, plate=plate, since=day))
    card.plate = plate


def _new_plate_of_mark(permit: Permit, changed: dict[str, tuple[str, str]]) -> None:
    mark = db.session().get(Mark, permit.id)
    new = changed.get(f"plate:{mark.vin}") if mark else None
    if mark and new:
        mark.plate = new[1]
        permit.details = {**permit.details, "plate": new[1]}


def _ensure(permit: Permit, operation: Operation) -> None:
    if permit.state != State.ACTIVE or not allowed(operation, permit.state, permit.valid_to, today()):
        raise OperationNotAllowed
