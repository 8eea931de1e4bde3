"""Reads of bookings, statements, bank accounts, closed days and differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.pagination import Page, descending, numbers, page
from webapp.settlements.errors import NoSuchDifference, NoSuchStatement
from webapp.settlements.models import BankAccount, Booking, ClosedDay, DayDifference, Statement
from webapp.settlements.permissions import OWN, SEE

SIZE: Final = 50
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Total:
    """Bookings added up: by trip, carrier or station, as `of` says; money in qəpik."""

    of: tuple[Any, ...]
    sold: int
    ended: int
    gross: int
    carrier: int
    station: int
    advance: int


def statement_by(public_id: str, actor: Actor, *, lock: bool = False) -> Statement:
    """Return a statement: the carrier's own, any for accountants. Raises NoSuchStatement."""
    wanted = select(Statement).where(Statement.public_id == public_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(wanted)
    own = found is not None and found.carrier_id == actor.party_id and actor.has(OWN.code)
    if found is None or not (own or actor.has(SEE.code)):
        raise NoSuchStatement
    return found


def statements(*, carrier_id: int | None = None, after: str | None, before: str | None) -> Page[Statement]:
    """Return a page of statements, newest first, of one carrier or (None) of all. Raises NotFound for no cursor."""
    wanted = select(Statement)
    if carrier_id is not None:
        wanted = wanted.where(Statement.carrier_id == carrier_id)
    query, backwards = descending(wanted, Statement.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row.id,), backwards=backwards, started=started, size=SIZE)


def lines_of(row: Statement) -> list[Total]:
    """Return the lines of a statement, one for each trip, or route where rides were paid by card."""
    keys = (Booking.route, Booking.trip, Booking.station)
    column = Booking.station_statement_id if row.kind == "station" else Booking.statement_id
    return _totals(keys, column == row.id)


def waiting(until: date) -> list[Total]:
    """Return what each carrier has that stands in no statement, up to a day."""
    return _totals((Booking.carrier_id,), Booking.statement_id.is_(None), Booking.day <= until)


def stations_waiting(until: date) -> list[Total]:
    """Return what each station kept of what its tills sold and that stands in no statement to it, up to a day."""
    where = (Booking.station_statement_id.is_(None), Booking.station != "", Booking.day <= until)
    return _totals((Booking.station,), *where)


def totals_of(since: date, until: date, *columns: Any) -> list[Total]:
    """Return the bookings of days added up by columns of `Booking`."""
    return _totals(columns, Booking.day >= since, Booking.day <= until)


def bank_account_of(party_id: int, day: date) -> BankAccount | None:
    """Return where a carrier is paid on a day, None when nobody wrote it."""
    wanted = select(BankAccount).where(BankAccount.party_id == party_id, BankAccount.valid_from <= day)
    return db.session().scalar(wanted.order_by(BankAccount.valid_from.desc(), BankAccount.id.desc()).limit(1))


def closed_day(day: date) -> ClosedDay | None:
    """Return the closing of a day, None while it is open."""
    return db.session().scalar(select(ClosedDay).where(ClosedDay.day == day))


def differences_of(day: date) -> Sequence[DayDifference]:
    """Return the differences of a day, in order."""
    return db.session().scalars(select(DayDifference).where(DayDifference.day == day).order_by(DayDifference.id)).all()


def open_differences() -> Sequence[DayDifference]:
    """Return the differences of all days that nobody has ended, the oldest first."""
    wanted = select(DayDifference).where(DayDifference.closed_at.is_(None)).order_by(DayDifference.id).limit(MOST)
    return db.session().scalars(wanted).all()


def difference_by(public_id: str) -> DayDifference:
    """Return a difference, locked. Raises NoSuchDifference."""
    wanted = select(DayDifference).where(DayDifference.public_id == public_id).with_for_update()
    found = db.session().scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchDifference
    return found


def _totals(columns: Sequence[Any], *where: Any) -> list[Total]:
    sold = func.coalesce(func.sum(Booking.count).filter(Booking.kind.in_(["sold", "card_rides"])), 0)
    ended = func.coalesce(func.sum(Booking.count).filter(Booking.kind.in_(["refunded", "exchanged", "void"])), 0)
    money = [func.sum(one) for one in (Booking.gross, Booking.carrier, Booking.station_part, Booking.advance)]
    wanted = select(*columns, sold, ended, *money).where(*where).group_by(*columns).order_by(*columns)
    many = len(columns)
    return [Total(tuple(row[:many]), *(int(one) for one in row[many:])) for row in db.session().execute(wanted)]
