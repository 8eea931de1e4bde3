"""Who keeps a station, what its category keeps of a price, its tills. The operator writes the first two, the keeper the third."""

from datetime import date
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.payments.api import open_account
from webapp.tills.accounts import account
from webapp.tills.errors import CashWrong, NoSuchTill, TillBusy
from webapp.tills.models import Keeper, ShareRow, Till
from webapp.tills.permissions import KEEPERS, MANAGE
from webapp.tills.queries import ensure_manages, open_shift_at, stations_kept, till_by
from webapp.tills.rules import DEFAULT_SHARES, Category, Method
from webapp.timetable.api import Station, stations

MOST_TILLS: Final = 99


def set_keeper(station: str, *, number: str, category: Category, valid_from: date, actor: Actor) -> None:
    """Write who keeps a station from a day on. Raises Forbidden, NoSuchTill for no station, CashWrong, OneKeeper."""
    ensure_may(actor, KEEPERS)
    where, who = _station(station), party_by_number(number)
    if who is None:
        raise CashWrong(fields={"number": _("Bu VÖEN ilə təşkilat tapılmadı.")})
    row = {"station_id": where.id, "party_id": who.id, "category": category.value, "valid_from": valid_from}
    with savepoint():
        db.session().add(Keeper(**row))
    _keep("keeper_set", "bus_station", where.code, actor, category=category.value, since=valid_from.isoformat())


def set_share(category: Category, *, permille: int, valid_from: date, basis: str, actor: Actor) -> None:
    """Write what stations of a category keep from a day on, not more than the decision allows.

    Raises Forbidden, CashWrong, OneShareFromADay.
    """
    ensure_may(actor, KEEPERS)
    most = DEFAULT_SHARES[category]
    if not 0 <= permille <= most:
        raise CashWrong(fields={"percent": _("Ən çoxu %(most)s faiz ola bilər.", most=most // 10)})
    row = {"category": category.value, "permille": permille, "valid_from": valid_from, "basis": basis.strip()}
    with savepoint():
        db.session().add(ShareRow(standard=False, **row))
    _keep("share_set", "till_share", category.value, actor, permille=permille, since=valid_from.isoformat())


def add_till(station: str, *, name: str, actor: Actor) -> str:
    """Set up a till at a station that the actor's party keeps; return its public id. Raises Forbidden, NoSuchTill."""
    if not actor.has(MANAGE.code):
        raise Forbidden
    where = _station(station)
    if where.id not in {row.station_id for row in stations_kept(actor.party_id or 0)}:
        raise NoSuchTill
    made = new_till(where, party_id=actor.party_id or 0, name=name)
    _keep("till_added", "till", made.public_id, actor, code=made.code)
    return made.public_id


def new_till(where: Station, *, party_id: int, name: str) -> Till:
    """Make the till with the next code of its station, and its account that never holds less than nothing."""
    many = db.session().scalar(select(func.count()).where(Till.station_id == where.id)) or 0
    if many >= MOST_TILLS:
        raise NoSuchTill
    made = Till(
        public_id=new_public_id(),
        code=f"{where.code[:3]}-{many + 1}",
        station_id=where.id,
        party_id=party_id,
        name=name.strip(),
        in_use=True,
        made_at=now(),
    )
    with savepoint():
        db.session().add(made)
    open_account(account(made, Method.CASH), floor_qepik=0)
    return made


def set_in_use(public_id: str, *, in_use: bool, actor: Actor) -> None:
    """Put a till out of use or in use again. Raises NoSuchTill, Forbidden, TillBusy while a shift is open."""
    found = till_by(public_id, actor)
    ensure_manages(found, actor)
    if not in_use and open_shift_at(found.id) is not None:
        raise TillBusy
    found.in_use = in_use
    db.session().flush()
    _keep("till_used" if in_use else "till_put_away", "till", found.public_id, actor, code=found.code)


def _station(code: str) -> Station:
    for one in stations():
        if one.code == code:
            return one
    raise NoSuchTill


def _keep(action: str, object_type: str, key: str, actor: Actor, **detail: object) -> None:
    record(f"tills.{action}", actor=actor, object_type=object_type, object_key=key, detail=detail)
