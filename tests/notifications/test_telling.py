"""A notice is written with its matter and delivered once, whatever the counterpart does."""

import json
from datetime import timedelta

import httpx2
import pytest
from sqlalchemy import select, update

from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, acting_for, party_id
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from webapp.cabinets.api import SEE_ORGANISATION
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.notifications import gateways
from webapp.notifications.api import notify_account, notify_party
from webapp.notifications.delivering.jobs import deliver
from webapp.notifications.models import ChannelState, Delivery, Notice
from webapp.notifications.rules import MOST_ATTEMPTS, TROUBLES

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
    assert [(row.channel, row.state, row.parts, row.cost) for row in deliveries()] == [("sms", "in_flight", 1, 5)]


def test_what_is_undone_tells_nobody(aysel, messaging, database):
    with pytest.raises(ZeroDivisionError), transaction():
        notify_account(aysel.person.account_id, "auth.restored")
        _ = 1 / 0
    assert waiting_jobs(database, DELIVER) == []
    assert deliveries() == []


def test_a_job_that_runs_twice_sends_once(aysel, messaging, database):
    tell(aysel.person.account_id)
    assert waiting_jobs(database, DELIVER) == [{"channel": "sms"}]
    deliver.run(channel="sms")
    deliver.run(channel="sms")
    assert len(messaging.to(PHONE)) == 1


def due_now():
    """The waits between attempts are over."""
    with transaction() as session:
        session.execute(update(Delivery).values(due_at=now() - timedelta(seconds=1)))
        session.execute(update(ChannelState).values(closed_until=None))


@pytest.mark.parametrize("fault", ["503", "500"])
def test_a_counterpart_that_is_away_is_tried_again_with_the_same_key(aysel, messaging, database, fault):
    tell(aysel.person.account_id)
    messaging.fault(fault, times=2)
    for attempt in (1, 2):
        deliver.run(channel="sms")
        (row,) = deliveries()
        assert (row.state, row.attempts, row.outcome) == ("retrying", attempt, fault)
        assert row.due_at > now()
        due_now()
    deliver.run(channel="sms")

    assert len(messaging.to(PHONE)) == 1
    (row,) = deliveries()
    assert (row.state, row.attempts) == ("in_flight", 3)


def test_a_line_that_is_cut_counts_as_away(aysel, database, monkeypatch):
    def cut(request):
        raise httpx2.ConnectError("cut", request=request)

    tell(aysel.person.account_id)
    with httpx2.Client(transport=httpx2.MockTransport(cut)) as client:
        monkeypatch.setattr(gateways, "_client", lambda: client)
        deliver.run(channel="sms")
    assert deliveries()[0].state == "retrying"


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_a_refusal_that_is_about_the_portal_itself_loses_no_message(aysel, database, monkeypatch, status):
    tell(aysel.person.account_id)
    with httpx2.Client(transport=httpx2.MockTransport(lambda _asked: httpx2.Response(status, json={}))) as client:
        monkeypatch.setattr(gateways, "_client", lambda: client)
        deliver.run(channel="sms")
    assert (deliveries()[0].state, deliveries()[0].outcome) == ("retrying", str(status))


def test_one_message_that_nobody_can_take_or_make_is_refused_alone(app, monkeypatch):
    def take(asked):
        sent = json.loads(asked.content)["messages"]
        if any(one["to"] == "bad" for one in sent):
            return httpx2.Response(400, json={})
        return httpx2.Response(200, json={"results": [{"id": one["idempotency_key"]} for one in sent]})

    def broken(*_of, **_more):
        raise ValueError("an address that no header holds")

    monkeypatch.setattr(gateways, "mime_of", broken)
    messages = [gateways.Message("sms", to, "words", None, to) for to in ("a", "b", "bad", "c")]
    messages.insert(1, gateways.Message("email", "d", "words", "Subject", "d"))
    with app.app_context(), httpx2.Client(transport=httpx2.MockTransport(take)) as client:
        monkeypatch.setattr(gateways, "_client", lambda: client)
        outcomes = gateways.hand_over(messages, base_url="http://127.0.0.1:1")
    assert outcomes == ["taken", "no-words", "taken", "400", "taken"]


def test_after_the_last_attempt_the_delivery_is_given_up_and_the_notice_still_stands(aysel, messaging, database):
    tell(aysel.person.account_id)
    messaging.fault("503")
    for _ in range(MOST_ATTEMPTS):
        deliver.run(channel="sms")
        due_now()

    assert (deliveries()[0].state, deliveries()[0].attempts) == ("given_up", MOST_ATTEMPTS)
    assert "Kabinetinizə giriş bərpa edildi" in aysel.get("/cabinet/notices", expect=200).words


def test_a_channel_that_fails_on_end_rests_and_holds_up_no_other(aysel, messaging, database):
    aysel.submit(aysel.get("/cabinet/me/contacts"), "/contacts", email="aysel@example.az", expect=303)
    run_jobs(database, DELIVER)
    messaging.fault("503", times=TROUBLES)
    for _ in range(TROUBLES):
        tell(aysel.person.account_id)
        deliver.run(channel="sms")
    with transaction(read_only=True) as session:
        assert session.get_one(ChannelState, "sms").closed_until > now()
    before = len(messaging.to(PHONE))
    deliver.run(channel="sms")
    deliver.run(channel="email")

    assert len(messaging.to(PHONE)) == before
    assert len(messaging.to("aysel@example.az")) == 1 + TROUBLES


def test_a_number_that_the_network_refuses_is_not_tried_again_and_the_person_is_told_once(aysel, messaging, database):
    messaging.fault("reject", **{"for": PHONE})
    for _ in range(2):
        tell(aysel.person.account_id)
        run_jobs(database, DELIVER)
    assert [row.state for row in deliveries()] == ["failed", "failed"]
    with transaction(read_only=True) as session:
        assert session.query(Notice).filter_by(template="notifications.unreached").count() == 1
    assert "Bildiriş sizə çatmadı" in aysel.get("/cabinet/notices", expect=200).words
    assert waiting_jobs(database, DELIVER) == []


def test_who_gave_an_address_gets_mail_too_with_a_subject(aysel, messaging, database):
    page = aysel.get("/cabinet/me/contacts")
    aysel.submit(page, "/contacts", email="aysel@example.az", expect=303)
    run_jobs(database, DELIVER)

    (mail,) = messaging.to("aysel@example.az")
    assert mail["subject"] == "Əlaqə məlumatınız dəyişdi"
    assert "E-poçt" in mail["text"]


def boxes(page):
    return {box.get("value"): box.get("checked") is not None for box in page.all("input") if box.get("name") == "wish"}


def test_who_switched_an_area_off_gets_no_sms_but_sees_the_notice(aysel, messaging, database):
    page = aysel.get("/cabinet/notices/settings", expect=200)
    wanted = [value for value in boxes(page) if value != "auth:sms"]
    assert aysel.submit(page, "/settings", wish=wanted, expect=303)
    tell(aysel.person.account_id)

    assert waiting_jobs(database, DELIVER) == []
    assert "Kabinetinizə giriş bərpa edildi" in aysel.get("/cabinet/notices").words
    kept = boxes(aysel.get("/cabinet/notices/settings"))
    assert kept["cabinets:sms"]
    assert not kept["auth:sms"]


def test_what_is_required_comes_whatever_was_chosen_and_the_page_says_why(aysel, messaging, database):
    page = aysel.get("/cabinet/notices/settings", expect=200)
    assert "kabinetinizin təhlükəsizliyi üçündür" in page.words
    aysel.submit(page, "/settings", wish=[], expect=303)
    tell(aysel.person.account_id, "auth.restricted")
    run_jobs(database, DELIVER)

    assert "giriş məhdudlaşdırıldı" in messaging.to(PHONE)[0]["text"]


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
