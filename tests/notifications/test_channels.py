"""Receipts, crashes, hours of rest, what comes together, when somebody was told."""

import hmac
import json
import time
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.support.cabinets import AYSEL
from tests.support.jobs import run_jobs
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.gateways.names import RESOLVE_SECONDS
from webapp.core.gateways.posting import WHOLE_SECONDS
from webapp.core.transaction import transaction
from webapp.notifications import choices
from webapp.notifications.api import notify_account, told_on
from webapp.notifications.delivering.claiming import LEASE, claim
from webapp.notifications.delivering.draining import MOST
from webapp.notifications.delivering.jobs import deliver, sweep
from webapp.notifications.models import Delivery
from webapp.notifications.push.batch import SIDE_BY_SIDE
from webapp.notifications.rules import after_quiet, is_quiet, next_digest

PHONE, MAIL, JOB = "+994501234501", "aysel@example.az", "notifications.deliver"
SECRET = "kabinet-messaging-demo-secret"


@pytest.fixture
def me(aysel):
    return Actor(account_id=aysel.person.account_id, fin=AYSEL, name="Aysel")


def tell(account_id, code="auth.restored", **params):
    with transaction():
        return notify_account(account_id, code, **params)


def rows():
    with transaction(read_only=True) as session:
        return session.scalars(select(Delivery).order_by(Delivery.id)).all()


def receipt(client, key, state="delivered", *, event="e-1", secret=SECRET, age=0, at=None, expect=204):
    told = {"event": event, "key": key, "state": state, "at": (at or now()).isoformat()}
    body = json.dumps({"receipts": [told]}).encode()
    stamp = str(int(time.time()) - age)
    seal = hmac.new(secret.encode(), f"{stamp}.".encode() + body, "sha256").hexdigest()
    headers = {"X-Receipt-Time": stamp, "X-Receipt-Signature": seal, "Content-Type": "application/json"}
    return client.post("/notices/receipts", data=body, headers=headers, expect=expect)


def test_a_receipt_ends_the_wait_and_the_person_was_told_then(aysel, client, messaging, database):
    notice = tell(aysel.person.account_id)
    run_jobs(database, JOB)
    with transaction(read_only=True):
        assert told_on(notice) is None
    receipt(client, rows()[0].key)

    assert (rows()[0].state, rows()[0].outcome) == ("delivered", "receipt")
    with transaction(read_only=True):
        assert told_on(notice).how == "sms"
        assert told_on(notice, account_id=0) is None


def test_a_receipt_that_comes_again_or_too_late_changes_nothing(aysel, client, messaging, database):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    key = rows()[0].key
    receipt(client, key)
    receipt(client, key, "undelivered", event="e-1")
    receipt(client, key, "undelivered", event="e-2")
    assert rows()[0].state == "delivered"


def test_a_receipt_counts_though_the_operators_answer_was_lost(aysel, client, messaging, database):
    notice = tell(aysel.person.account_id)
    messaging.fault("503")
    deliver.run(channel="sms")
    assert rows()[0].state == "retrying"
    receipt(client, rows()[0].key)
    assert rows()[0].state == "delivered"
    with transaction(read_only=True):
        assert told_on(notice).how == "sms"


def test_nobody_was_told_before_the_notice_was_written(aysel, client, messaging, database):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    receipt(client, rows()[0].key, at=now() - timedelta(days=400))
    assert rows()[0].ended_at == rows()[0].created_at


@pytest.mark.parametrize("bad", [{"secret": "other"}, {"age": 3600}, {"state": "perhaps"}])
def test_a_receipt_that_is_not_the_operators_own_is_refused(aysel, client, messaging, database, bad):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    receipt(client, rows()[0].key, expect=400, **bad)
    assert rows()[0].state == "in_flight"


def test_an_undelivered_one_is_told_in_the_cabinet_and_begets_no_message(aysel, client, messaging, database):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    receipt(client, rows()[0].key, "undelivered")
    assert [row.state for row in rows()] == ["failed"]
    assert "Bildiriş sizə çatmadı" in aysel.get("/cabinet/notices").words


def test_receipts_that_never_come_are_waited_for_no_longer_than_the_term(aysel, client, messaging, database):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    with transaction() as session:
        session.execute(update(Delivery).values(due_at=now() - timedelta(seconds=1)))
    sweep.run(timestamp=0)
    assert (rows()[0].state, rows()[0].outcome) == ("given_up", "no-receipt")
    receipt(client, rows()[0].key)
    assert rows()[0].state == "delivered"


def test_opening_the_notice_counts_as_being_told(aysel, database, messaging):
    notice = tell(aysel.person.account_id)
    aysel.get(f"/cabinet/notices/{notice}", expect=200)
    with transaction(read_only=True):
        assert told_on(notice).how == "cabinet"


def test_what_a_dead_worker_had_taken_up_goes_out_once_by_another(aysel, messaging, database):
    tell(aysel.person.account_id)
    with transaction():
        assert len(claim("sms", 10)) == 1
    deliver.run(channel="sms")
    assert messaging.to(PHONE) == []
    with transaction() as session:
        session.execute(update(Delivery).values(due_at=now() - timedelta(seconds=1)))
    deliver.run(channel="sms")
    assert len(messaging.to(PHONE)) == 1


def test_a_registered_message_is_neither_deleted_nor_turned_back(aysel, messaging, database):
    tell(aysel.person.account_id)
    run_jobs(database, JOB)
    for change in (
        "DELETE FROM deliveries",
        "DELETE FROM notices",
        "UPDATE notices SET template = 'x'",
        "UPDATE deliveries SET state = 'queued'",
        "UPDATE deliveries SET template = 'x'",
    ):
        with pytest.raises(DBAPIError), transaction() as session:
            session.execute(text(change))


def test_in_the_hours_of_rest_only_the_urgent_goes_out(aysel, me, messaging, database):
    begins = local(now()).replace(second=0, microsecond=0)
    quiet = ((begins - timedelta(hours=1)).time(), (begins + timedelta(hours=1)).time())
    with transaction():
        choices.choose_hours(quiet, None, actor=me)
    tell(aysel.person.account_id)
    tell(aysel.person.account_id, "auth.restricted")
    run_jobs(database, JOB)

    assert len(messaging.to(PHONE)) == 1
    assert "məhdudlaşdırıldı" in messaging.to(PHONE)[0]["text"]
    assert rows()[0].due_at > now()


def test_what_is_tried_again_rests_too(aysel, me, messaging, database):
    tell(aysel.person.account_id)
    tell(aysel.person.account_id, "auth.restricted")
    begins = local(now()).replace(second=0, microsecond=0)
    quiet = ((begins - timedelta(hours=1)).time(), (begins + timedelta(hours=1)).time())
    with transaction():
        choices.choose_hours(quiet, None, actor=me)
    messaging.fault("503")
    deliver.run(channel="sms")
    usual, urgent = rows()
    assert {usual.state, urgent.state} == {"retrying"}
    assert (usual.due_at, urgent.due_at < now() + timedelta(minutes=1)) == (begins + timedelta(hours=1), True)


def test_a_batch_is_over_before_others_take_it_up():
    slowest = RESOLVE_SECONDS + WHOLE_SECONDS
    assert -(-MOST["push"] // SIDE_BY_SIDE) * slowest < LEASE.total_seconds()


def test_hours_over_midnight_and_the_digest_are_reckoned_by_the_clock_of_baku():
    late, early = local(now()).replace(hour=23, minute=30), local(now()).replace(hour=6, minute=0)
    begins, ends = late.replace(hour=22, minute=0).time(), late.replace(hour=8, minute=0).time()
    assert is_quiet(late.time(), begins, ends)
    assert not is_quiet(ends, begins, ends)
    assert after_quiet(late, begins, ends) == (late + timedelta(days=1)).replace(
        hour=8, minute=0, second=0, microsecond=0
    )
    assert after_quiet(early, begins, ends).hour == 8
    assert next_digest(early, 9).date() == early.date()
    assert next_digest(late, 9).date() == (late + timedelta(days=1)).date()


def mailing(aysel, me):
    aysel.submit(aysel.get("/cabinet/me/contacts"), "/contacts", email=MAIL, expect=303)
    with transaction():
        choices.choose_hours((None, None), 9, actor=me)


def their_hour_comes():
    with transaction() as session:
        session.execute(update(Delivery).where(Delivery.gathered).values(due_at=now() - timedelta(seconds=1)))
    sweep.run(timestamp=0)


def test_the_daily_mail_names_what_came_and_all_of_it_stands_as_it_does(aysel, me, client, messaging, database):
    mailing(aysel, me)
    run_jobs(database, JOB)
    before = len(messaging.to(MAIL))
    for _ in range(2):
        tell(aysel.person.account_id)
    tell(aysel.person.account_id, "cabinets.report_answered")
    run_jobs(database, JOB)
    assert len(messaging.to(MAIL)) == before
    their_hour_comes()
    run_jobs(database, JOB)

    mail = messaging.to(MAIL)[0]
    assert mail["subject"] == "3 yeni bildiriş"
    assert "• Kabinetinizə giriş bərpa edildi (×2)" in mail["text"]
    carrier = next(row for row in rows() if row.template == "notifications.several")
    receipt(client, carrier.key)
    assert {row.state for row in rows() if row.carried_by == carrier.id} == {"delivered"}


def test_the_language_is_that_of_the_moment_when_it_is_sent(aysel, messaging, database):
    tell(aysel.person.account_id)
    with transaction() as session:
        session.execute(text("UPDATE accounts SET language = 'ru'"))
    run_jobs(database, JOB)
    assert any("а" <= letter <= "я" for letter in messaging.to(PHONE)[0]["text"])


def test_a_flood_of_one_kind_becomes_one_message(aysel, messaging, database):
    for _ in range(23):
        tell(aysel.person.account_id)
    for _ in range(3):
        run_jobs(database, JOB)
    assert len(messaging.to(PHONE)) == 20
    their_hour_comes()
    run_jobs(database, JOB)
    assert len(messaging.to(PHONE)) == 21
    assert messaging.to(PHONE)[0]["text"].startswith("3 yeni bildiriş")
