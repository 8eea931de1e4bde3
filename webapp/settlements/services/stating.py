"""Statements to carriers and stations: drawn for days that are over, approved by two persons, paid by the bank. None is ever changed."""

from datetime import date
from typing import Final

from sqlalchemy import func, select, update

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.documents.api import register, set_number
from webapp.payments import api as payments
from webapp.settlements.errors import (
    AccountWrong,
    NoBankAccount,
    NothingToSettle,
    PeriodWrong,
    SecondPersonNeeded,
    StatementStepNotPossible,
)
from webapp.settlements.jobs import seal_statement
from webapp.settlements.models import BankAccount, Booking, Statement
from webapp.settlements.permissions import SETTLE
from webapp.settlements.queries import bank_account_of, statement_by
from webapp.settlements.rules import BANK, PAID_OUT, STATION_PAID, NotAllowed, State, normal_iban, step
from webapp.tills.api import keeper_of

SERIES: Final = "carrier_statement"
DOCUMENT: Final = "carrier_statement"
BIC: Final = range(8, 12)


def draw(carrier_id: int, *, until: date, actor: Actor) -> str:
    """Draw the statement of everything up to a day that stands in none; return its public id.

    What was refunded or corrected after an earlier statement stands in this one. Raises Forbidden, NoSuchParty, PeriodWrong
    for a day that is not over, NothingToSettle.
    """
    ensure_may(actor, SETTLE)
    party(carrier_id)
    if until >= today():
        raise PeriodWrong(fields={"until": _("Hesablaşma yalnız bitmiş günlər üçün tərtib olunur.")})
    free = (Booking.carrier_id == carrier_id, Booking.statement_id.is_(None), Booking.day <= until)
    ids = list(db.session().scalars(select(Booking.id).where(*free).with_for_update()))
    if not ids:
        raise NothingToSettle
    made = _drawn(carrier_id, until, ids, actor)
    db.session().execute(update(Booking).where(Booking.id.in_(ids)).values(statement_id=made.id))
    _keep("statement_drawn", made, actor, qepik=made.qepik)
    seal_statement.defer(once=made.public_id, statement=made.public_id)
    return made.public_id


def draw_of_station(code: str, *, until: date, actor: Actor) -> str:
    """Draw the statement of what a station's tills kept up to a day that stands in none; return its public id.

    It is to who keeps the station on that day. Raises Forbidden, NothingToSettle, PeriodWrong.
    """
    ensure_may(actor, SETTLE)
    if until >= today():
        raise PeriodWrong(fields={"until": _("Hesablaşma yalnız bitmiş günlər üçün tərtib olunur.")})
    free = (Booking.station == code, Booking.station_statement_id.is_(None), Booking.day <= until)
    ids = list(db.session().scalars(select(Booking.id).where(*free).with_for_update())) if code else []
    keeper = keeper_of(code, until)
    if not ids or keeper is None:
        raise NothingToSettle
    made = _drawn(keeper, until, ids, actor, station=code)
    db.session().execute(update(Booking).where(Booking.id.in_(ids)).values(station_statement_id=made.id))
    _keep("statement_drawn", made, actor, qepik=made.qepik, station=code)
    seal_statement.defer(once=made.public_id, statement=made.public_id)
    return made.public_id


def approve(public_id: str, *, actor: Actor) -> None:
    """Approve a statement; a second person does it after the first. Raises NoSuchStatement, Forbidden, SecondPersonNeeded."""
    ensure_may(actor, SETTLE)
    found = statement_by(public_id, actor, lock=True)
    state = _next(found, "approve")
    if state is State.AGREED:
        found.first_by, found.first_name, found.first_at = actor.account_id, actor.name, now()
    elif found.first_by == actor.account_id:
        raise SecondPersonNeeded
    else:
        found.second_by, found.second_name, found.second_at = actor.account_id, actor.name, now()
    found.state = state.value
    with savepoint():
        db.session().flush()
    _keep("statement_approved", found, actor, state=state.value)


def mark_paid(public_id: str, *, reference: str, actor: Actor) -> None:
    """Say that the bank paid a statement; the ledger owes the carrier so much less, once.

    Raises NoSuchStatement, Forbidden, StatementStepNotPossible.
    """
    ensure_may(actor, SETTLE)
    found = statement_by(public_id, actor, lock=True)
    state = _next(found, "pay")
    found.state, found.bank_reference, found.paid_at = state.value, reference.strip(), now()
    found.paid_name = actor.name
    db.session().flush()
    if found.qepik:
        of_station = found.kind == "station"
        account = f"commission:{found.station_code}" if of_station else f"carrier:{found.carrier_id}"
        kind = STATION_PAID if of_station else PAID_OUT
        sides = {account: found.qepik, BANK: -found.qepik}
        payments.book(f"settle:paid:{found.number}", kind, found.public_id, sides)
    _keep("statement_paid", found, actor, reference=found.bank_reference)


def set_account(party_id: int, *, iban: str, bic: str, actor: Actor) -> None:
    """Write where a carrier is paid from today on. Raises Forbidden, NoSuchParty, AccountWrong with the field."""
    ensure_may(actor, SETTLE)
    who, plain = party(party_id), normal_iban(iban)
    if plain is None:
        raise AccountWrong(
            fields={"iban": _("IBAN-ı yoxlayın: AZ ilə başlayan 28 işarə, yoxlama rəqəmi düz olmalıdır.")}
        )
    code = bic.strip().upper()
    if len(code) not in BIC or not (code.isascii() and code.isalnum()):
        raise AccountWrong(fields={"bic": _("Bankın SWIFT kodunu yazın: 8 və ya 11 işarə.")})
    with savepoint():
        row = BankAccount(party_id=party_id, iban=plain, bic=code, valid_from=_free_day(party_id))
        row.set_by, row.set_at = actor.name, now()
        db.session().add(row)
    record("settlements.account_set", actor=actor, object_type="carrier_account", object_key=who.public_id)


def ensure_payable(found: Statement) -> BankAccount:
    """Return where an approved statement is to be paid. Raises StatementStepNotPossible, NoBankAccount."""
    if found.state != State.APPROVED:
        raise StatementStepNotPossible
    account = bank_account_of(found.carrier_id, today())
    if account is None:
        raise NoBankAccount
    return account


def _free_day(party_id: int) -> date:
    """Return today; an account that was written today already is corrected by deleting nothing: see `bank_account_of`."""
    last = db.session().scalar(select(func.max(BankAccount.valid_from)).where(BankAccount.party_id == party_id))
    if last is not None and last >= today():
        raise AccountWrong(fields={"iban": _("Bu gün üçün hesab artıq yazılıb. Sabah dəyişə bilərsiniz.")})
    return today()


def _drawn(carrier_id: int, until: date, ids: list[int], actor: Actor, *, station: str = "") -> Statement:
    money = [func.sum(one) for one in (Booking.gross, Booking.station_part, Booking.advance, Booking.carrier)]
    wanted = select(func.min(Booking.day), *money).where(Booking.id.in_(ids))
    since, gross, kept, advance, owed = tuple(db.session().execute(wanted).one())
    public_id, year = new_public_id(), until.year
    token = register("station_statement" if station else DOCUMENT, public_id).token
    serial = next_number(SERIES, year)
    made = Statement(
        public_id=public_id,
        number=f"HS-{year}-{serial:05d}",
        year=year,
        serial=serial,
        carrier_id=carrier_id,
        since=since,
        until=until,
        gross=int(gross),
        kind="station" if station else "carrier",
        station_code=station,
        station=int(kept),
        advance=int(advance),
        qepik=int(kept if station else owed),
        state=State.DRAWN.value,
        document_token=token,
        drawn_at=now(),
        drawn_name=actor.name,
    )
    with savepoint():
        db.session().add(made)
    set_number(token, made.number)
    return made


def _next(found: Statement, action: str) -> State:
    try:
        return step(State(found.state), action)
    except NotAllowed:
        raise StatementStepNotPossible from None


def _keep(action: str, found: Statement, actor: Actor, **detail: object) -> None:
    key = found.public_id
    record(f"settlements.{action}", actor=actor, object_type="carrier_statement", object_key=key, detail=detail)
