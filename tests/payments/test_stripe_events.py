"""Events about what stands behind a session: intents, refunds, disputes; each only a reason to ask Stripe."""

import json

import pytest

from mocks.stripe import refunding
from mocks.stripe.events import signed
from tests.payments.test_paying import attempts, balances, rows, state_of
from tests.payments.test_stripe import SECRET, begin, tell
from tests.support.jobs import run_jobs
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.payments.api import refund, request_refund
from webapp.payments.errors import ProviderAway
from webapp.payments.models import Attempt, Difference, ProviderNotice, Refund

EVERYTHING = ("payments.look_up", "payments.refund", "payments.look_up_refund", "payments.look_up_dispute")


def work(database):
    for name in EVERYTHING:
        run_jobs(database, name)


@pytest.fixture
def paid(client, stripe, owed, database):
    begin(client, owed)
    stripe.pay()
    work(database)
    return owed


def ask(owed, qepik=5_000, key="e-1"):
    with transaction():
        return request_refund(owed, qepik=qepik, reason="", key=key, actor=SYSTEM)


def state(public_id):
    with transaction(read_only=True):
        return refund(public_id).state


def kinds():
    return [row.kind for row in rows(Difference)]


def test_a_declined_card_and_3d_secure_end_nothing_and_the_next_card_pays(client, stripe, owed, database):
    begin(client, owed)
    session = stripe.sessions[0]["id"]
    stripe.inner.decline(session)
    stripe.inner.hold_for_proof(session)
    work(database)
    assert (attempts(), state_of(owed)) == (["pending"], "open")
    stripe.pay()
    work(database)
    assert (attempts(), state_of(owed)) == (["succeeded"], "paid")
    assert len(stripe.sessions) == 1


def test_the_intents_event_alone_settles_a_payment(app, client, stripe, owed, database):
    begin(client, owed)
    stripe.fault("drop", subject=stripe.sessions[0]["id"])
    stripe.pay()
    assert [row.kind for row in rows(ProviderNotice)] == ["payment_intent.succeeded", "charge.succeeded"]
    work(database)
    assert state_of(owed) == "paid"


def test_an_intents_event_with_the_name_of_another_attempt_settles_nothing(app, client, stripe, owed, database):
    begin(client, owed)
    about = {"id": "pi_1", "object": "payment_intent", "status": "succeeded"}
    about["metadata"] = {"attempt": rows(Attempt)[0].public_id, "invoice": owed}
    body = json.dumps({"id": "evt_9", "type": "payment_intent.succeeded", "data": {"object": about}}).encode()
    assert tell(app, body, signed(SECRET, body)) == 204
    work(database)
    assert (attempts(), state_of(owed)) == (["pending"], "open")


ODD = [{"metadata": []}, {"metadata": "x"}, {"metadata": {"attempt": 5}}, {"metadata": {"attempt": "x" * 9000}}, {}]


@pytest.mark.parametrize("more", ODD)
def test_an_event_with_odd_metadata_breaks_nothing(app, world, more):
    about = {"id": "pi_1", "object": "payment_intent", **more}
    body = json.dumps({"id": "evt_8", "type": "payment_intent.succeeded", "data": {"object": about}}).encode()
    assert tell(app, body, signed(SECRET, body)) in {204, 400}
    assert rows(Difference) == []


def test_a_refund_that_was_taken_is_made_when_stripe_says_so(stripe, paid, database):
    stripe.fault("refund-pending", times=2)  # when asked for, and when its own event makes us ask
    made = ask(paid)
    work(database)
    assert state(made) == "sent"
    refunding.finish(stripe.inner, stripe.inner.store.listed("refund")[0], "succeeded")
    work(database)
    assert state(made) == "done"
    assert balances()["clearing:stripe"] == 20_000


def test_a_refund_that_failed_waits_for_an_accountant(stripe, paid, database):
    stripe.fault("refund-pending", times=2)  # when asked for, and when its own event makes us ask
    made = ask(paid)
    work(database)
    refunding.finish(stripe.inner, stripe.inner.store.listed("refund")[0], "failed")
    work(database)
    assert (state(made), kinds()) == ("waiting", ["refund_refused"])


def test_events_of_a_refund_before_its_answer_and_twice_make_one_refund(stripe, paid, database):
    stripe.fault("duplicate")
    stripe.fault("reorder")
    stripe.fault("lost-answer", times=1)
    made = ask(paid)
    with pytest.raises(ProviderAway):
        run_jobs(database, "payments.refund")
    work(database)
    assert state(made) == "done"
    assert len(stripe.inner.store.listed("refund")) == 1
    assert rows(Difference)[0].closed_at


def test_money_that_bounces_after_its_return_stands_on_the_list(stripe, paid, database, office):
    made = ask(paid)
    work(database)
    assert state(made) == "done"
    refunding.finish(stripe.inner, stripe.inner.store.listed("refund")[0], "failed")
    work(database)
    work(database)
    assert kinds() == ["refund_bounced"]
    assert "geri gəlib" in office.open("/office/payments").words


def test_a_refund_that_somebody_made_at_stripe_itself_stands_on_the_list(stripe, paid, database):
    intent = stripe.sessions[0]["payment_intent"]["id"]
    refunding.make_refund(stripe.inner, {"payment_intent": intent, "amount": "700"})
    work(database)
    assert kinds() == ["refund_unknown_here"]
    assert rows(Refund) == []


def test_a_disputed_payment_stands_on_the_list_and_goes_back_by_a_second_person_only(stripe, paid, database, office):
    stripe.inner.dispute(stripe.sessions[0])
    work(database)
    assert kinds() == ["disputed"]
    made = ask(paid, 100)
    assert state(made) == "asked"
    office.submit(office.open("/office/payments"), "/approve", expect=303)
    work(database)
    assert state(made) == "waiting"
    assert balances()["clearing:stripe"] == 25_000


def test_a_dispute_that_stripe_does_not_know_of_changes_nothing(app, stripe, paid, database):
    about = {"id": "du_1", "charge": rows(Attempt)[0].transaction}
    body = json.dumps({"id": "evt_7", "type": "charge.dispute.created", "data": {"object": about}}).encode()
    assert tell(app, body, signed(SECRET, body)) == 204
    work(database)
    assert kinds() == []
