"""Reads: acts for those who may see them, look-ups, the table of violations of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import Select, or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import BAKU
from webapp.core.crypto import blind_index
from webapp.core.pagination import Page, descending, numbers, page
from webapp.inspections.errors import NoSuchAct, NoSuchCheck
from webapp.inspections.models import ActViolation, CheckedPaper, ControlAct, RoadCheck, ViolationRow
from webapp.inspections.permissions import DRIVEN, INSPECT, OVERSEE, OWN
from webapp.inspections.rules import State

SHOWN: Final = (State.SIGNED.value, State.CORRECTED.value, State.ANNULLED.value)


@dataclass(frozen=True, slots=True)
class PaperLook:
    """Who looked at a paper on the road, when, and by what it was found."""

    id: int
    at: datetime
    kind: str
    number: str
    means: str
    inspector: str


def act_by_id(act_id: int) -> ControlAct:
    """Return the act with an id of the table."""
    return db.session().get_one(ControlAct, act_id)


def act_by_public_id(public_id: str) -> ControlAct:
    """Return the act whoever asks: for documents and reactions. Raises NoSuchAct."""
    found = db.session().scalar(select(ControlAct).where(ControlAct.public_id == public_id))
    if found is None:
        raise NoSuchAct
    return found


def locked_act(public_id: str) -> ControlAct:
    """Return the act, held until the transaction ends. Raises NoSuchAct."""
    query = select(ControlAct).where(ControlAct.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchAct
    return found


def act_by_key(inspector_id: int, key: str) -> ControlAct | None:
    """Return the act that an inspector's device sent under its key."""
    query = select(ControlAct).where(ControlAct.inspector_id == inspector_id, ControlAct.key == key)
    return db.session().scalar(query)


def office_act(public_id: str, actor: Actor) -> ControlAct:
    """Return an act for its inspector, or for a superior. Raises NoSuchAct."""
    act = act_by_public_id(public_id)
    if act.inspector_id != actor.account_id and not actor.has(OVERSEE.code):
        raise NoSuchAct
    return act


def party_act(public_id: str, actor: Actor) -> ControlAct:
    """Return an act that was signed once, for its carrier or the driver in it. Raises NoSuchAct."""
    act = act_by_public_id(public_id)
    if act.signed_at is None or not (_is_carrier(act, actor) or is_driver(act, actor)):
        raise NoSuchAct
    return act


def is_driver(act: ControlAct, actor: Actor) -> bool:
    """Whether the actor, as oneself, is the driver in the act."""
    return (
        act.driver_index is not None
        and bool(actor.fin and actor.has(DRIVEN.code))
        and _index(actor) == act.driver_index
    )


def acts_of_party(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[ControlAct]:
    """Return a page of the acts that concern the actor as carrier or as driver, newest first."""
    concerned: list[Any] = []
    if actor.party_id is not None and actor.has(OWN.code):
        concerned.append(ControlAct.carrier_party_id == actor.party_id)
    if actor.fin and actor.has(DRIVEN.code):
        concerned.append(ControlAct.driver_index == _index(actor))
    query = select(ControlAct).where(ControlAct.signed_at.is_not(None), ControlAct.state.in_(SHOWN))
    return _page(query.where(or_(*concerned)), after, before)


def office_acts(
    actor: Actor, *, typed: str = "", after: str | None = None, before: str | None = None
) -> Page[ControlAct]:
    """Return a page of acts by number or plate, or all: one's own, for a superior everybody's."""
    query = select(ControlAct)
    if not actor.has(OVERSEE.code):
        query = query.where(ControlAct.inspector_id == actor.account_id)
    plate, number = normal_plate(typed), "".join(typed.split()).upper()
    if typed.strip():
        query = query.where(ControlAct.plate == plate if plate else ControlAct.number == number)
    return _page(query, after, before)


def violations_of(act_id: int) -> Sequence[ActViolation]:
    """Return the violations of an act."""
    return (
        db.session().scalars(select(ActViolation).where(ActViolation.act_id == act_id).order_by(ActViolation.id)).all()
    )


def violation_rows(day: date) -> list[ViolationRow]:
    """Return the table of violations as it is in force on a day, in the order in which they are offered."""
    query = select(ViolationRow).where(ViolationRow.valid_from <= day).order_by(ViolationRow.valid_from)
    return list({row.code: row for row in db.session().scalars(query)}.values())


def check_of(public_id: str, actor: Actor) -> RoadCheck:
    """Return a look-up of this inspector, or anybody's for a superior. Raises NoSuchCheck."""
    found = db.session().scalar(select(RoadCheck).where(RoadCheck.public_id == public_id))
    mine = found is not None and found.inspector_id == actor.account_id and actor.has(INSPECT.code)
    if found is None or not (mine or actor.has(OVERSEE.code)):
        raise NoSuchCheck
    return found


def checks_of_day(inspector_id: int, day: date) -> list[RoadCheck]:
    """Return what an inspector looked up on a day, newest first."""
    since, until = bounds(day, day)
    query = select(RoadCheck).where(RoadCheck.inspector_id == inspector_id, RoadCheck.at >= since, RoadCheck.at < until)
    return list(db.session().scalars(query.order_by(RoadCheck.id.desc()).limit(200)))


def looks_at_party(party_id: int, *, after: str | None = None, before: str | None = None) -> Page[PaperLook]:
    """Return a page of the look-ups that met a paper of the firm, newest first."""
    query = select(CheckedPaper, RoadCheck).join(RoadCheck, RoadCheck.id == CheckedPaper.check_id)
    mine = query.where(CheckedPaper.party_id == party_id)
    wanted, backwards = descending(
        cast("Select[Any]", mine), CheckedPaper.id, after=after, before=before, parts=numbers
    )
    rows = [
        PaperLook(paper.id, check.at, paper.kind, paper.number, check.means, check.inspector_name)
        for paper, check in db.session().execute(wanted)
    ]
    return page(rows, lambda look: (look.id,), backwards=backwards, started=bool(after or before))


def acts_of_day(inspector_id: int, day: date) -> list[ControlAct]:
    """Return the acts of an inspector whose control began on a day, and those that still wait for the signature."""
    since, until = bounds(day, day)
    of_day = (ControlAct.begun_at >= since) & (ControlAct.begun_at < until)
    query = select(ControlAct).where(ControlAct.inspector_id == inspector_id)
    query = query.where(of_day | (ControlAct.state == State.FILED.value))
    return list(db.session().scalars(query.order_by(ControlAct.id.desc()).limit(200)))


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants between which the days of Baku from `first` to `last` lie."""
    end = date.fromordinal(last.toordinal() + 1)
    return datetime(first.year, first.month, first.day, tzinfo=BAKU), datetime(
        end.year, end.month, end.day, tzinfo=BAKU
    )


def _is_carrier(act: ControlAct, actor: Actor) -> bool:
    return actor.party_id is not None and act.carrier_party_id == actor.party_id and actor.has(OWN.code)


def _index(actor: Actor) -> bytes:
    return blind_index(actor.fin or "")


def _page(query: Select[Any], after: str | None, before: str | None) -> Page[ControlAct]:
    wanted, backwards = descending(query, ControlAct.id, after=after, before=before, parts=numbers)
    rows = list(db.session().scalars(wanted))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))
