"""The payer is told: what is to be paid until when, a working day before the last day, that it lapsed, what went back."""

from datetime import date, datetime, time, timedelta

import pytest

from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.core.jobs import queue
from webapp.core.transaction import transaction
from webapp.core.working_days import add
from webapp.payments.listing import invoices_to_remind
from webapp.payments.models import Invoice
from webapp.payments.services.invoicing import lapse_invoice

MONDAY, TUESDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (23, 24, 27, 28))


def notices(client):
    return client.open("/cabinet/notices").words


def titles(client):
    return [" ".join("".join(one.itertext()).split()) for one in client.open("/cabinet/notices").all("h2")]


def test_who_owes_is_told_the_sum_and_the_last_day(client, owed):
    words = notices(client)
    assert "Ödəniş üçün hesab açıldı" in words
    assert "250,00" in words
    assert "Son gün" in words


def test_what_is_paid_the_same_day_needs_no_notice(client, world):
    with transaction():
        world.owes(due_on=today())
    assert "hesab açıldı" not in notices(client)


def test_a_room_that_tells_of_it_itself_makes_one_notice(client, world):
    with transaction():
        world.owes(due_on=today() + timedelta(days=5), told=True)
    assert "hesab açıldı" not in notices(client)


def test_a_lapse_is_told(client, owed):
    with transaction():
        lapse_invoice(owed)
    assert "Bu hesab artıq ödənilə bilməz" in notices(client)


CASES = [
    (MONDAY, TUESDAY, True),
    (MONDAY, MONDAY, False),
    (MONDAY, date(2026, 11, 25), False),
    (FRIDAY, SATURDAY, True),
    (FRIDAY, date(2026, 11, 29), True),
    (FRIDAY, date(2026, 11, 30), True),
    (FRIDAY, date(2026, 12, 1), False),
    (SATURDAY, date(2026, 11, 30), False),
]


@pytest.mark.parametrize(("day", "due_on", "reminded"), CASES)
def test_one_is_reminded_on_the_last_working_day_before_the_last_day(world, monkeypatch, day, due_on, reminded):
    opened = datetime.combine(day, time(9), BAKU) - timedelta(days=10)
    with transaction() as session:
        world.owes(due_on=due_on)
        session.connection().exec_driver_sql("ALTER TABLE payment_invoices DISABLE TRIGGER payment_invoices_facts")
        session.query(Invoice).update({Invoice.opened_at: opened})
        session.flush()
        session.connection().exec_driver_sql("ALTER TABLE payment_invoices ENABLE TRIGGER payment_invoices_facts")
    monkeypatch.setattr("webapp.payments.listing.today", lambda: day)
    with transaction(read_only=True):
        assert bool(invoices_to_remind()) is reminded


def test_the_reminder_comes_once_and_not_after_the_payment(client, world, monkeypatch):
    with transaction():
        owed = world.owes(due_on=add(today(), 1, {}))
    monkeypatch.setattr("webapp.payments.day_jobs.invoices_to_remind", lambda: [owed, owed])
    queue().tasks["payments.remind"].func(timestamp=0)
    assert titles(client).count("Ödənişin son günü yaxınlaşır") == 1
    with transaction():
        lapse_invoice(owed)
        db.session().query(Invoice).update({Invoice.reminded_at: None})
    queue().tasks["payments.remind"].func(timestamp=0)
    assert titles(client).count("Ödənişin son günü yaxınlaşır") == 1
