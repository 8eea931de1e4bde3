"""From the ticket to the bank: booked once, stated once, approved by two, paid once; corrections stand in the next one."""

from datetime import date, timedelta

import pytest
from lxml import etree
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.settlements.conftest import as_of_yesterday
from tests.support.jobs import run_jobs
from webapp.cabinets.models import Party
from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import savepoint, transaction
from webapp.payments.api import balance, out_of_balance
from webapp.settlements import errors
from webapp.settlements.pain001 import SPACE, payment_order
from webapp.settlements.queries import lines_of, statement_by
from webapp.settlements.rules import EXCHANGES, ORDERS
from webapp.settlements.services.booking import book_card_rides, book_order
from webapp.settlements.services.stating import approve, draw, ensure_payable, mark_paid, set_account
from webapp.tickets.api import tickets_of
from webapp.tills.services.returning import give_back, take_back, worth

IBAN, BIC = "AZ21NABZ00000000137010001944", "NABZAZ2C"


def undistributed():
    return balance(ORDERS) + balance(EXCHANGES)


def drawn(books):
    as_of_yesterday(books)
    return draw(books.carrier.party_id, until=books.yesterday(), actor=books.first)


def test_a_sold_ticket_belongs_to_carrier_and_station_once(books, sold):
    assert [(one.gross, one.carrier, one.station_part) for one in books.bookings()] == [(1400, 1037, 293)] * 2
    assert balance(f"carrier:{books.carrier.party_id}") == 2074
    assert balance("commission:BAK") == 586
    assert book_order(sold) == 0
    assert (undistributed(), out_of_balance()) == (0, 0)


def test_what_goes_back_is_taken_from_whom_it_was_given(books, station, sold):
    first, _second = tickets_of(sold)
    _found, offer = worth(first.number, actor=station.cashier)
    give_back(first.number, offer.quote, actor=station.cashier)
    assert book_order(sold) == 1
    (ended,) = books.bookings(kind="refunded")
    assert ended.gross == -offer.back
    assert (undistributed(), out_of_balance()) == (0, 0)


def test_a_mistake_leaves_nothing_behind(books, station, sold):
    take_back(sold, reason="Səhv", actor=station.cashier)
    book_order(sold)
    assert balance(f"carrier:{books.carrier.party_id}") == 0
    assert (balance("commission:BAK"), undistributed()) == (0, 0)


def test_facts_let_the_job_book(books, station, database):
    with transaction():
        station.opened()
        station.sold(3)
    assert run_jobs(database, "settlements.book") == 1
    with transaction(read_only=True):
        assert len(books.bookings(kind="sold")) == 1


def test_a_statement_holds_everything_once_and_its_number_follows(books, sold):
    first = statement_by(drawn(books), books.first)
    assert (first.number, first.gross, first.station, first.qepik) == (f"HS-{first.until.year}-00001", 2800, 586, 2074)
    assert [(one.sold, one.gross) for one in lines_of(first)] == [(2, 2800)]
    with pytest.raises(errors.NothingToSettle):
        draw(books.carrier.party_id, until=books.yesterday(), actor=books.first)


def test_a_later_refund_stands_in_the_next_statement(books, station, sold):
    drawn(books)
    first, _second = tickets_of(sold)
    _found, offer = worth(first.number, actor=station.cashier)
    give_back(first.number, offer.quote, actor=station.cashier)
    book_order(sold)
    (ended,) = books.bookings(kind="refunded")
    assert ended.statement_id is None


@pytest.mark.parametrize("days", [0, 1, 400])
def test_days_that_are_not_over_are_not_stated(books, sold, days):
    with pytest.raises(errors.PeriodWrong):
        draw(books.carrier.party_id, until=today() + timedelta(days=days), actor=books.first)


def test_two_persons_approve_and_the_bank_pays_once(books, sold):
    public_id = drawn(books)
    with pytest.raises(errors.StatementStepNotPossible):
        mark_paid(public_id, reference="B-1", actor=books.first)
    approve(public_id, actor=books.first)
    with pytest.raises(errors.SecondPersonNeeded):
        approve(public_id, actor=books.first)
    approve(public_id, actor=books.second)
    mark_paid(public_id, reference="B-1", actor=books.first)
    assert balance(f"carrier:{books.carrier.party_id}") == 0
    with pytest.raises(errors.StatementStepNotPossible):
        mark_paid(public_id, reference="B-2", actor=books.second)
    assert out_of_balance() == 0


def test_only_accountants_settle(books, sold):
    with pytest.raises(Forbidden):
        draw(books.carrier.party_id, until=books.yesterday(), actor=books.carrier)
    with pytest.raises(Forbidden):
        approve(drawn(books), actor=books.carrier)


def test_the_order_for_the_bank_is_pain_001(books, sold):
    public_id = drawn(books)
    row = statement_by(public_id, books.first)
    with pytest.raises(errors.StatementStepNotPossible):
        ensure_payable(row)
    approve(public_id, actor=books.first)
    approve(public_id, actor=books.second)
    another = db.session().scalar(select(Party.id).where(Party.id != books.carrier.party_id).limit(1))
    set_account(another, iban=IBAN, bic=BIC, actor=books.first)
    with pytest.raises(errors.NoBankAccount):
        ensure_payable(row)
    with pytest.raises(errors.AccountWrong):
        set_account(books.carrier.party_id, iban="AZ00", bic=BIC, actor=books.first)
    set_account(books.carrier.party_id, iban=IBAN, bic=BIC, actor=books.first)
    found = etree.fromstring(payment_order(row, ensure_payable(row)))
    spaces = {"p": SPACE}
    transfer = found.find(".//p:CdtTrfTxInf", spaces)
    order = [etree.QName(one).localname for one in found.find(".//p:PmtInf", spaces)]
    assert order == [
        "PmtInfId",
        "PmtMtd",
        "NbOfTxs",
        "CtrlSum",
        "ReqdExctnDt",
        "Dbtr",
        "DbtrAcct",
        "DbtrAgt",
        "CdtTrfTxInf",
    ]
    assert transfer.find(".//p:InstdAmt", spaces).text == "20.74"
    assert transfer.find(".//p:InstdAmt", spaces).get("Ccy") == "AZN"
    assert transfer.find(".//p:CdtrAcct//p:IBAN", spaces).text == IBAN


def test_the_database_keeps_what_was_stated(books, sold):
    row = statement_by(drawn(books), books.first)
    for change in (
        "UPDATE settlement_bookings SET carrier = 0, gross = station_part + advance",
        "UPDATE settlement_bookings SET statement_id = NULL",
        "DELETE FROM settlement_bookings",
        f"UPDATE settlement_statements SET qepik = 1, gross = 1 + station + advance WHERE id = {row.id}",  # noqa: S608 - our own
        "DELETE FROM settlement_statements",
    ):
        with pytest.raises(IntegrityError), savepoint():
            db.session().execute(text(change))
    with pytest.raises(errors.SecondPersonNeeded), savepoint():
        one = f"state = 'approved', first_by = 1, second_by = 1 WHERE id = {row.id}"
        db.session().execute(text(f"UPDATE settlement_statements SET {one}"))  # noqa: S608 - our own


def test_rides_by_card_are_counted_and_late_batches_follow(books, opened):
    day, carrier = date(2026, 11, 20), books.carrier.party_id
    assert book_card_rides(day, [(9, "7", carrier, 10, 600)]) == 1
    assert book_card_rides(day, [(9, "7", carrier, 10, 600)]) == 0
    assert book_card_rides(day, [(9, "7", carrier, 12, 720)]) == 1
    assert [(one.count, one.carrier) for one in books.bookings(kind="card_rides")] == [(10, 600), (2, 120)]
