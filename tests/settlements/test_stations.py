"""What a station's tills kept is stated to who keeps it, approved by two, paid once; tables leave as workbooks."""

from datetime import timedelta

import pytest

from tests.settlements.conftest import as_of_yesterday
from tests.settlements.test_settling import BIC, IBAN
from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.payments.api import balance, out_of_balance
from webapp.settlements import errors
from webapp.settlements.models import Booking
from webapp.settlements.pain001 import payment_order
from webapp.settlements.queries import lines_of, statement_by, stations_waiting
from webapp.settlements.services.stating import (
    approve,
    draw,
    draw_of_station,
    ensure_payable,
    mark_paid,
    set_account,
)


def drawn(books):
    as_of_yesterday(books)
    return draw_of_station("BAK", until=books.yesterday(), actor=books.first)


def test_the_keeper_is_owed_what_its_tills_kept_once(books, station, sold):
    row = statement_by(drawn(books), books.first)
    assert (row.kind, row.carrier_id, row.gross, row.station, row.qepik) == (
        "station",
        station.head.party_id,
        2800,
        586,
        586,
    )
    assert [(one.sold, one.station) for one in lines_of(row)] == [(2, 586)]
    assert stations_waiting(today()) == []
    with pytest.raises(errors.NothingToSettle):
        draw_of_station("BAK", until=books.yesterday(), actor=books.first)
    other = statement_by(draw(books.carrier.party_id, until=books.yesterday(), actor=books.first), books.first)
    assert (other.kind, other.qepik) == ("carrier", 2074)  # the carrier's own is not touched by it


def test_two_persons_approve_it_and_the_bank_pays_once(books, sold):
    public_id = drawn(books)
    set_account(statement_by(public_id, books.first).carrier_id, iban=IBAN, bic=BIC, actor=books.first)
    approve(public_id, actor=books.first)
    with pytest.raises(errors.SecondPersonNeeded):
        approve(public_id, actor=books.first)
    approve(public_id, actor=books.second)
    row = statement_by(public_id, books.first)
    assert b"5.86" in payment_order(row, ensure_payable(row))
    mark_paid(public_id, reference="B-9", actor=books.first)
    assert (balance("commission:BAK"), out_of_balance()) == (0, 0)
    with pytest.raises(errors.StatementStepNotPossible):
        mark_paid(public_id, reference="B-9", actor=books.second)


@pytest.mark.parametrize(("code", "days"), [("", -1), ("XXX", -1), ("GNC", -1)])
def test_a_station_that_sold_nothing_has_no_statement(books, sold, code, days):
    with pytest.raises(errors.NothingToSettle):
        draw_of_station(code, until=today() + timedelta(days=days), actor=books.first)


def test_days_that_are_not_over_and_people_without_the_right(books, sold):
    with pytest.raises(errors.PeriodWrong):
        draw_of_station("BAK", until=today(), actor=books.first)
    with pytest.raises(Forbidden):
        draw_of_station("BAK", until=books.yesterday(), actor=books.carrier)


def test_a_booking_stays_in_its_statement(books, sold):
    drawn(books)
    with pytest.raises(Exception, match="into a statement once"), db.session().begin_nested():
        db.session().query(Booking).update({"station_statement_id": None})
