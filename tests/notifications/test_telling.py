"""A notice is written with its matter and delivered once, whatever the counterpart does."""

import httpx2
import pytest
from sqlalchemy import select

from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, acting_for, party_id
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from webapp.cabinets.api import SEE_ORGANISATION
from webapp.core.transaction import transaction
from webapp.notifications import gateways
from webapp.notifications.api import notify_account, notify_party
from webapp.notifications.gateways import MessagingAway
from webapp.notifications.jobs import MOST_ATTEMPTS, deliver
from webapp.notifications.models import Delivery, Notice

PHONE = "+994501234501"
DELIVER = "notifications.deliver"


def tell(account_id, code="auth.restored", **params):
    with transaction():
        notify_account(account_id, code, **params)


def deliveries():
    with transaction(read_only=True) as session:
        return session.scalars(select(Delivery).order_by(Delivery.id)).all()


def test_a_notice_comes_by_sms_in_the_persons_language(aysel, messaging, database):
    tell(aysel.person.account_id)
    assert run_jobs(database, DELIVER) == 1

    (message,) = messaging.to(PHONE)
    assert message["text"] == "Kabinetinizə giriş bərpa edildi. Yenidən daxil ola bilərsiniz."
    assert [(row.channel, row.state) for row in deliveries()] == [("sms", "sent")]


def test_what_is_undone_tells_nobody(aysel, messaging, database):
    with pytest.raises(ZeroDivisionError), transaction():
        notify_account(aysel.person.account_id, "auth.restored")
        _ = 1 / 0
    assert waiting_jobs(database, DELIVER) == []
    assert deliveries() == []


def test_a_job_that_runs_twice_sends_once(aysel, messaging, database):
    tell(aysel.person.account_id)
    (job,) = waiting_jobs(database, DELIVER)
    deliver.run(**job)
    deliver.run(**job)
    assert len(messaging.to(PHONE)) == 1


@pytest.mark.parametrize("fault", ["503", "500"])
def test_a_counterpart_that_is_away_is_tried_again_with_the_same_key(aysel, messaging, database, fault):
    tell(aysel.person.account_id)
    (job,) = waiting_jobs(database, DELIVER)
    messaging.fault(fault, times=2)
    for _ in range(2):
        with pytest.raises(MessagingAway):
            deliver.run(**job)
    deliver.run(**job)

    assert len(messaging.to(PHONE)) == 1
    (row,) = deliveries()
    assert (row.state, row.attempts) == ("sent", 3)


def test_a_line_that_is_cut_counts_as_away(aysel, database, monkeypatch):
    def cut(request):
        raise httpx2.ConnectError("cut", request=request)

    tell(aysel.person.account_id)
    (job,) = waiting_jobs(database, DELIVER)
    with httpx2.Client(transport=httpx2.MockTransport(cut)) as client:
        monkeypatch.setattr(gateways, "_client", lambda: client)
        with pytest.raises(MessagingAway):
            deliver.run(**job)
    assert deliveries()[0].state == "queued"


def test_after_the_last_attempt_the_delivery_has_failed_and_the_notice_still_stands(aysel, messaging, database):
    tell(aysel.person.account_id)
    (job,) = waiting_jobs(database, DELIVER)
    messaging.fault("503")
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(MessagingAway):
            deliver.run(**job)
    deliver.run(**job)

    assert deliveries()[0].state == "failed"
    assert "Kabinetinizə giriş bərpa edildi" in aysel.get("/cabinet/notices", expect=200).words


def test_a_number_that_the_network_refuses_is_not_tried_again(aysel, messaging, database):
    tell(aysel.person.account_id)
    messaging.fault("reject", **{"for": PHONE})
    run_jobs(database, DELIVER)
    assert deliveries()[0].state == "failed"


def test_who_gave_an_address_gets_mail_too_with_a_subject(aysel, messaging, database):
    page = aysel.get("/cabinet/me/contacts")
    aysel.submit(page, "/contacts", email="aysel@example.az", expect=303)
    run_jobs(database, DELIVER)

    (mail,) = messaging.to("aysel@example.az")
    assert mail["subject"] == "Əlaqə məlumatınız dəyişdi"
    assert "E-poçt" in mail["text"]


def test_who_switched_an_area_off_gets_no_sms_but_sees_the_notice(aysel, messaging, database):
    page = aysel.get("/cabinet/notices/settings", expect=200)
    assert aysel.submit(page, "/settings", areas=["cabinets"], expect=303)
    tell(aysel.person.account_id)

    assert waiting_jobs(database, DELIVER) == []
    assert "Kabinetinizə giriş bərpa edildi" in aysel.get("/cabinet/notices").words
    kept = aysel.get("/cabinet/notices/settings")
    boxes = {
        box.get("value"): box.get("checked") is not None for box in kept.all("input") if box.get("name") == "areas"
    }
    assert boxes["cabinets"]
    assert not boxes["auth"]


def test_a_party_is_told_through_those_who_hold_the_right_and_nobody_else(aysel, browser, messaging, database):
    leyla = browser()
    acting_for(leyla, LEYLA, KHAZAR)
    khazar = party_id(KHAZAR)
    with transaction():
        notify_party(
            khazar, "cabinets.organisation_changed", permission=SEE_ORGANISATION, party="Xəzər Yük", fields=["address"]
        )

    assert "Xəzər Yük: Ünvan." in leyla.get("/cabinet/notices", expect=200).words
    assert "Xəzər Yük" not in aysel.get("/cabinet/notices").words
    sign_in(leyla, LEYLA)
    assert "Xəzər Yük: Ünvan." not in leyla.get("/cabinet/notices").words


def test_an_unknown_template_is_a_defect_that_is_found_at_once(aysel):
    with pytest.raises(LookupError), transaction():
        notify_account(aysel.person.account_id, "made.up")


def test_params_and_jobs_hold_no_personal_number(aysel, database):
    tell(aysel.person.account_id)
    with transaction(read_only=True) as session:
        assert AYSEL not in str(session.scalars(select(Notice.params)).all())
    assert AYSEL not in str(waiting_jobs(database, DELIVER))
