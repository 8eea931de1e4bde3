"""What servants are told without asking, once; whose status a day changes; the export of all of one's data."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.civil_service.record.conftest import ILQAR
from tests.support.jobs import run_jobs
from webapp.auth.api import account_by_fin
from webapp.cabinets.export import everything
from webapp.civil_service import jobs, telling
from webapp.civil_service.correcting import stepping
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.rules import Side, Step
from webapp.civil_service.groups import Origin
from webapp.civil_service.services.recording import given_of, revise_fact
from webapp.civil_service.values import Entered
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import BAKU, today
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice


@pytest.fixture
def told(monkeypatch):
    """(code, params) of every notice."""
    found = []
    monkeypatch.setattr(telling, "notify_account", lambda _account, code, **params: found.append((code, params)))
    return found


def at(day):
    return int(datetime(day.year, day.month, day.day, 9, 10, tzinfo=BAKU).timestamp())


def test_a_certificate_that_ends_within_thirty_days_is_told_of_once(register, database, told):
    with register.app.app_context():
        for _night in range(2):
            telling.tell_of_changes.run(at(today()))
    codes = [code for code, _params in told]
    assert codes == ["civil_service.certificate_ends"]
    assert told[0][1]["subject"] == "Rus dili üzrə dil sertifikatı"


def test_yesterdays_changes_are_told_in_one_notice_each(register, database, told):
    with register.app.app_context():
        telling.tell_of_changes.run(at(today() + timedelta(days=1)))
        run_jobs(database, "civil_service.tell_some")
        run_jobs(database, "civil_service.tell_some")
    changed = [params for code, params in told if code == "civil_service.changed"]
    assert len(changed) == 7
    assert max(one["facts"] for one in changed) > 15


def test_an_ended_probation_and_a_begun_post_are_settled_by_the_night(register, database):
    post = next(one for one in register.record().of("post") if one.valid_to is None)
    said = Entered(origin=Origin.OPERATOR, source="DIM", by="Vüsal Qasımov", reason="sınaq müddəti")
    trial = {"admission": "probation", "probation_until": today().isoformat()}
    with register.app.app_context():
        with transaction():
            given = given_of(post, content={**post.content, **trial})
            revise_fact(register.ilqar_id, post.entry, given, said, actor=SYSTEM)
        assert register.servant().status == "probation"
        tomorrow = today() + timedelta(days=1)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("webapp.civil_service.services.settling.today", lambda: tomorrow)
            patched.setattr("webapp.civil_service.jobs.today", lambda: tomorrow)
            jobs.turn_the_day.run(0)
            run_jobs(database, "civil_service.settle_some")
    assert register.servant().status == "in_service"


def test_the_file_of_all_ones_data_holds_the_record_without_what_the_law_hides(register):
    with register.app.app_context(), transaction(read_only=True):
        person = account_by_fin(ILQAR)
        said = everything(Actor(account_id=person.id, fin=ILQAR))["service_record"]
    assert said["number"].startswith("DQ-")
    assert "vetting" not in {one["group"] for one in said["facts"]}
    assert said["hidden_by_law"][0]["group"] == "vetting"


def test_ilqars_correction_waits_from_the_start_and_he_hears_of_the_answer_when_he_is_here(register, database):
    with transaction():
        row = db.session().scalars(select(ServiceCorrection)).one()
        assert (row.account_id, row.state) == (None, "with_body")
        stepping.take(row, Step.REFUSE, Side.BODY, Actor(account_id=1, name="Rəna"), words="Əmrdə belə deyil.")
        codes = db.session().execute(
            select(Notice.template).where(Notice.account_id == account_by_fin(ILQAR).id).order_by(Notice.id.desc())
        )
        assert codes.scalars().first() == "civil_service.correction_moved"
