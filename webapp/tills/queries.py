"""Reads of tills, shifts and operations. What another keeps is not found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import BAKU, today
from webapp.core.errors import Forbidden
from webapp.tills.errors import NoOpenShift, NoSuchOperation, NoSuchShift, NoSuchTill
from webapp.tills.models import Draft, Keeper, Operation, ShareRow, Shift, Till
from webapp.tills.permissions import AUDIT, MANAGE, SEE_ALL, SELL
from webapp.tills.rules import Category, Kind, Method, Share

MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a shift did of one kind and method: how often, how much."""

    kind: Kind
    method: Method
    count: int
    qepik: int


def till_by(public_id: str, actor: Actor) -> Till:
    """Return a till that the actor's party keeps. Raises NoSuchTill."""
    found = db.session().scalar(select(Till).where(Till.public_id == public_id))
    if found is None or found.party_id != actor.party_id:
        raise NoSuchTill
    return found


def till_of(shift: Shift) -> Till:
    """Return the till of a shift."""
    return db.session().get_one(Till, shift.till_id)


def tills_of(party_id: int) -> Sequence[Till]:
    """Return the tills that a party keeps, by code."""
    return db.session().scalars(select(Till).where(Till.party_id == party_id).order_by(Till.code)).all()


def keepers() -> Sequence[Keeper]:
    """Return who keeps and kept stations, the newest first."""
    return db.session().scalars(select(Keeper).order_by(Keeper.valid_from.desc(), Keeper.id.desc())).all()


def keeper_on(station_id: int, day: date) -> Keeper | None:
    """Return who keeps a station on a day, None when nobody does."""
    wanted = select(Keeper).where(Keeper.station_id == station_id, Keeper.valid_from <= day)
    return db.session().scalar(wanted.order_by(Keeper.valid_from.desc()).limit(1))


def stations_kept(party_id: int) -> list[Keeper]:
    """Return the stations that a party keeps today."""
    newest: dict[int, Keeper] = {}
    for row in keepers():
        if row.valid_from <= today():
            newest.setdefault(row.station_id, row)
    return [row for row in newest.values() if row.party_id == party_id]


def share_rows() -> Sequence[ShareRow]:
    """Return every dated row of what stations keep, by category, the newest first."""
    return db.session().scalars(select(ShareRow).order_by(ShareRow.category, ShareRow.valid_from.desc())).all()


def shares() -> list[Share]:
    """Return the same rows as the rules take them."""
    return [Share(Category(row.category), row.permille, row.valid_from, row.basis) for row in share_rows()]


def open_shift_of(account_id: int | None) -> Shift | None:
    """Return the cashier's open shift, None without one."""
    return db.session().scalar(select(Shift).where(Shift.account_id == account_id, Shift.state == "open"))


def open_shift_at(till_id: int) -> Shift | None:
    """Return the open shift of a till, None without one."""
    return db.session().scalar(select(Shift).where(Shift.till_id == till_id, Shift.state == "open"))


def working_shift(actor: Actor, *, lock: bool = True) -> tuple[Shift, Till]:
    """Return the actor's open shift with its till, locked until the transaction ends: one movement of money at a time.

    Raises NoOpenShift, also when the shift is at a till of another party than the one acted for.
    """
    wanted = select(Shift).where(Shift.account_id == actor.account_id, Shift.state == "open")
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(wanted)
    if found is None:
        raise NoOpenShift
    till = till_of(found)
    if till.party_id != actor.party_id or not actor.has(SELL.code):
        raise NoOpenShift
    return found, till


def shift_by(public_id: str, actor: Actor, *, lock: bool = False) -> tuple[Shift, Till]:
    """Return a shift with its till: one's own, one of a till that one's party keeps, or any for the operator's people.

    Raises NoSuchShift.
    """
    wanted = select(Shift).where(Shift.public_id == public_id)
    found = db.session().scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        raise NoSuchShift
    till = till_of(found)
    if not may_see(found, till, actor):
        raise NoSuchShift
    return found, till


def may_see(shift: Shift, till: Till, actor: Actor) -> bool:
    """Whether the shift's reports are for the actor."""
    if actor.has(SEE_ALL.code):
        return True
    kept = till.party_id == actor.party_id
    own = shift.account_id == actor.account_id and actor.has(SELL.code)
    return kept and (own or actor.has(MANAGE.code) or actor.has(AUDIT.code))


def ensure_manages(till: Till, actor: Actor) -> None:
    """Raise NoSuchTill for a till of others, Forbidden without the right."""
    if till.party_id != actor.party_id:
        raise NoSuchTill
    if not actor.has(MANAGE.code):
        raise Forbidden


def operations_of(shift_id: int) -> Sequence[Operation]:
    """Return every movement of a shift, the newest first."""
    return (
        db.session()
        .scalars(select(Operation).where(Operation.shift_id == shift_id).order_by(Operation.id.desc()))
        .all()
    )


def operation_once(once: str) -> Operation | None:
    """Return the movement that a form made already, None when it did not."""
    return db.session().scalar(select(Operation).where(Operation.once == once))


def turnovers(shift_id: int) -> list[Turnover]:
    """Return what a shift did, by kind and method in a fixed order."""
    columns = (Operation.kind, Operation.method, func.count(), func.sum(Operation.qepik))
    wanted = select(*columns).where(Operation.shift_id == shift_id).group_by(Operation.kind, Operation.method)
    found = [Turnover(Kind(row[0]), Method(row[1]), row[2], int(row[3])) for row in db.session().execute(wanted)]
    order = list(Kind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.method))


def shifts_of_day(day: date, *, party_id: int | None) -> list[tuple[Shift, Till]]:
    """Return the shifts that were opened on a day of Baku, of one keeper or (None) of all."""
    begin = datetime.combine(day, time(), BAKU)
    wanted: Any = select(Shift, Till).join(Till, Till.id == Shift.till_id)
    wanted = wanted.where(Shift.opened_at >= begin, Shift.opened_at < begin + timedelta(days=1))
    if party_id is not None:
        wanted = wanted.where(Till.party_id == party_id)
    rows = db.session().execute(wanted.order_by(Till.code, Shift.id).limit(MOST))
    return [(row[0], row[1]) for row in rows]


def still_open(*, party_id: int | None) -> list[tuple[Shift, Till]]:
    """Return the open shifts, the oldest first."""
    wanted: Any = select(Shift, Till).join(Till, Till.id == Shift.till_id).where(Shift.state == "open")
    if party_id is not None:
        wanted = wanted.where(Till.party_id == party_id)
    return [(row[0], row[1]) for row in db.session().execute(wanted.order_by(Shift.id).limit(MOST))]


def draft_of(order: str, shift: Shift) -> Draft:
    """Return the note that this shift holds an order. Raises NoSuchOperation for an order of others."""
    found = db.session().get(Draft, order)
    if found is None or found.shift_id != shift.id:
        raise NoSuchOperation
    return found


def sale_of(order: str) -> Operation | None:
    """Return the sale of an order, None before it is paid."""
    return db.session().scalar(select(Operation).where(Operation.kind == Kind.TICKETS.value, Operation.ref == order))


def where_sold(order: str) -> Till | None:
    """Return the till at which an order is sold, None for one that is not a till's."""
    wanted = select(Till).join(Shift, Shift.till_id == Till.id).join(Draft, Draft.shift_id == Shift.id)
    return db.session().scalar(wanted.where(Draft.order == order))


def shift_with(order: str, actor: Actor) -> tuple[Shift, Till]:
    """Return the shift in which an order is sold, when the actor may see it. Raises NoSuchShift."""
    found = db.session().get(Draft, order)
    if found is None:
        raise NoSuchShift
    shift = db.session().get_one(Shift, found.shift_id)
    till = till_of(shift)
    if not may_see(shift, till, actor):
        raise NoSuchShift
    return shift, till
