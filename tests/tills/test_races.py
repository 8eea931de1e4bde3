"""Many clicks at once on a real PostgreSQL: one shift, one sale, one refund, one booking, and the ledger balances."""

import pytest

from tests.support.database import fresh_database
from tests.tickets.test_races import at_once
from tests.tills.conftest import CASH, build
from webapp.core import db
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.payments.api import balance, out_of_balance
from webapp.settlements.models import Booking
from webapp.settlements.services.booking import book_order
from webapp.tickets.api import tickets_of
from webapp.tills.queries import operations_of
from webapp.tills.services.returning import give_back, worth
from webapp.tills.services.selling import Handed, sell

CLICKS = 8


@pytest.fixture(scope="module")
def committed(app, server):
    with fresh_database(server, "till_races") as url:
        database = db.open_database(url, pool_size=CLICKS)
        db.install_database(database)
        with app.app_context():
            yield build(app)
        database.close()


def test_whatever_is_clicked_at_once_happens_once(committed, app):
    shifts = at_once(app, [committed.opened] * CLICKS)
    (shift,) = {one for one in shifts if one not in {"till-busy", "shift-open-elsewhere"}}
    assert len(shifts) == CLICKS

    with transaction():
        order = committed.ordered(1)
    handed = Handed(CASH, None, "")
    sales = at_once(app, [lambda: sell(order, handed, once=new_public_id(), actor=committed.cashier).id] * CLICKS)
    assert len(set(sales)) == 1

    assert sum(at_once(app, [lambda: book_order(order)] * CLICKS)) == 1

    with transaction():
        number = tickets_of(order)[0].number
        _ticket, offer = worth(number, actor=committed.cashier)
    given = at_once(app, [lambda: give_back(number, offer.quote, actor=committed.cashier).cash] * CLICKS)
    assert set(given) == {offer.back}

    with transaction():
        kinds = [one.kind for one in operations_of(committed.shift(shift).id)]
        assert sorted(kinds) == ["refund", "tickets"]
        assert balance("till:BAK-1:cash") == 1400 - offer.back
        book_order(order)
        assert db.session().query(Booking).count() == 2
        assert balance("revenue:tickets.order") == 0
        assert out_of_balance() == 0
