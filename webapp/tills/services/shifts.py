"""The life of a shift: opened with counted cash, closed with counted cash, its difference booked with a reason."""

from collections.abc import Mapping

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import local, now
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.documents.api import register, set_number
from webapp.tills.accounts import balance, book_move
from webapp.tills.errors import CashWrong, ShiftClosed, ShiftOpenElsewhere, TillBusy, TillClosed
from webapp.tills.events import ShiftClosedWithReport
from webapp.tills.models import Shift, Till
from webapp.tills.permissions import MANAGE, SELL
from webapp.tills.queries import open_shift_at, open_shift_of, shift_by, till_by
from webapp.tills.rules import Kind, Method, counted
from webapp.tills.services.moving import Move, cash_in_till, move, note

REPORT = "till_z_report"


def open_shift(till: str, *, opening: int, reason: str, actor: Actor) -> str:
    """Open a shift at a till with the cash that was counted in it; return its public id.

    Raises NoSuchTill, TillClosed, TillBusy, ShiftOpenElsewhere, CashWrong when the counted cash is not what the till's
    account says and no reason is given.
    """
    found = till_by(till, actor)
    if not actor.has(SELL.code):
        raise Forbidden
    if not found.in_use:
        raise TillClosed
    if open_shift_of(actor.account_id) is not None:
        raise ShiftOpenElsewhere
    if open_shift_at(found.id) is not None:
        raise TillBusy
    brought = balance(found, Method.CASH)
    if opening != brought:
        _ensure_reason(reason, opening - brought)
    shift = Shift(
        public_id=new_public_id(),
        till_id=found.id,
        account_id=actor.account_id or 0,
        cashier=actor.name,
        state="open",
        opened_at=now(),
        brought=brought,
        opening=opening,
        terminal_before=balance(found, Method.TERMINAL),
    )
    with savepoint():
        db.session().add(shift)
    _book_difference(shift, found, opening - brought, reason)
    note("shift_opened", shift, found, actor, opening=opening)
    return shift.public_id


def close_shift(public_id: str, *, pieces: Mapping[int, int], reason: str, actor: Actor) -> str:
    """Close a shift with counted banknotes and coins; return the number of its Z-report, which is taken without gaps.

    The cashier closes their own; with `tills.manage` another of the same keeper does, with a reason. Raises NoSuchShift,
    ShiftClosed, Forbidden, CashWrong when cash is over or short and no reason is given.
    """
    shift, till = shift_by(public_id, actor, lock=True)
    own = shift.account_id == actor.account_id and actor.has(SELL.code)
    if till.party_id != actor.party_id or not (own or actor.has(MANAGE.code)):
        raise Forbidden
    if shift.state != "open":
        raise ShiftClosed
    found, expected = counted(pieces), cash_in_till(shift)
    if found != expected:
        _ensure_reason(reason, found - expected)
    if not own and not reason.strip():
        raise CashWrong(fields={"reason": _("Başqasının növbəsini nə üçün bağladığınızı yazın.")})
    _book_difference(shift, till, found - expected, reason)
    token, cash, terminal = register(REPORT, shift.public_id).token, balance(till, Method.CASH), _terminal(shift, till)
    number = _z_number(till)
    shift.document_token, shift.z_number, shift.ledger_cash, shift.ledger_terminal = token, number, cash, terminal
    shift.counts = {str(worth): many for worth, many in pieces.items() if many}
    shift.expected, shift.counted, shift.reason = expected, found, reason.strip()
    shift.closed_by, shift.closed_name, shift.closed_at, shift.state = actor.account_id, actor.name, now(), "closed"
    db.session().flush()
    set_number(token, number)
    note("shift_closed", shift, till, actor, z=number, difference=found - expected)
    publish(ShiftClosedWithReport(shift=shift.public_id, till=till.code, number=number))
    return number


def _terminal(shift: Shift, till: Till) -> int:
    """Return what the ledger says that the terminal took in this shift."""
    return balance(till, Method.TERMINAL) - shift.terminal_before


def _book_difference(shift: Shift, till: Till, qepik: int, reason: str) -> None:
    if qepik:
        wanted = Move(Kind.DIFFERENCE, Method.CASH, qepik, shift.public_id, new_public_id(), note=reason.strip())
        book_move(till, move(shift, wanted))


def _ensure_reason(reason: str, qepik: int) -> None:
    if not reason.strip():
        over = _("Sayılan vəsait kassanın hesabındakından artıqdır. Fərqin səbəbini yazın.")
        short = _("Sayılan vəsait kassanın hesabındakından azdır. Fərqin səbəbini yazın.")
        raise CashWrong(fields={"reason": over if qepik > 0 else short})


def _z_number(till: Till) -> str:
    """Return the next number of this till's Z-reports; its lock lasts until the transaction ends."""
    year = local(now()).year
    return f"Z-{till.code}-{year}-{next_number(f'till_z_{till.code}', year):05d}"
