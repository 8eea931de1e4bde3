"""Registered at once, told at once, handled to a report, never deleted, numbered without gaps."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from tests.incidents.conftest import told
from webapp.core import db
from webapp.core.errors import Forbidden
from webapp.core.transaction import savepoint
from webapp.incidents.errors import StepNotPossible
from webapp.incidents.integrity import sealed_rows
from webapp.incidents.models import Addressee, BodyNotice, Incident, Step
from webapp.incidents.queries import notices_of
from webapp.incidents.services import handling, registering, upkeep
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("opened")


def bodies_told(incident, state=None):
    return {row.body for notice, row in notices_of(incident) if state is None or notice.state == state}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"dtx", "xritdx", "owner"}),
        ({"services": ["exchange"]}, {"dtx", "xritdx", "owner", "ministry"}),
        ({"kind": "fault", "services": ["cloud"]}, {"xritdx", "owner", "ministry"}),
        ({"kind": "accident"}, {"dtx", "xritdx", "owner"}),
    ],
)
def test_saving_tells_the_bodies_of_the_matter_at_once(people, changes, expected):
    incident = registering.register(told(**changes), actor=people["admin"])
    assert bodies_told(incident, "queued") == expected
    notice = notices_of(incident)[0][0]
    assert notice.queued_at >= incident.registered_at
    assert incident.title in notice.text


def test_the_report_to_law_enforcement_is_made_ready_and_an_officer_sends_it(people):
    incident = registering.register(told(attempt=True), actor=people["admin"])
    assert bodies_told(incident, "ready") == {"police"}
    ready = next(notice for notice, row in notices_of(incident) if row.body == "police")
    with pytest.raises(Forbidden):
        handling.send_notice(ready.public_id, actor=people["owner"])
    handling.send_notice(ready.public_id, actor=people["admin"])
    assert ready.state == "queued"
    with pytest.raises(StepNotPossible):
        handling.send_notice(ready.public_id, actor=people["admin"])


def test_the_owner_is_told_in_the_cabinet_at_once(people):
    registering.register(told(), actor=people["admin"])
    notices = db.session().query(Notice).filter_by(template="incidents.registered").all()
    assert people["owner"].account_id in {row.account_id for row in notices}


def test_from_registration_to_report_every_step_is_kept(people):
    incident = registering.register(told(), actor=people["admin"])
    handling.begin(incident.public_id, cause="", actor=people["admin"])
    handling.add_note(incident.public_id, text="Ünvan bağlandı", actor=people["admin"])
    handling.close(incident.public_id, cause="Köhnə parol", report="Dəyişdirildi", actor=people["admin"])
    steps = [row.action for row in db.session().query(Step).filter_by(incident_id=incident.id).order_by(Step.id)]
    assert steps == ["registered", "begin", "note", "close"]
    assert (incident.state, incident.cause, incident.measures) == ("closed", "Köhnə parol", "Ünvan bağlandı")
    assert {notice.about for notice, _ in notices_of(incident)} == {"registered", "closed"}
    with pytest.raises(StepNotPossible):
        handling.add_note(incident.public_id, text="x", actor=people["admin"])


@pytest.mark.parametrize("part", ["owner", "auditor", "assessor", "officer"])
def test_nobody_but_the_operator_s_administrator_registers_or_handles(people, part):
    with pytest.raises(Forbidden):
        registering.register(told(), actor=people[part])
    incident = registering.register(told(), actor=people["admin"])
    with pytest.raises(Forbidden):
        handling.begin(incident.public_id, cause="", actor=people[part])


def test_numbers_have_no_gaps_even_when_one_is_undone(people):
    numbers = [registering.register(told(), actor=people["admin"]).number]
    with pytest.raises(ZeroDivisionError), savepoint():
        registering.register(told(), actor=people["admin"])
        raise ZeroDivisionError
    numbers.append(registering.register(told(), actor=people["admin"]).number)
    first, second = (int(number.rsplit("-")[-1]) for number in numbers)
    assert second == first + 1


@pytest.mark.parametrize("model", [Incident, Step, BodyNotice, Addressee])
def test_the_database_refuses_to_delete(people, model):
    registering.register(told(), actor=people["admin"])
    with pytest.raises(IntegrityError, match="kept"), db.session().begin_nested():
        db.session().execute(delete(model))
    with pytest.raises(IntegrityError, match="kept"), db.session().begin_nested():
        db.session().execute(text(f"TRUNCATE {model.__tablename__} CASCADE"))


def test_the_database_refuses_to_change_what_was_registered(people):
    registering.register(told(), actor=people["admin"])
    with pytest.raises(IntegrityError, match="stay"), db.session().begin_nested():
        db.session().execute(update(Incident).values(kind="fault"))
    with pytest.raises(IntegrityError, match="kept"), db.session().begin_nested():
        db.session().execute(update(Step).values(actor_name="kimsə"))


def test_a_row_that_was_changed_outside_the_application_is_found(people):
    incident = registering.register(told(), actor=people["admin"])
    handling.begin(incident.public_id, cause="", actor=people["admin"])
    db.session().flush()
    assert sealed_rows().sound
    db.session().execute(text("UPDATE incidents SET severity = 'low'"))
    db.session().expire_all()
    assert incident.number in sealed_rows().fault


def test_a_change_of_contacts_ends_the_row_and_keeps_it(people):
    upkeep.set_addressee(
        "dtx", name="Yeni", email="yeni@dtx.example", phone="", topics=["security"], at_once=True, actor=people["admin"]
    )
    rows = db.session().query(Addressee).filter_by(body="dtx").order_by(Addressee.id).all()
    assert [row.valid_to is None for row in rows] == [False, True]
    incident = registering.register(told(), actor=people["admin"])
    assert [row.email for _, row in notices_of(incident) if row.body == "dtx"] == ["yeni@dtx.example"]
