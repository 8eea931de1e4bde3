"""Reads: permits of a holder, the register, a permit with its history, what was found wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from webapp.core import db
from webapp.core.azerbaijani import normal_plate, normal_voen
from webapp.core.crypto import blind_index
from webapp.core.pagination import Page, descending, numbers, page
from webapp.permits.errors import NoSuchPermit
from webapp.permits.models import Defect, Mark, OversizeTrip, Permit, PermitCard, PermitChange

LIVE = ("active", "suspended")


@dataclass(frozen=True, slots=True)
class Search:
    """What the register is searched for."""

    q: str = ""
    type_code: str = ""
    state: str = ""


def permits_of(party_id: int) -> list[Permit]:
    """Return the permits of a holder, live ones first, the newest first."""
    query = select(Permit).where(Permit.party_id == party_id).order_by(Permit.id.desc())
    return sorted(db.session().scalars(query), key=lambda one: one.state not in LIVE)


def live_permits_of(party_id: int, type_code: str) -> list[Permit]:
    """Return the live permits of a holder of one type."""
    query = select(Permit).where(Permit.party_id == party_id, Permit.type_code == type_code, Permit.state.in_(LIVE))
    return list(db.session().scalars(query.order_by(Permit.id)))


def permit_by_public_id(public_id: str) -> Permit:
    """Return a permit. Raises NoSuchPermit."""
    row = db.session().scalar(select(Permit).where(Permit.public_id == public_id))
    if row is None:
        raise NoSuchPermit
    return row


def own_permit(public_id: str, party_id: int | None) -> Permit:
    """Return a permit of this holder. Raises NoSuchPermit for another's too."""
    row = permit_by_public_id(public_id)
    if row.party_id != party_id:
        raise NoSuchPermit
    return row


def card_by_public_id(public_id: str) -> PermitCard:
    """Return a card. Raises NoSuchPermit."""
    row = db.session().scalar(select(PermitCard).where(PermitCard.public_id == public_id))
    if row is None:
        raise NoSuchPermit
    return row


def cards_of_permits(permit_ids: Sequence[int]) -> dict[int, list[PermitCard]]:
    """Return the cards of several permits, by permit, in the order in which they were given."""
    found: dict[int, list[PermitCard]] = {one: [] for one in permit_ids}
    query = select(PermitCard).where(PermitCard.permit_id.in_(permit_ids)).order_by(PermitCard.id)
    for card in db.session().scalars(query):
        found[card.permit_id].append(card)
    return found


def history_of(permit_id: int) -> Sequence[PermitChange]:
    """Return every step of a permit and its cards, the newest first."""
    query = select(PermitChange).where(PermitChange.permit_id == permit_id).order_by(PermitChange.id.desc())
    return db.session().scalars(query.limit(500)).all()


def open_defects(permit_id: int) -> list[Defect]:
    """Return what was found and is not mended."""
    query = select(Defect).where(Defect.permit_id == permit_id, Defect.ended_on.is_(None)).order_by(Defect.id)
    return list(db.session().scalars(query))


def mark_of(permit_id: int) -> Mark | None:
    """Return the mark's own part, None for another kind."""
    return db.session().get(Mark, permit_id)


def trip_of(permit_id: int) -> OversizeTrip | None:
    """Return the trip's own part, None for another kind."""
    return db.session().get(OversizeTrip, permit_id)


def register(search: Search, *, after: str | None = None, before: str | None = None) -> Page[Permit]:
    """Return a page of the register, newest first: by number, VÖEN or plate, by type and state."""
    query, backwards = descending(_wanted(search), Permit.id, after=after, before=before, parts=numbers)
    rows: list[Permit] = list(db.session().scalars(query))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def by_plate(plate: str, day: date) -> list[PermitCard]:
    """Return the live cards of the vehicle that bears the plate, the newest first."""
    query = select(PermitCard).where(PermitCard.plate == plate, PermitCard.state.in_(LIVE), PermitCard.valid_to >= day)
    return list(db.session().scalars(query.order_by(PermitCard.id.desc()).limit(20)))


def _wanted(search: Search) -> Select[Any]:
    query = select(Permit)
    if search.type_code:
        query = query.where(Permit.type_code == search.type_code)
    if search.state:
        query = query.where(Permit.state == search.state)
    typed = search.q.strip()
    if not typed:
        return query
    voen, plate = normal_voen(typed), normal_plate(typed)
    if voen:
        return query.where(Permit.holder_index == blind_index(voen))
    if plate:
        return query.where(Permit.id.in_(_with_plate(plate)))
    number = typed.upper().replace(" ", "")
    cards = select(PermitCard.permit_id).where(PermitCard.number == number)
    return query.where(or_(Permit.number == number, Permit.id.in_(cards)))


def _with_plate(plate: str) -> Any:
    cards = select(PermitCard.permit_id).where(PermitCard.plate == plate)
    marks = select(Mark.permit_id).where(Mark.plate == plate)
    trips = select(OversizeTrip.permit_id).where(OversizeTrip.plate == plate)
    return cards.union(marks, trips)
