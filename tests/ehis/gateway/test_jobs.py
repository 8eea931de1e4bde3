"""What the security server leaves to the worker: an alarm becomes a fact; the end of a version is written down."""

import pytest
from structlog.testing import capture_logs

from tests.ehis.gateway.world import end
from webapp.core import bus, jobs
from webapp.ehis.directory.models import VersionRow
from webapp.ehis.events import ExchangeDefect
from webapp.ehis.gateway.application import alarm
from webapp.ehis.gateway.jobs import JOBS, forget_received, tell_of_defect

FACTS = {"service": "AZ/GOV/AYNA/kabinet/carrierStatus/v1", "client": "AZ/GOV/POLICE/checks", "message_id": "m-1"}


@pytest.fixture
def queue():
    """The queue as the gateway's own process installs it; afterwards that of the house stands again, in the same lists."""
    kept = [(names, list(names)) for names in (jobs._known, jobs._queue)]
    jobs.install_jobs(JOBS)
    yield
    for names, before in kept:
        names[:] = before


def test_an_alarm_is_a_job_and_the_job_publishes_the_defect(world, queue, monkeypatch):
    heard = []
    monkeypatch.setattr(bus, "_reactions", {ExchangeDefect: [bus.Reaction(ExchangeDefect, heard.append)]})
    with world.installed():
        alarm(FACTS["service"], FACTS["client"], "access_denied", FACTS["message_id"])
        ((arguments,),) = world.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'ehis.tell_of_defect'")
        tell_of_defect.run(**arguments)

    assert heard == [ExchangeDefect(direction="provided", reason="access_denied", **FACTS)]


def test_an_alarm_that_cannot_be_kept_stops_nobody(world, queue, monkeypatch):
    monkeypatch.setattr(jobs, "_queue", [])
    with world.installed(), capture_logs() as logs:
        alarm(FACTS["service"], FACTS["client"], "access_denied", "")

    assert [entry["event"] for entry in logs] == ["ehis.repeated_refusals", "ehis.alarm_lost"]


def test_a_version_whose_end_has_come_is_called_ended(world):
    with world.directory() as session:
        end(session, "v1")
    try:
        with world.installed():
            forget_received.run(timestamp=0)
        with world.directory() as session:
            assert session.query(VersionRow).filter_by(state="ended").count() >= 1
        assert world.fault(world.request()) == "service_disabled"
    finally:
        with world.directory() as session:
            session.query(VersionRow).filter_by(state="ended").update({"state": "live", "ends_at": None})
