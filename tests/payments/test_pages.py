"""The cabinet: what waits is counted and listed; receipts are papers with a seal that anybody can check."""

from datetime import timedelta

from sqlalchemy import update

from tests.payments.test_paying import attempts, back, begin, page_of, rows, state_of
from tests.support.jobs import run_jobs
from webapp.core import db
from webapp.core.clock import today
from webapp.core.jobs import queue
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.payments.models import Attempt, Invoice, Receipt
from webapp.payments.rules import ATTEMPT_LIFE


def paid(client, asan, owed):
    begin(client, owed)
    asan.pay()
    return back(client, owed)


def test_what_is_to_be_paid_is_counted_and_listed_with_its_clauses(client, owed):
    assert "1 hesab ödəniş gözləyir" in client.open("/cabinet").words
    page = client.open("/cabinet/payments")
    assert "Daşıma icazəsi üçün dövlət rüsumu" in page.words
    shown = client.open(page.link("Daşıma icazəsi"))
    assert "maddə 19.3" in shown.words
    assert "250,00 ₼ ödə" in shown.words


def test_nothing_to_pay_reads_so(client):
    assert "Ödənilməli hesab yoxdur" in client.open("/cabinet/payments").words


def test_the_receipt_is_a_paper_at_once_and_a_sealed_one_a_moment_later(client, asan, owed, database, monkeypatch):
    paid(client, asan, owed)
    first = client.open(f"{page_of(owed)}/receipt.pdf")
    assert first.data.startswith(b"%PDF-")
    monkeypatch.setattr("webapp.payments.jobs.seal_pdf", lambda pdf: pdf + b"% sealed\n")
    assert run_jobs(database, "payments.seal_receipt") == 1
    sealed = client.open(f"{page_of(owed)}/receipt.pdf")
    assert sealed.data.endswith(b"% sealed\n")
    token = rows(Receipt)[0].document_token
    checked = client.open(f"/verify/{token}")
    assert rows(Receipt)[0].number in checked.words
    assert "Aysel" not in client.application.test_client().get(f"/verify/{token}").text
    with transaction(read_only=True):
        assert len(documents.versions(token)) == 1


def test_receipts_are_numbered_in_a_row(client, asan, world):
    with transaction():
        owed = [world.owes(ref=f"A-{number}") for number in range(3)]
    for each in owed:
        paid(client, asan, each)
    numbers = [row.number for row in rows(Receipt)]
    assert [number.rpartition("-")[2] for number in numbers] == ["0000001", "0000002", "0000003"]


def run(name):
    queue().tasks[f"payments.{name}"].func(timestamp=0)


def overdue(owed):
    with transaction():
        db.session().execute(
            update(Invoice).where(Invoice.public_id == owed).values(due_on=today() - timedelta(days=1))
        )


def test_an_invoice_lapses_after_its_last_day_and_its_page_says_so_before(client, asan, owed):
    overdue(owed)
    assert "Ödəniş qəbul edilmir" in client.open(page_of(owed)).words
    run("lapse")
    assert state_of(owed) == "lapsed"
    assert "Müddəti bitib" in client.open(page_of(owed)).words


def test_an_overdue_invoice_is_not_begun_to_be_paid(client, asan, owed):
    page = client.open(page_of(owed))
    overdue(owed)
    client.submit(page, f"{owed}/pay", expect=409)


def test_an_invoice_that_was_paid_on_its_last_day_does_not_lapse(client, asan, world):
    with transaction():
        owed = world.owes(due_on=today())
    begin(client, owed)
    asan.fault("drop")
    asan.pay()
    run("lapse")
    run("sweep")
    assert state_of(owed) == "paid"


def test_an_overdue_invoice_waits_while_the_provider_is_silent(client, asan, owed):
    begin(client, owed)
    overdue(owed)
    asan.fault("503")
    run("lapse")
    assert state_of(owed) == "open"
    asan.inner.faults.clear()
    run("lapse")
    assert (state_of(owed), attempts()) == ("lapsed", ["cancelled"])


def test_an_attempt_older_than_ninety_minutes_is_taken_back(client, asan, owed):
    begin(client, owed)
    with transaction():
        db.session().execute(update(Attempt).values(started_at=Attempt.started_at - ATTEMPT_LIFE))
    run("sweep")
    assert (attempts(), state_of(owed)) == (["cancelled"], "open")
