"""What the system registers by itself: one open incident per cause and day, with a counter."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from webapp.auth.events import SignInFailed
from webapp.core import db
from webapp.core.bus import publish
from webapp.ehis.events import EvidenceStopped, ExchangeDefect, MemberBlocked
from webapp.incidents.models import Attempt, Incident
from webapp.incidents.queries import notices_of
from webapp.incidents.services import handling

pytestmark = pytest.mark.usefixtures("opened")


def defect(reason="signature_verification", client="AZ/GOV/POLICE/checks"):
    return ExchangeDefect(direction="provided", service="carrierStatus", client=client, reason=reason, message_id="M-1")


def all_incidents():
    return db.session().query(Incident).order_by(Incident.id).all()


def fail(times, account=None, address="203.0.113.7"):
    for _ in range(times):
        publish(SignInFailed(account_id=account, address=address, why="nonce"))


def test_forged_messages_are_one_incident_with_a_counter():
    for _ in range(3):
        publish(defect())
    publish(defect(client="AZ/COM/ABUS/bus"))
    found = all_incidents()
    assert [(row.kind, row.seen, row.source, row.attempt) for row in found] == [
        ("security", 3, "automatic", True),
        ("security", 1, "automatic", True),
    ]
    assert {row.body for _, row in notices_of(found[0])} == {"dtx", "xritdx", "owner", "ministry", "police"}


def test_a_broken_schema_is_no_attack():
    publish(defect("invalid_body"))
    publish(defect("access_denied"))
    assert all_incidents() == []


def test_after_it_was_closed_the_same_cause_is_a_new_incident(people):
    publish(defect())
    first = all_incidents()[0]
    handling.begin(first.public_id, cause="", actor=people["admin"])
    handling.close(first.public_id, cause="Köhnə açar", report="Dəyişdirildi", actor=people["admin"])
    publish(defect())
    assert [row.state for row in all_incidents()] == ["closed", "registered"]


def test_a_log_that_stopped_is_an_accident_and_a_block_is_registered():
    publish(EvidenceStopped(reason="no time stamp for four hours"))
    publish(MemberBlocked(member="AZ/GOV/POLICE", reason="zərər"))
    assert [(row.kind, row.severity) for row in all_incidents()] == [("accident", "critical"), ("security", "medium")]


def test_the_fifth_failed_sign_in_of_an_address_makes_a_report_ready():
    fail(4)
    assert all_incidents() == []
    fail(3)
    (incident,) = all_incidents()
    assert incident.seen == 3
    assert "203.0.113.7" in incident.description
    assert {row.body for notice, row in notices_of(incident) if notice.state == "ready"} == {"police"}


def test_account_and_address_are_counted_apart(people):
    account = people["officer"].account_id
    for number in range(5):
        fail(1, account, f"203.0.113.{number}")
    assert [row.cause_key.partition(":")[0] for row in all_incidents()] == ["sign-in"]
    assert len(all_incidents()) == 1


def test_old_failures_do_not_count_and_are_forgotten():
    fail(4)
    db.session().execute(update(Attempt).values(at=Attempt.at - timedelta(minutes=16)))
    fail(1)
    assert all_incidents() == []
    assert db.session().scalar(select(func.count()).select_from(Attempt)) == 1
