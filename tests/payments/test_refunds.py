"""Money of a paid invoice goes back to what paid it: by the room that sold, in parts, once for a key, with a paper."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.payments.conftest import heard_facts
from tests.payments.test_office import DEAR
from tests.payments.test_paying import back, balances, begin, page_of, rows
from tests.support.jobs import run_jobs, waiting_jobs
from webapp.core import db
from webapp.core.clock import today
from webapp.core.jobs import queue
from webapp.core.transaction import savepoint, transaction
from webapp.payments.api import invoice, refund, request_refund
from webapp.payments.checking import faults
from webapp.payments.errors import (
    KeyReused,
    NotRefundable,
    ProviderAway,
    RefundTooLarge,
    SecondPersonNeeded,
    StepNotPossible,
)
from webapp.payments.events import RefundDone, RefundFailed
from webapp.payments.models import Attempt, CreditNote, Difference, Refund
from webapp.payments.rules import may_return
from webapp.payments.services.refunding import approve_refund, decline_refund, retry_refund
from webapp.payments.services.refunds import given_back

REVENUE = "revenue:test.permit"
SECOND_PERSON_FROM = 50_000  # the first row of the limits


def pay_by(client, service, owed, provider):
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/pay", provider=provider, expect=303)
    service.pay()
    back(client, owed)


@pytest.fixture(params=["asan_odenis", "stripe"])
def provider(request, asan, stripe):
    return {"asan_odenis": asan, "stripe": stripe}[request.param], request.param


@pytest.fixture
def paid(client, provider, owed):
    """An invoice of 250 manat that was paid at each provider in turn."""
    pay_by(client, provider[0], owed, provider[1])
    return owed


@pytest.fixture
def paid_at_asan(client, asan, owed):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    return owed


def ask(world, owed, qepik, key="k-1", actor=None, reason="Bilet qaytarıldı"):
    with transaction():
        return request_refund(owed, qepik=qepik, reason=reason, key=key, actor=actor or world.aysel)


def state(public_id):
    with transaction(read_only=True):
        return refund(public_id).state


def in_order():
    with transaction(read_only=True):
        assert faults() == []


def test_a_whole_payment_goes_back_to_the_instrument_with_a_numbered_paper(client, world, paid, provider, database):
    with heard_facts(RefundDone) as heard:
        made = ask(world, paid, 25_000)
        assert balances() == {f"clearing:{provider[1]}": 25_000, "refunds_due": -25_000}
        assert "Qaytarılır" in client.open(page_of(paid)).words
        assert run_jobs(database, "payments.refund") == 1
    note = rows(CreditNote)[0]
    assert (state(made), balances(), note.qepik) == ("done", {}, 25_000)
    (fact,) = heard
    assert (fact.invoice, fact.ref, fact.payable, fact.qepik) == (paid, "A-1", "test.permit", 25_000)
    assert (fact.refund, fact.key, fact.number) == (made, "k-1", note.number)
    page = client.open(page_of(paid))
    assert "Vəsait ödədiyiniz karta qaytarılıb" in page.words
    shown = client.open(page.link(note.number))
    assert (shown.heading, "Bilet qaytarıldı" in shown.words) == (note.number, True)
    assert client.open(f"{page_of(paid)}/refunds/{made}/note.pdf").data.startswith(b"%PDF-")
    assert note.number in client.open("/cabinet/notices").words
    in_order()


def test_parts_go_back_one_after_the_other_and_the_invoice_stays_paid(world, paid, database):
    for number, part in enumerate((5_000, 7_500, 12_500)):
        ask(world, paid, part, f"part-{number}")
    assert run_jobs(database, "payments.refund") == 3
    with transaction(read_only=True):
        seen = invoice(paid)
    assert (seen.state, seen.refunded, seen.refunding) == ("paid", 25_000, 0)
    assert [note.serial for note in rows(CreditNote)] == [1, 2, 3]
    with pytest.raises(RefundTooLarge):
        ask(world, paid, 1, "one-more")
    in_order()


def test_the_same_key_is_the_same_refund_and_for_another_amount_a_defect(world, paid_at_asan, database):
    first = ask(world, paid_at_asan, 5_000)
    assert ask(world, paid_at_asan, 5_000) == first
    run_jobs(database, "payments.refund")
    assert ask(world, paid_at_asan, 5_000) == first
    with pytest.raises(KeyReused):
        ask(world, paid_at_asan, 4_000)
    assert (len(rows(Refund)), waiting_jobs(database, "payments.refund")) == (1, [])


@pytest.mark.parametrize("qepik", [0, -1, 25_001, 10**12, 1.0, True])
def test_an_amount_that_was_not_paid_is_refused(world, paid_at_asan, qepik):
    with pytest.raises(RefundTooLarge):
        ask(world, paid_at_asan, qepik)
    assert rows(Refund) == []


def test_what_was_not_paid_does_not_go_back(world, owed):
    with pytest.raises(NotRefundable):
        ask(world, owed, 100)


@given(parts=lists(integers(1, 26_000), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_for_the_parts_are_never_more_than_the_payment(world, paid_at_asan, parts):
    asked = 0

    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction():
        attempt = db.session().query(Attempt).one()
        for number, part in enumerate(parts):
            fits = may_return(25_000, asked, part)
            try:
                with savepoint():
                    request_refund(paid_at_asan, qepik=part, reason="", key=f"p-{number}", actor=world.aysel)
                asked += part
                assert fits
            except RefundTooLarge:
                assert not fits
            assert given_back(attempt.id) == asked <= 25_000
        assert faults() == []
        raise Undo


def test_the_database_itself_refuses_more_than_was_paid(world, paid_at_asan):
    ask(world, paid_at_asan, 20_000)
    copy = (
        "INSERT INTO payment_refunds (public_id, attempt_id, qepik, state, reason, asked_name, approved_name, asked_at, applied,"
        " key) SELECT public_id || 'x', attempt_id, 5001, 'approved', '', '', '', now(), true, 'x' FROM payment_refunds"
    )
    with pytest.raises(RefundTooLarge), transaction() as session:
        session.execute(text(copy))
    with pytest.raises(IntegrityError, match="stays at its payment"), transaction() as session:
        session.execute(text("UPDATE payment_refunds SET qepik = 1"))


def dear(world, client, asan):
    with transaction():
        owed = world.owes(lines=[DEAR])
    begin(client, owed)
    asan.pay()
    back(client, owed)
    return owed


def test_a_large_refund_takes_a_second_person(client, office, world, asan, database):
    owed = dear(world, client, asan)
    made = ask(world, owed, SECOND_PERSON_FROM, actor=world.gunel)
    assert (state(made), waiting_jobs(database, "payments.refund")) == ("asked", [])
    with pytest.raises(SecondPersonNeeded), transaction():
        approve_refund(made, actor=world.gunel)
    assert "Qaytarmanı təsdiq et" not in office.open("/office/payments").words
    with transaction():
        approve_refund(made, actor=world.zaur)
    run_jobs(database, "payments.refund")
    assert state(made) == "done"


def test_the_limit_is_not_passed_by_asking_in_parts(client, world, asan):
    owed = dear(world, client, asan)
    made = [ask(world, owed, 20_000, f"part-{number}") for number in range(3)]
    assert [state(each) for each in made] == ["approved", "approved", "asked"]


def test_the_second_person_may_say_no_and_the_room_hears_of_it(client, office, world, asan, database):
    owed = dear(world, client, asan)
    made = ask(world, owed, 60_000)
    page = office.open("/office/payments")
    office.submit(page, f"{made}/decline", expect=422)
    with heard_facts(RefundFailed) as heard:
        office.submit(page, f"{made}/decline", reason="Əsassızdır", expect=303)
    assert [(fact.key, fact.qepik, fact.reason) for fact in heard] == [("k-1", 60_000, "Əsassızdır")]
    assert (state(made), balances()) == ("refused", {"clearing:asan_odenis": 60_000, REVENUE: -60_000})
    assert "Qaytarılmadı" in client.open(page_of(owed)).words
    ask(world, owed, 60_000, "again")
    in_order()


def test_a_silent_provider_is_asked_again_with_the_same_key(office, world, paid, provider, database):
    made = ask(world, paid, 5_000)
    provider[0].fault("503", times=2)
    with pytest.raises(ProviderAway):
        run_jobs(database, "payments.refund")
    assert (state(made), [row.kind for row in rows(Difference)]) == ("approved", ["refund_away"])
    assert "sorğu özü təkrarlanır" in office.open("/office/payments").words
    provider[0].inner.faults.clear()
    run_again(made)
    assert (state(made), rows(Difference)[0].closed_by) == ("done", "Kabinet")


def test_an_answer_that_was_lost_does_not_send_the_money_twice(world, paid, provider, database):
    made = ask(world, paid, 5_000)
    provider[0].fault("lost-answer", times=1)
    with pytest.raises(ProviderAway):
        run_jobs(database, "payments.refund")
    run_again(made)
    assert (state(made), sent_back(*provider)) == ("done", 5_000)


def test_a_refund_that_the_provider_makes_later_is_asked_after(world, paid, provider, database):
    made = ask(world, paid, 5_000)
    provider[0].fault("refund-pending", times=2)
    run_jobs(database, "payments.refund")
    run_again(made)
    assert (state(made), rows(CreditNote)) == ("sent", [])
    run_again(made)
    assert (state(made), sent_back(*provider)) == ("done", 5_000)


@pytest.mark.parametrize("fault", ["refund-refused", "refund-failed"])
def test_a_clear_no_waits_for_the_accountant_who_tries_again(client, office, world, paid, provider, database, fault):
    made = ask(world, paid, 5_000)
    provider[0].fault(fault, times=1)
    run_jobs(database, "payments.refund")
    assert (state(made), [row.kind for row in rows(Difference)]) == ("waiting", ["refund_refused"])
    assert "Gecikir" in client.open(page_of(paid)).words
    page = office.open("/office/payments")
    assert "imtina edib" in page.words
    office.submit(page, f"{made}/retry", expect=303)
    assert run_jobs(database, "payments.refund") == 1
    assert (state(made), sent_back(*provider), rows(Difference)[0].closed_by) == ("done", 5_000, "Kabinet")
    office.submit(page, f"{made}/retry", expect=409)
    in_order()


def test_a_refund_that_ended_is_neither_retried_nor_declined(world, paid_at_asan, database):
    made = ask(world, paid_at_asan, 5_000)
    for step in (lambda: retry_refund(made, actor=world.zaur), lambda: _decline(made, world)):
        with pytest.raises(StepNotPossible), transaction():
            step()
    run_jobs(database, "payments.refund")
    with pytest.raises(StepNotPossible), transaction():
        _decline(made, world)


def test_a_room_that_fails_when_it_hears_of_a_refund_hears_of_it_again(office, world, paid_at_asan, database):
    broken = [True]

    def hear(_fact):
        if broken[0]:
            raise LookupError

    with heard_facts(RefundDone, hear) as heard:
        made = ask(world, paid_at_asan, 5_000)
        run_jobs(database, "payments.refund")
        assert (state(made), [row.kind for row in rows(Difference)]) == ("done", ["refund_not_taken_up"])
        broken[0] = False
        assert run_jobs(database, "payments.announce_refund") == 1
    assert (len(heard), rows(Difference)[0].closed_by) == (2, "Kabinet")
    assert waiting_jobs(database, "payments.seal_credit_note") == [{"refund": made}]


def test_anothers_credit_note_reads_like_none(firm_client, world, paid_at_asan, database):
    made = ask(world, paid_at_asan, 5_000)
    run_jobs(database, "payments.refund")
    for path in ("", "/note.pdf"):
        firm_client.open(f"{page_of(paid_at_asan)}/refunds/{made}{path}", expect=404)


def test_the_credit_note_is_sealed_and_anybody_may_check_it(client, world, paid_at_asan, database, monkeypatch):
    monkeypatch.setattr("webapp.payments.refund_jobs.seal_pdf", lambda pdf: pdf + b"% sealed\n")
    made = ask(world, paid_at_asan, 5_000)
    run_jobs(database, "payments.refund")
    assert run_jobs(database, "payments.seal_credit_note") == 1
    assert client.open(f"{page_of(paid_at_asan)}/refunds/{made}/note.pdf").data.endswith(b"% sealed\n")
    checked = client.application.test_client().get(f"/verify/{rows(CreditNote)[0].document_token}").text
    assert (rows(CreditNote)[0].number in checked, "Aysel" in checked) == (True, False)


def test_the_day_with_refunds_in_parts_agrees(world, paid, provider, database):
    ask(world, paid, 5_000)
    ask(world, paid, 5_000, "k-2")
    run_jobs(database, "payments.refund")
    queue().tasks["payments.reconcile"].func(provider_code=provider[1], day=today().isoformat())
    assert rows(Difference) == []


def test_the_sweep_asks_for_refunds_that_no_job_waits_for(world, paid_at_asan, database):
    ask(world, paid_at_asan, 5_000)
    with transaction() as session:
        session.execute(text("UPDATE payment_refunds SET asked_at = asked_at - interval '1 hour'"))
    queue().tasks["payments.refund_sweep"].func(timestamp=0)
    assert len(waiting_jobs(database, "payments.refund")) == 1
    run_jobs(database, "payments.refund")
    queue().tasks["payments.refund_sweep"].func(timestamp=0)
    assert waiting_jobs(database, "payments.refund") == []


def run_again(made):
    queue().tasks["payments.refund"].func(refund=made)


def sent_back(service, code):
    if code == "stripe":
        return service.sessions[0]["payment_intent"]["latest_charge"]["amount_refunded"]
    return sum(each.amount for each in service.inner.store.refunds(service.payments[0].id))


def _decline(made, world):
    decline_refund(made, reason="x", actor=world.zaur)
