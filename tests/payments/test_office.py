"""The accountants: differences end with a name, large refunds take two people, the balance is there for who may see it."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.payments.conftest import DUTY
from tests.payments.test_paying import attempts, back, balances, begin, page_of, rows
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.payments.api import Line
from webapp.payments.errors import SecondPersonNeeded, StepNotPossible
from webapp.payments.models import Attempt, Difference, Refund
from webapp.payments.services.invoicing import lapse_invoice
from webapp.payments.services.refunding import approve_refund, ask_refund

DEAR = Line("Sərnişindaşıma icazəsi", 60_000, 1, DUTY.basis)


def held(client, asan, owed):
    begin(client, owed)
    asan.fault("wrong-amount")
    asan.pay()
    back(client, owed)
    asan.inner.faults.clear()


def test_money_that_does_not_fit_goes_back_when_the_accountant_says_so(client, office, asan, owed, database):
    held(client, asan, owed)
    page = office.open("/office/payments")
    assert "Məbləğ, valyuta və ya hesab uyğun gəlmir" in page.words
    assert "249,99 AZN" in page.words
    attempt = rows(Attempt)[0].public_id
    form = page.form("/close")
    office.submit(page, "/close", expect=422)
    office.post(f"/office/payments/attempts/{attempt}/refund", data={**form, "reason": "Fərqli məbləğ"}, expect=303)
    assert run_jobs(database, "payments.refund") == 1
    assert (attempts(), balances().get("unapplied")) == (["returned"], None)
    begin(client, owed)
    asan.pay()
    assert "Ödəniş qəbul edildi" in back(client, owed).words
    assert "Fərq yoxdur" in office.open("/office/payments").words


def test_a_difference_ends_with_words_and_a_name(client, office, asan, owed):
    held(client, asan, owed)
    page = office.open("/office/payments")
    office.submit(page, "/close", reason="Bankla dəqiqləşdirildi", expect=303)
    row = rows(Difference)[0]
    assert (row.resolution, "Günel" in row.closed_by) == ("Bankla dəqiqləşdirildi", True)
    office.submit(page, "/close", reason="Yenə", expect=409)


def test_a_large_amount_waits_for_a_second_person(client, world, asan, database):
    with transaction():
        owed = world.owes(lines=[DEAR])
    begin(client, owed)
    client.submit(client.open(page_of(owed)), f"{owed}/cancel", expect=303)
    with transaction():
        lapse_invoice(owed)
    asan.inner.force(asan.payments[0], "paid")
    run_jobs(database, "payments.look_up")
    (refund,) = rows(Refund)
    assert (refund.state, waiting_jobs(database, "payments.refund")) == ("asked", [])
    with pytest.raises(Forbidden), transaction():
        approve_refund(refund.public_id, actor=replace(world.gunel, rights=frozenset({"payments.see"})))
    with transaction():
        approve_refund(refund.public_id, actor=world.gunel)
    with pytest.raises(StepNotPossible), transaction():
        approve_refund(refund.public_id, actor=world.zaur)
    assert run_jobs(database, "payments.refund") == 1
    assert rows(Refund)[0].state == "done"


def test_whoever_asked_does_not_approve(client, world, asan, database):
    with transaction():
        owed = world.owes(lines=[DEAR])
    held(client, asan, owed)
    attempt = rows(Attempt)[0].public_id
    with transaction():
        refund = ask_refund(attempt, reason="Fərqli məbləğ", actor=world.zaur)
    with pytest.raises(SecondPersonNeeded), transaction():
        approve_refund(refund, actor=world.zaur)
    with pytest.raises(StepNotPossible), transaction():
        ask_refund(attempt, reason="Yenə", actor=world.gunel)


def test_what_was_never_held_cannot_be_returned(client, world, asan, owed):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    attempt = rows(Attempt)[0].public_id
    with pytest.raises(StepNotPossible), transaction():
        ask_refund(attempt, reason="", actor=world.zaur)


def test_a_refund_that_the_provider_refuses_stays_on_the_list(client, office, world, asan, owed, database):
    held(client, asan, owed)
    attempt = rows(Attempt)[0].public_id
    with transaction():
        ask_refund(attempt, reason="Fərqli məbləğ", actor=world.zaur)
    asan.inner.store.refund(asan.payments[0], 25_000, "somebody was quicker")
    run_jobs(database, "payments.refund")
    assert (rows(Refund)[0].state, attempts()) == ("refused", ["held"])
    assert "Ödəniş sistemi qaytarmadı" in office.open("/office/payments").words


def test_the_trial_balance_is_there(client, office, asan, owed):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    page = office.open("/office/payments/ledger")
    assert "Debet və kredit bərabərdir" in page.words
    assert "ASAN ödəniş: köçürülməli vəsait" in page.words


def test_the_ledger_is_given_as_a_file_and_that_stands_in_the_journal(client, office, asan, owed, database):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    month = today().strftime("%Y-%m")
    page = office.open("/office/payments/ledger")
    lines = list(csv.DictReader(io.StringIO(office.open(page.link(today().strftime("%m.%Y"))).text.lstrip("\ufeff"))))
    assert {line["account"] for line in lines} == {"receivable", "clearing:asan_odenis", "revenue:test.permit"}
    assert sum(Decimal(line["debit"] or 0) - Decimal(line["credit"] or 0) for line in lines) == 0
    assert {line["reference"] for line in lines} == {owed}
    rows = database.connection.cursor().execute(
        "SELECT object_key FROM audit_entries WHERE action = 'payments.ledger_exported'"
    )
    assert rows.fetchall() == [(month,)]
    for wrong in ("2026", "2026-13", "..", "2026-1"):
        office.open(f"/office/payments/ledger/{wrong}/entries.csv", expect=404)


@pytest.mark.parametrize("path", ["", "/ledger", "/runs", "/ledger/2026-11/entries.csv"])
def test_the_office_pages_are_the_offices_alone(client, path):
    client.open(f"/office/payments{path}", expect=403)


def test_the_auditor_looks_and_changes_nothing(app, client, asan, owed):
    held(client, asan, owed)
    auditor = AssertingClient(app)
    sign_in(auditor, "9MHR5Y2", office=True)
    page = auditor.open("/office/payments")
    assert "Vəsaiti qaytar" not in page.words
    form = {"csrf_token": page.form()["csrf_token"], "reason": "x"}
    auditor.post(f"/office/payments/differences/{rows(Difference)[0].public_id}/close", data=form, expect=403)
