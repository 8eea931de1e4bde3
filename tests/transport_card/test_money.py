"""Money of cards: credited once or sent back, moved in one piece, given back at the end; always in one ledger."""

import pytest

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.payments import ledger
from webapp.payments.api import balance, invoice, take_at_till
from webapp.payments.events import InvoiceLapsed
from webapp.transport_card import accounts, api
from webapp.transport_card.errors import (
    AmountRefused,
    CannotTopUp,
    InDebt,
    MoneyLeft,
    NothingToMove,
    StepRefused,
    TargetRefused,
    TopUpPending,
)
from webapp.transport_card.models import Payout, TopUp
from webapp.transport_card.services import ending
from webapp.transport_card.services.topping import ask_top_up, credit

pytestmark = pytest.mark.usefixtures("opened")


def top_up(city, card, qepik=500, **more):
    options = {"channel": "web", "actor": city.aysel} | more
    return ask_top_up(card, qepik, **options)


def state(made):
    db.session().expire_all()
    return db.session().get_one(TopUp, made.id).state


def test_a_paid_top_up_is_pending_and_then_credited_once(city):
    card = city.card(holder=city.aysel)
    made = top_up(city, card)
    city.paid(made)
    assert (state(made), city.balance(card)) == ("pending", 0)
    credit(made.public_id)
    credit(made.public_id)
    city.paid(made)
    credit(made.public_id)
    assert (state(made), city.balance(card)) == ("credited", 500)


def test_unpaid_money_is_never_credited(city):
    card = city.card(holder=city.aysel)
    made = top_up(city, card)
    credit(made.public_id)
    assert city.balance(card) == 0
    told = {"invoice": made.invoice, "payable": made.payable, "ref": made.public_id}
    publish(InvoiceLapsed(**told))
    assert state(made) == "lapsed"


def test_what_the_invoice_earned_goes_on_to_the_card(city):
    card, earned = city.card(holder=city.aysel), balance("revenue:transport_card.topup")
    made = top_up(city, card)
    assert balance("revenue:transport_card.topup") == earned + 500
    city.pay(made)
    assert balance("revenue:transport_card.topup") == earned
    assert sum(one.qepik for one in ledger.trial_balance()) == 0


@pytest.mark.parametrize("amount", [0, -500, 19, 5001, 10**12])
def test_amounts_outside_the_bounds_open_no_invoice(city, amount):
    card = city.card(holder=city.aysel)
    with pytest.raises(AmountRefused):
        top_up(city, card, amount)
    assert db.session().query(TopUp).count() == 0


def test_a_card_holds_no_more_than_its_limit(city):
    card = city.card(9_900, holder=city.aysel)
    with pytest.raises(AmountRefused) as owner:
        top_up(city, card)
    assert "amount" in owner.value.fields
    with pytest.raises(AmountRefused) as other:
        top_up(city, card, actor=city.kamran)
    assert other.value.fields == {}, "a stranger is not told how much is on the card"


def test_two_top_ups_that_together_are_too_much_are_not_both_credited(city, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "webapp.transport_card.services.topping.request_refund", lambda *_, **k: sent.append(k["qepik"])
    )
    card = city.card(9_400, holder=city.aysel)
    first, second = top_up(city, card), top_up(city, card)
    city.pay(first)
    city.pay(second)
    assert (state(first), state(second), sent, city.balance(card)) == ("credited", "reversed", [500], 9_900)


def test_anybody_loads_any_card_and_the_holder_hears_of_it(city):
    card = city.card(holder=city.aysel)
    made = top_up(city, card, actor=city.kamran)
    city.pay(made)
    assert city.balance(card) == 500
    assert made.party_id == city.kamran.party_id


def test_money_for_a_card_that_was_closed_meanwhile_goes_back(city, monkeypatch):
    sent = []
    monkeypatch.setattr("webapp.transport_card.services.topping.request_refund", lambda *a, **k: sent.append((a, k)))
    card = city.card(holder=city.aysel)
    made = top_up(city, card)
    city.paid(made)
    with pytest.raises(TopUpPending):
        ending.close(card, actor=city.aysel)
    city.fresh(card).state = "closed"
    db.session().flush()
    credit(made.public_id)
    credit(made.public_id)
    assert (state(made), city.balance(card)) == ("reversed", 0)
    ((args, told),) = sent
    assert (args, told["qepik"], told["key"]) == ((made.invoice,), 500, f"card-topup:{made.public_id}")


def test_closing_takes_back_what_nobody_began_to_pay(city):
    card = city.card(holder=city.aysel)
    made = top_up(city, card)
    ending.close(card, actor=city.aysel)
    assert invoice(made.invoice).state == "cancelled"
    assert state(made) == "lapsed"
    assert city.fresh(card).state == "closed"


def test_a_closed_card_takes_no_money(city):
    card = city.card(holder=city.aysel)
    ending.close(card, actor=city.aysel)
    with pytest.raises(CannotTopUp):
        top_up(city, card)


def test_a_refundable_rest_goes_back_to_who_paid_and_the_remainder_to_cash(city, monkeypatch):
    sent = []
    monkeypatch.setattr("webapp.transport_card.services.ending.request_refund", lambda *_, **k: sent.append(k["qepik"]))
    card = city.card(300, holder=city.aysel, product="student")
    city.pay(top_up(city, card, 500))
    city.pay(top_up(city, card, 200, actor=city.kamran))
    city.ride(city.tap(card))
    assert ending.close(card, actor=city.aysel) == 440
    assert sent == [500], "the gift goes to nobody's card"
    assert city.balance(card) == 0
    assert db.session().query(Payout).one().qepik == 440
    assert sum(one.qepik for one in ledger.trial_balance()) == 0


def test_the_rest_of_a_closed_card_is_paid_out_once(city):
    card = city.card(300, product="student")
    ending.close(card, actor=SYSTEM)
    (due,) = api.payouts_due()
    assert api.pay_out(due.public_id, till="BAK-1", actor=SYSTEM) == 300
    with pytest.raises(StepRefused):
        api.pay_out(due.public_id, till="BAK-1", actor=SYSTEM)
    assert balance("till:BAK-1:cash") == -300
    assert api.payouts_due() == []


def test_a_card_that_is_not_refundable_is_closed_when_it_is_empty(city):
    card = city.card(300, holder=city.aysel)
    with pytest.raises(MoneyLeft):
        ending.close(card, actor=city.aysel)


def test_a_debt_is_paid_before_the_end(city):
    card = city.card(30, holder=city.aysel)
    city.ride(city.tap(card))
    with pytest.raises(InDebt):
        ending.close(city.fresh(card), actor=city.aysel)
    with pytest.raises(InDebt):
        ending.unblock(city.fresh(card), by_office=False, actor=city.aysel)


def test_the_balance_of_a_lost_card_moves_whole_and_once(city):
    lost, new = city.card(740, holder=city.aysel), city.card(100, holder=city.aysel)
    ending.report_lost(lost, actor=city.aysel)
    assert ending.transfer(lost.id, new.id, actor=city.aysel) == 740
    assert (city.balance(lost), city.balance(new)) == (0, 840)
    assert city.fresh(lost).replaced_by_id == new.id
    with pytest.raises(StepRefused):
        ending.transfer(lost.id, new.id, actor=city.aysel)
    assert city.balance(new) == 840


def test_a_balance_moves_to_ones_own_working_card_only(city):
    mine, others, paper = city.card(500, holder=city.aysel), city.card(holder=city.kamran), city.card(product="paper2")
    paper.party_id = city.aysel.party_id
    full, empty = city.card(9_800, holder=city.aysel), city.card(holder=city.aysel)
    for target in (mine, others, paper, full, city.card(), city.stock()):
        with pytest.raises(TargetRefused):
            ending.transfer(mine.id, target.id, actor=city.aysel)
    with pytest.raises(NothingToMove):
        ending.transfer(empty.id, mine.id, actor=city.aysel)
    assert city.balance(mine) == 500


def test_what_the_office_blocked_its_holder_does_not_open(city, officer):
    card = city.card(100, holder=city.aysel)
    ending.block(card, by_office=True, actor=officer)
    with pytest.raises(StepRefused):
        ending.unblock(city.fresh(card), by_office=False, actor=city.aysel)
    ending.unblock(city.fresh(card), by_office=True, actor=officer)
    assert city.fresh(card).state == "active"


def test_a_till_and_the_web_load_the_same_balance(city):
    card = city.card(holder=city.aysel)
    bill = api.top_up_at_till(card.number, 700, actor=SYSTEM)
    take_at_till(bill, method="cash", till="BAK-1", reference=None, actor=SYSTEM)
    city.pay(top_up(city, card))
    assert city.balance(card) == 1200
    assert api.is_credited(bill)
    assert balance("till:BAK-1:cash") == 700


def test_a_card_is_sold_at_a_till_with_money_on_it(city):
    card = city.stock()
    bill = api.sell_card("plastic", number=card.number, top_up_qepik=500, actor=SYSTEM)
    assert invoice(bill).qepik == 700
    take_at_till(bill, method="terminal", till="BAK-1", reference="123456", actor=SYSTEM)
    assert (city.fresh(card).state, city.balance(card)) == ("active", 500)
    assert balance("revenue:transport_card.sale") == 200
    with pytest.raises(CannotTopUp):
        api.sell_card("plastic", number=card.number, actor=SYSTEM)
    with pytest.raises(CannotTopUp):
        api.sell_card("student", number=city.stock().number, actor=SYSTEM)


def test_no_posting_takes_a_card_below_its_floor(city):
    card = city.card(100)
    from webapp.payments.errors import BelowFloor

    with pytest.raises(BelowFloor):
        accounts.give_back(card.id, accounts.TOP_UP, 161, key="attack", ref="attack")
    assert city.balance(card) == 100
