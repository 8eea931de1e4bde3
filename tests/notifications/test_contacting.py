"""People without an account are told at the address that they gave, once, and the address is forgotten afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from tests.support.cabinets import AYSEL
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from tests.support.rooms import plugged_in
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.notifications.api import (
    Enclosed,
    Enclosure,
    NotificationTemplate,
    notify_account,
    notify_contact,
)
from webapp.notifications.delivering.jobs import deliver
from webapp.notifications.models import ChannelState, Delivery
from webapp.notifications.rules import MOST_ATTEMPTS

PHONE, MAIL = "+994501112233", "sernisin@example.az"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
FACTS = {"@context": "https://schema.org", "@type": "BusReservation", "reservationNumber": "AB-1"}
JOB = "notifications.deliver"


def _enclosed(params):
    return Enclosed(
        (Enclosure("bilet.ics", "text/calendar", CALENDAR),), FACTS | {"reservationNumber": params["number"]}
    )


@pytest.fixture(autouse=True)
def templates():
    kinds = (
        NotificationTemplate("trial.told", _l("Biletlər verildi"), "%(number)s: %(link)s", sms=True, enclose=_enclosed),
        NotificationTemplate("trial.mail_only", _l("Biletlər verildi"), "%(number)s: %(link)s"),
    )
    with plugged_in(*kinds):
        yield


def tell(code="trial.told", **to):
    with transaction():
        notify_contact(
            code, **(to or {"email": MAIL, "phone": PHONE}), language="en", number="AB-1", link="/o/secret-1"
        )


def rows():
    with transaction(read_only=True) as session:
        return session.scalars(select(Delivery).order_by(Delivery.id)).all()


def test_a_mail_brings_files_and_facts_and_an_sms_the_words(app, messaging, database):
    tell()
    assert run_jobs(database, JOB) == 2

    (mail,), (sms,) = messaging.to(MAIL), messaging.to(PHONE)
    assert mail["text"] == "AB-1: /o/secret-1"
    assert mail["structured"] == FACTS
    assert mail["attachments"] == [{"name": "bilet.ics", "media_type": "text/calendar", "size": len(CALENDAR)}]
    assert messaging.client.get(f"/api/messages/{mail['id']}/attachments/0").content == CALENDAR
    assert messaging.client.get(f"/api/messages/{mail['id']}/attachments/1").status_code == 404
    assert sms["text"].endswith("AB-1: /o/secret-1")
    assert (sms["structured"], sms["attachments"]) == (None, [])


def test_the_mail_of_a_person_with_an_account_brings_them_too(browser, messaging, database):
    aysel = browser()
    person = sign_in(aysel, AYSEL)
    aysel.submit(aysel.get("/cabinet/me/contacts"), "/contacts", email="aysel@example.az", expect=303)
    run_jobs(database, "notifications.deliver")
    with transaction():
        notify_account(person.account_id, "trial.told", number="AB-2", link="/x")
    run_jobs(database, "notifications.deliver")

    mail = messaging.to("aysel@example.az")[0]
    assert mail["structured"]["reservationNumber"] == "AB-2"
    assert [file["name"] for file in mail["attachments"]] == ["bilet.ics"]


def test_without_a_word_for_sms_only_mail_goes(app, messaging, database):
    tell("trial.mail_only")
    assert [row.channel for row in rows()] == ["email"]


def test_address_and_params_are_sealed_and_forgotten_once_sent(app, messaging, database):
    tell(email=MAIL)
    with transaction(read_only=True) as session:
        kept = bytes(session.scalar(text("SELECT sealed FROM deliveries")))
    assert MAIL.encode() not in kept
    assert b"secret-1" not in kept
    assert waiting_jobs(database, JOB) == [{"channel": "email"}]

    run_jobs(database, JOB)
    assert [(row.state, row.sealed) for row in rows()] == [("in_flight", None)]


def test_a_job_that_runs_twice_sends_once(app, messaging, database):
    tell(email=MAIL)
    deliver.run(channel="email")
    deliver.run(channel="email")
    assert len(messaging.to(MAIL)) == 1


def test_a_counterpart_that_stays_away_is_given_up_and_the_address_forgotten(app, messaging, database):
    tell(email=MAIL)
    messaging.fault("503")
    for _ in range(MOST_ATTEMPTS):
        deliver.run(channel="email")
        with transaction() as session:
            session.execute(update(Delivery).values(due_at=now() - timedelta(seconds=1)))
            session.execute(update(ChannelState).values(closed_until=None))
    assert [(row.state, row.sealed, row.attempts) for row in rows()] == [("given_up", None, MOST_ATTEMPTS)]


def test_an_unknown_template_is_a_defect_that_is_found_at_once(database):
    with pytest.raises(LookupError), transaction():
        notify_contact("nobody.knows", email=MAIL, language="az")
