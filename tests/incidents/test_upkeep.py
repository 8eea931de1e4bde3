"""Inspections by schedule, changes with source and day of release, releases of which participants are told; the self-test."""

import pytest

from tests.incidents.conftest import told
from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, NotFound
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis
from webapp.incidents.errors import AlreadyReleased, StepNotPossible
from webapp.incidents.integrity import journal_today
from webapp.incidents.models import ChangeRequest
from webapp.incidents.selftest import run
from webapp.incidents.services import registering, upkeep
from webapp.incidents.upkeep_reads import schedule
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("bodies")


def test_an_inspection_moves_the_next_one(people):
    with transaction():
        before = {plan.code: plan for plan in schedule()}
        assert before["weekly_backup"].late
        upkeep.write_inspection("weekly_backup", result="sound", text="Bərpa olundu", actor=people["admin"])
    with transaction(read_only=True):
        after = {plan.code: plan for plan in schedule()}
    assert (after["weekly_backup"].last_on, after["weekly_backup"].late) == (today(), False)


def test_only_what_stands_in_the_plan_is_inspected(people):
    with transaction(), pytest.raises(NotFound):
        upkeep.write_inspection("nightly_dance", result="sound", text="Bərpa olundu", actor=people["admin"])


def test_a_proposal_of_the_ministry_has_source_state_and_day_of_release(people):
    with transaction():
        known = {"source": "ministry", "title": "Hesabat", "text": "XLSX", "planned_on": None}
        change = upkeep.propose_change(**known, actor=people["owner"])
        with pytest.raises(Forbidden):
            upkeep.step_change(change.public_id, "accept", text="", on=None, actor=people["owner"])
        with pytest.raises(StepNotPossible):
            upkeep.step_change(change.public_id, "release", text="", on=None, actor=people["admin"])
        for action in ("accept", "release"):
            upkeep.step_change(change.public_id, action, text="", on=None, actor=people["admin"])
        row = db.session().query(ChangeRequest).one()
        assert (row.source, row.state, row.released_on) == ("ministry", "released", today())


def test_participants_and_the_owner_are_told_of_a_release(people):
    with transaction():
        party = ensure_party("state", "9900090021", name="DYP", address="Bakı", source="test", as_of=now())
        ehis.register_member("AZ/GOV/TEST1", "Sınaq", "9900090021", actor=people["admin"])
        row = upkeep.publish_release("0.2.0", text="Yeniliklər", actor=people["admin"])
        assert row.told >= 1
        notices = db.session().query(Notice).filter_by(template="incidents.release").all()
        assert party.id in {notice.party_id for notice in notices}
        assert people["owner"].account_id in {notice.account_id for notice in notices}


def test_a_version_is_published_once(browser, people):
    with transaction():
        upkeep.publish_release("0.2.0", text="Yeniliklər", actor=people["admin"])
    with pytest.raises(AlreadyReleased), transaction():
        upkeep.publish_release("0.2.0", text="Yenə", actor=people["admin"])


def test_the_self_test_names_every_area_and_what_is_not_in_order(people, pki):
    with transaction():
        registering.register(told(), actor=people["admin"])
    results = {result.code: result for result in run()}
    assert {result.area for result in results.values()} == {"functions", "rights", "exchange", "protection"}
    expected = {
        "database",
        "migrations",
        "rules",
        "office",
        "kept",
        "journal_today",
        "message_log_today",
        "sealed_rows",
    }
    assert {code for code in expected if not results[code].ok} == set()
    assert not results["gateway"].ok  # nothing listens there in a test


def test_the_command_ends_with_a_code_that_says_whether_all_is_well(app, people):
    outcome = app.test_cli_runner().invoke(args=["self-test"])
    assert outcome.exit_code == (1 if "NOT OK" in outcome.output else 0)
    assert "are in order." in outcome.output


def test_todays_journal_is_checked_from_its_first_entry(people):
    with transaction():
        registering.register(told(), actor=people["admin"])
    with transaction(snapshot=True):
        found = journal_today()
    assert found.sound
    assert found.rows >= 1
