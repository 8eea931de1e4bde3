"""The 24-hour clock in the register, its reminder and its escalation."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.jobs import run_jobs
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.incidents import jobs
from webapp.incidents.errors import AlreadyAnswered, InTheFuture
from webapp.incidents.models import BodyRequest
from webapp.incidents.queries import requests as listed
from webapp.incidents.services import supervision
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("bodies")


def receive(people, hours=0, **changes):
    known = {
        "their_number": "1",
        "subject": "Sorğu",
        "question": "Nə olub?",
        "received_at": now() - timedelta(hours=hours),
    }
    return supervision.receive("dtx", **{**known, **changes}, actor=people["admin"]).public_id


def scheduled(database, name):
    query = "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = %(name)s ORDER BY id"
    return [row[0] for row in database.connection.cursor().execute(query, {"name": name}).fetchall()]


def test_reminder_and_escalation_stand_at_20_and_24_hours(database, people):
    at = now()
    with transaction():
        receive(people, received_at=at)
    assert scheduled(database, "incidents.remind") == [at + timedelta(hours=20)]
    assert scheduled(database, "incidents.escalate") == [at + timedelta(hours=24)]


def test_what_is_not_answered_is_reminded_of_and_told_to_the_head(database, people):
    with transaction():
        public_id = receive(people, hours=25)
    assert run_jobs(database, "incidents.remind") == run_jobs(database, "incidents.escalate") == 1
    with transaction(read_only=True):
        row = db.session().query(BodyRequest).filter_by(public_id=public_id).one()
        assert row.reminded_at
        assert row.escalated_at
        late = db.session().query(Notice).filter_by(template="incidents.request_late").all()
        assert people["owner"].account_id in {one.account_id for one in late}
        request = row.id
    jobs.escalate.run(request_id=request)
    with transaction(read_only=True):
        assert db.session().query(Notice).filter_by(template="incidents.request_late").count() == len(late)


def test_what_is_answered_is_left_in_peace(database, people):
    with transaction():
        public_id = receive(people)
        supervision.answer(public_id, text="Heç nə", document=None, actor=people["admin"])
        with pytest.raises(AlreadyAnswered):
            supervision.answer(public_id, text="Yenə", document=None, actor=people["admin"])
    run_jobs(database, "incidents.escalate")
    with transaction(read_only=True):
        assert db.session().query(BodyRequest).one().escalated_at is None


def test_the_one_due_first_stands_on_top(people):
    with transaction():
        young, late = receive(people, hours=1), receive(people, hours=30)
        assert [row.public_id for row in listed(answered=False)] == [late, young]


def test_no_request_comes_from_the_future(people):
    with transaction(), pytest.raises(InTheFuture):
        receive(people, hours=-2)


def test_the_database_itself_holds_the_clock_to_24_hours(people):
    from sqlalchemy.exc import IntegrityError

    with transaction():
        receive(people)
        with pytest.raises(IntegrityError, match="clock_of_24_hours"), db.session().begin_nested():
            db.session().execute(text("UPDATE incident_requests SET due_at = due_at + interval '1 hour'"))
