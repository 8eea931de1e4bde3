"""A room that fails when it hears of a payment does not undo the payment: it hears of it again."""

import pytest

from tests.payments.test_paying import back, begin, rows, state_of
from tests.support.jobs import run_jobs
from webapp.core import bus, db
from webapp.core.bus import Reaction
from webapp.core.transaction import transaction
from webapp.payments.events import InvoicePaid
from webapp.payments.jobs import announce_payment
from webapp.payments.models import Difference, Invoice, Receipt


class Room:
    """A room that is broken until it is mended."""

    def __init__(self):
        self.broken, self.heard = True, []

    def hear(self, fact):
        self.heard.append(fact)
        if self.broken:
            db.session().query(Invoice).update({Invoice.reason: "half done"})
            raise LookupError(fact.ref)


@pytest.fixture
def room(app, monkeypatch):
    found = Room()
    known = bus._reactions
    monkeypatch.setitem(known, InvoicePaid, [*known[InvoicePaid], Reaction(InvoicePaid, found.hear)])
    return found


def test_the_money_stays_taken_and_the_room_is_told_until_it_goes_on(client, office, asan, owed, database, room):
    begin(client, owed)
    asan.pay()
    assert "Ödəniş qəbul edildi" in back(client, owed).words
    assert (state_of(owed), len(rows(Receipt)), rows(Invoice)[0].reason) == ("paid", 1, "")
    assert [row.kind for row in rows(Difference)] == ["not_taken_up"]
    assert "davam etməyib" in office.open("/office/payments").words
    with pytest.raises(LookupError):
        run_jobs(database, "payments.announce")
    room.broken = False
    with transaction():
        announce_payment.defer(invoice=owed)
    run_jobs(database, "payments.announce")
    assert [fact.ref for fact in room.heard] == ["A-1"] * 3
    assert rows(Difference)[0].closed_by == "Kabinet"
