"""Writing one movement of money in an open shift, once for however many clicks."""

from dataclasses import dataclass

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.text import _
from webapp.tills.accounts import book_move
from webapp.tills.errors import CashWrong, ShiftClosed
from webapp.tills.models import Operation, Shift, Till
from webapp.tills.queries import operation_once, turnovers, working_shift
from webapp.tills.rules import MOST_QEPIK, Kind, Method, ensure_sign, expected_cash


@dataclass(frozen=True, slots=True)
class Move:
    """A movement to be written. `once` is the token of the form that asked for it."""

    kind: Kind
    method: Method
    qepik: int
    ref: str
    once: str
    reference: str = ""
    note: str = ""
    given: int | None = None


def move(shift: Shift, wanted: Move) -> Operation:
    """Write a movement in a locked, open shift. Raises ShiftClosed, ValueError for money in the wrong direction."""
    if shift.state != "open":
        raise ShiftClosed
    ensure_sign(wanted.kind, wanted.qepik)
    made = Operation(
        public_id=new_public_id(),
        shift_id=shift.id,
        kind=wanted.kind.value,
        method=wanted.method.value,
        qepik=wanted.qepik,
        ref=wanted.ref,
        reference=wanted.reference,
        note=wanted.note,
        given=wanted.given,
        once=wanted.once,
        at=now(),
    )
    db.session().add(made)
    db.session().flush()
    return made


def cash_in_till(shift: Shift) -> int:
    """Return what must be in the till now by the shift's own movements."""
    return expected_cash(shift.brought, ((one.method, one.qepik) for one in turnovers(shift.id)))


def carry(kind: Kind, qepik: int, *, paper: str, once: str, actor: Actor) -> Operation:
    """Bring cash into the till, or hand it over (collection), by a paper's number.

    Raises NoOpenShift, CashWrong for no amount, or for more than is there. The same form again is the same movement.
    """
    shift, till = working_shift(actor)
    known = operation_once(once)
    if known is not None:
        return known
    if not 0 < qepik <= MOST_QEPIK:
        raise CashWrong(fields={"amount": _("Məbləği yazın: 0,01 manatdan çox.")})
    if kind is Kind.CASH_OUT and qepik > cash_in_till(shift):
        raise CashWrong(fields={"amount": _("Kassada bu qədər nağd vəsait yoxdur.")})
    signed = qepik if kind is Kind.CASH_IN else -qepik
    made = move(shift, Move(kind, Method.CASH, signed, paper, once, note=paper))
    book_move(till, made)
    note(kind.value, shift, till, actor, qepik=signed, paper=paper)
    return made


def note(action: str, shift: Shift, till: Till, actor: Actor, **detail: object) -> None:
    """Keep a step of the shift in the journal."""
    known = {"till": till.code, **detail}
    record(f"tills.{action}", actor=actor, object_type="till_shift", object_key=shift.public_id, detail=known)
