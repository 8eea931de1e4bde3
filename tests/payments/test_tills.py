"""Tills: the whole amount at once, a receipt in the same row of numbers, money back by the way it came."""

import pytest

from tests.payments.conftest import THING, heard_facts
from tests.payments.test_paying import balances, begin, rows, state_of
from tests.support.jobs import run_jobs
from webapp.core.actor import SYSTEM
from webapp.core.jobs import queue
from webapp.core.transaction import transaction
from webapp.payments.api import balance, open_account, refund, refund_at_till, request_refund, take_at_till
from webapp.payments.checking import faults
from webapp.payments.errors import (
    NotPayable,
    NotRefundable,
    OtherInstrument,
    PaymentUnderWay,
    RefundTooLarge,
)
from webapp.payments.events import InvoicePaid, RefundDone
from webapp.payments.models import Attempt, Receipt


def take(owed, method="cash", till="BBA-1", reference=None):
    with transaction():
        return take_at_till(owed, method=method, till=till, reference=reference, actor=SYSTEM)


def give(owed, qepik, method="cash", key="r-1", till="BBA-1", actor=SYSTEM):
    with transaction():
        return refund_at_till(owed, qepik=qepik, method=method, till=till, reason="", key=key, actor=actor)


def in_order():
    with transaction(read_only=True):
        assert faults() == []


def test_cash_pays_an_invoice_like_a_card_does(client, owed):
    with heard_facts(InvoicePaid) as facts:
        number = take(owed)
    assert [(fact.invoice, fact.receipt) for fact in facts] == [(owed, number)]
    assert balances() == {"till:BBA-1:cash": 25_000, f"revenue:{THING.code}": -25_000}
    page = client.open(f"/cabinet/payments/{owed}/receipt")
    assert (page.heading, "Kassa, nağd" in page.words) == (number, True)
    in_order()


def test_a_terminal_is_an_account_of_its_own_and_its_number_stands_on_the_receipt(client, owed):
    take(owed, "terminal", reference="T-4711")
    assert balances()["till:BBA-1:terminal"] == 25_000
    assert "T-4711" in client.open(f"/cabinet/payments/{owed}/receipt").words


def test_a_second_click_at_the_till_gets_the_same_receipt(owed):
    assert take(owed) == take(owed)
    assert len(rows(Receipt)) == 1


def test_what_is_paid_elsewhere_is_not_taken_again(owed):
    take(owed)
    for method, till in (("terminal", "BBA-1"), ("cash", "BBA-2")):
        with pytest.raises(NotPayable):
            take(owed, method, till)


def test_what_somebody_pays_online_is_not_taken_at_the_till(client, asan, owed):
    begin(client, owed)
    with pytest.raises(PaymentUnderWay):
        take(owed)
    asan.decline()
    client.open(f"/cabinet/payments/{owed}/attempts/{rows(Attempt)[0].public_id}")
    take(owed)
    assert state_of(owed) == "paid"


def test_an_attempt_that_reached_no_provider_does_not_stand_in_the_way(client, asan, owed):
    asan.fault("503", times=1)
    begin(client, owed, expect=503)
    take(owed)
    assert [row.state for row in rows(Attempt)] == ["cancelled", "succeeded"]


def test_a_till_is_never_offered_online(client, asan, owed):
    page = client.open(f"/cabinet/payments/{owed}")
    assert "Kassa" not in page.words
    client.submit(page, f"{owed}/pay", provider="till", expect=422)


@pytest.mark.parametrize(("method", "till"), [("card", "BBA-1"), ("cash", ""), ("cash", "a:b")])
def test_a_till_that_is_none_is_a_defect(owed, method, till):
    with pytest.raises(ValueError, match="till"):
        take(owed, method, till)


def test_cash_goes_back_at_once_with_a_credit_note(client, owed):
    take(owed)
    with heard_facts(RefundDone) as facts:
        number = give(owed, 10_000)
    assert give(owed, 10_000) == number
    assert [(fact.key, fact.number) for fact in facts] == [("r-1", number)]
    assert balances() == {"till:BBA-1:cash": 15_000, f"revenue:{THING.code}": -15_000}
    shown = client.open(f"/cabinet/payments/{owed}").words
    assert (number in shown, "kassada qaytarılıb" in shown) == (True, True)
    assert "kassada qaytarıldı" in client.open("/cabinet/notices").words
    in_order()


def test_money_goes_back_by_the_way_it_came(client, asan, owed, world):
    take(owed)
    with pytest.raises(OtherInstrument):
        give(owed, 100, "terminal")
    with transaction():
        online = world.owes(ref="B-1")
    with pytest.raises(NotRefundable):
        give(online, 100)
    begin(client, online)
    asan.pay()
    client.open(f"/cabinet/payments/{online}/attempts/{rows(Attempt)[-1].public_id}")
    with pytest.raises(OtherInstrument):
        give(online, 100)


def test_no_more_goes_back_than_was_paid(owed):
    take(owed)
    give(owed, 20_000)
    with pytest.raises(RefundTooLarge):
        give(owed, 5_001, key="r-2")


def test_a_large_amount_waits_for_a_second_person_and_is_given_then(world, office):
    with transaction():
        owed = world.owes(ref="L-1", lines=[line_of(80_000)])
    take(owed)
    assert give(owed, 60_000, actor=world.zaur) is None
    page = office.open("/office/payments")
    office.submit(page, "/approve", expect=303)
    assert give(owed, 60_000, actor=world.zaur) is not None
    in_order()


def line_of(qepik):
    from webapp.payments.api import Line

    return Line("Bilet", qepik, 1, "Qaydalar, bənd 1")


def test_what_a_room_returns_of_a_cash_payment_waits_for_its_payer_at_a_till(owed, database):
    take(owed)
    with transaction():
        asked = request_refund(owed, qepik=25_000, reason="", key="cancelled-trip", actor=SYSTEM)
    run_jobs(database, "payments.refund")
    queue().tasks["payments.refund_sweep"].func(timestamp=0)
    with transaction(read_only=True):
        assert refund(asked).state == "approved"
    assert give(owed, 25_000, key="cancelled-trip", till="GNC-2")
    assert balances() == {"till:BBA-1:cash": 25_000, "till:GNC-2:cash": -25_000}
    in_order()


def test_a_till_with_a_floor_gives_no_more_than_lies_in_it(owed):
    with transaction():
        open_account("till:BBA-1:cash", floor_qepik=0)
    take(owed)
    with transaction(read_only=True):
        assert balance("till:BBA-1:cash") == 25_000
