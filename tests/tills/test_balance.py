"""Whatever a cashier does in whatever order, the shift balances with the ledger to the qəpik."""

import hypothesis
from hypothesis import given
from hypothesis import strategies as st

from tests.tills.conftest import CASH, TERMINAL
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.payments.api import balance, out_of_balance
from webapp.tickets.api import tickets_of
from webapp.tills.reporting import report_of
from webapp.tills.services.returning import give_back, take_back, worth

DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.integers(1, 50_000)),
        st.tuples(st.just("out"), st.integers(1, 50_000)),
        st.tuples(st.just("cash"), st.integers(1, 49)),
        st.tuples(st.just("terminal"), st.integers(1, 49)),
        st.tuples(st.just("refund"), st.integers(0, 5)),
        st.tuples(st.just("void"), st.integers(0, 5)),
    ),
    max_size=7,
)


def do(station, deed, number, sales):
    if deed == "in":
        station.brought(number)
    elif deed == "out":
        station.handed_over(number)
    elif deed in {"cash", "terminal"}:
        sales.append(station.sold(number, method=CASH if deed == "cash" else TERMINAL))
    elif sales and deed == "void":
        take_back(sales[number % len(sales)].ref, reason="Səhv", actor=station.cashier)
    elif sales:
        (ticket,) = tickets_of(sales[number % len(sales)].ref)
        _found, offer = worth(ticket.number, actor=station.cashier)
        give_back(ticket.number, offer.quote, actor=station.cashier)


@given(deeds=DEEDS, off=st.integers(-300, 300))
@hypothesis.settings(max_examples=20, suppress_health_check=list(hypothesis.HealthCheck))
def test_a_shift_balances_after_any_sequence_of_operations(station, database, deeds, off):
    test = database.begin_nested()
    sales = []
    with transaction():
        public_id = station.opened()
    for deed, number in deeds:
        try:
            with transaction():
                do(station, deed, number, sales)
        except AppError:
            continue  # refused: a seat that is sold, a ticket that ended, cash that is not there
    with transaction():
        expected = report_of(station.shift(public_id), station.till()).expected
        counted = max(expected + off, 0)
        station.closed(public_id, counted, reason="Sayımda fərq")
    with transaction():
        report = report_of(station.shift(public_id), station.till())
        assert report.agrees
        assert balance("till:BAK-1:cash") == counted
        assert balance("till:BAK-1:terminal") == report.terminal
        assert out_of_balance() == 0
    test.rollback()
