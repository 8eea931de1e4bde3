"""A shift: opened and closed with counted cash, one at a till and for a cashier, every qəpik in the ledger."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.tills.conftest import TERMINAL
from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.transaction import savepoint
from webapp.payments.api import balance
from webapp.tills import errors
from webapp.tills.models import Operation, Shift
from webapp.tills.queries import shift_by, till_of
from webapp.tills.reporting import report_of
from webapp.tills.rules import Kind
from webapp.tills.services.moving import carry
from webapp.tills.services.shifts import open_shift


def test_a_shift_opens_with_what_the_account_says(station, opened):
    public_id = station.opened()
    shift = station.shift(public_id)
    assert (shift.state, shift.brought, shift.opening) == ("open", 0, 0)


def test_cash_that_differs_at_the_beginning_takes_a_reason_and_is_booked(station, opened):
    with pytest.raises(errors.CashWrong) as refused:
        station.opened(opening=500)
    assert list(refused.value.fields) == ["reason"]

    public_id = station.opened(opening=500, reason="Keçən növbədən qalıb")
    assert balance("till:BAK-1:cash") == 500
    assert report_of(station.shift(public_id), station.till()).agrees


def test_a_till_and_a_cashier_have_one_open_shift(station, opened):
    station.opened()
    with pytest.raises(errors.ShiftOpenElsewhere):
        station.opened("BAK-2")
    with pytest.raises(errors.TillBusy):
        station.opened(actor=station.head)
    station.opened("BAK-2", actor=station.head)


def test_the_database_itself_refuses_a_second_open_shift(station, opened):
    shift = station.shift(station.opened())
    row = {"till_id": shift.till_id, "state": "open", "opened_at": now(), "brought": 0, "opening": 0}
    for account, error in ((999, errors.TillBusy), (shift.account_id, errors.TillBusy)):
        with pytest.raises(error), savepoint():
            made = Shift(public_id=f"X{account}", account_id=account, cashier="Kimsə", terminal_before=0, **row)
            db.session().add(made)
    other = row | {"till_id": station.till("BAK-2").id}
    with pytest.raises(errors.ShiftOpenElsewhere), savepoint():
        db.session().add(Shift(public_id="Y", account_id=shift.account_id, cashier="Kimsə", terminal_before=0, **other))


def test_tills_of_others_are_not_found_and_without_the_right_none_is_opened(station, opened):
    with pytest.raises(errors.NoSuchTill):
        station.opened(actor=station.stranger)
    nobody = station.head.__class__(account_id=5, party_id=station.head.party_id)
    with pytest.raises(Forbidden):
        open_shift(station.till().public_id, opening=0, reason="", actor=nobody)


def test_cash_comes_and_goes_by_papers_and_never_below_nothing(station, opened):
    public_id = station.opened()
    station.brought(10_000)
    station.handed_over(4_000)
    assert balance("till:BAK-1:cash") == 6_000
    with pytest.raises(errors.CashWrong):
        station.handed_over(6_001)
    assert report_of(station.shift(public_id), station.till()).expected == 6_000


def test_the_same_form_twice_is_one_movement(station, opened):
    station.opened()
    once = new_public_id()
    first = carry(Kind.CASH_IN, 500, paper="KO-1", once=once, actor=station.cashier)
    second = carry(Kind.CASH_IN, 500, paper="KO-1", once=once, actor=station.cashier)
    assert first.id == second.id
    assert balance("till:BAK-1:cash") == 500


def test_sales_in_cash_and_by_terminal_balance_with_the_ledger(station, opened):
    public_id = station.opened()
    station.brought(5_000)
    cash = station.sold(1, 2)
    card = station.sold(3, method=TERMINAL)
    report = report_of(station.shift(public_id), station.till())
    assert (cash.qepik, card.qepik) == (2800, 1400)
    assert (report.expected, report.terminal, report.agrees) == (7_800, 1_400, True)
    assert (balance("till:BAK-1:cash"), balance("till:BAK-1:terminal")) == (7_800, 1_400)


def test_closing_counts_the_cash_and_gives_a_report_with_the_next_number(station, opened):
    first = station.opened()
    station.brought(1_000)
    assert station.closed(first, 1_000).endswith("-00001")
    second = station.opened(opening=1_000)
    assert station.closed(second, 1_000).endswith("-00002")
    shift = station.shift(first)
    assert (shift.expected, shift.counted, shift.counts) == (1_000, 1_000, {"1000": 1})
    assert report_of(shift, till_of(shift)).agrees


@pytest.mark.parametrize("found", [990, 1_010])
def test_over_and_short_take_a_reason_and_stand_in_the_ledger(station, opened, found):
    public_id = station.opened()
    station.brought(1_000)
    with pytest.raises(errors.CashWrong):
        station.closed(public_id, found)
    station.closed(public_id, found, reason="Qalıq verilərkən səhv")
    assert balance("till:BAK-1:cash") == found
    assert report_of(station.shift(public_id), station.till()).agrees


def test_a_shift_left_open_is_closed_by_the_head_with_a_reason(station, opened):
    public_id = station.opened()
    with pytest.raises(errors.CashWrong) as refused:
        station.closed(public_id, 0, actor=station.head)
    assert list(refused.value.fields) == ["reason"]
    station.closed(public_id, 0, reason="Kassir xəstələnib", actor=station.head)
    assert station.shift(public_id).closed_name == station.head.name


def test_nobody_else_closes_or_sees_a_shift(station, opened):
    public_id = station.opened(actor=station.head)
    with pytest.raises(errors.NoSuchShift):
        station.closed(public_id, 0, actor=station.cashier)
    with pytest.raises(errors.NoSuchShift):
        shift_by(public_id, station.stranger)


def test_a_closed_shift_moves_no_more(station, opened):
    public_id = station.opened()
    station.closed(public_id, 0)
    with pytest.raises(errors.NoOpenShift):
        station.brought(100)
    shift = station.shift(public_id)
    row = {"kind": "cash_in", "method": "cash", "qepik": 1, "ref": "x", "note": "x", "at": now()}
    with pytest.raises(IntegrityError), savepoint():
        db.session().add(Operation(public_id="O", shift_id=shift.id, once="O", **row))
    for change in ("reason = 'y'", "counted = 5, expected = 5", "state = 'open'"):
        with pytest.raises(IntegrityError), savepoint():
            db.session().execute(text(f"UPDATE till_shifts SET {change} WHERE id = {shift.id}"))  # noqa: S608 - our own
    with pytest.raises(errors.ShiftClosed):
        station.closed(public_id, 0)


def test_movements_are_only_added(station, opened):
    station.opened()
    station.brought(100)
    for statement in ("UPDATE till_operations SET qepik = 1", "DELETE FROM till_operations"):
        with pytest.raises(IntegrityError), savepoint():
            db.session().execute(text(statement))
