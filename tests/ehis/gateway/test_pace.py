"""The pace (clause 5.4): 60 a second for each client, counted by all processes together; the surplus alone is refused."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

from tests.ehis.gateway.world import fault_kind
from webapp.config import ROOT
from webapp.core.actor import SYSTEM
from webapp.ehis import api
from webapp.ehis.gateway import pace as pacing
from webapp.ehis.gateway.pace import SLOTS, Pace


@pytest.fixture
def pace(tmp_path):
    pace = Pace(tmp_path / "pace")
    pace.now = 1_000.0
    pace.clock = lambda: pace.now
    yield pace
    pace.close()


def test_sixty_may_come_at_once_and_the_next_one_may_not(pace):
    assert [pace.take("a", 60) for _ in range(61)] == [True] * 60 + [False]
    assert pace.take("b", 60)

    pace.now += 0.5
    assert sum(pace.take("a", 60) for _ in range(60)) == 30


def test_sixty_a_second_may_come_for_ever(pace):
    for _ in range(600):
        pace.now += 1 / 60
        assert pace.take("a", 60)


def test_a_clock_that_began_anew_gives_a_full_bucket(pace):
    for _ in range(60):
        pace.take("a", 60)
    pace.now = 5.0

    assert pace.take("a", 60)


def test_more_clients_than_places_share_the_last_one(pace):
    assert all(pace.take(f"client {number}", 60) for number in range(SLOTS))

    for number in range(100):
        pace.take(f"late {number}", 60)
    assert not pace.take("very late", 60)


def test_the_fifth_refusal_in_a_minute_is_the_alarm_and_the_next_minute_begins_anew(pace):
    assert [pace.refused("a") for _ in range(8)] == [False] * 4 + [True] + [False] * 3
    pace.now += 61
    assert [pace.refused("a") for _ in range(5)] == [False] * 4 + [True]


TAKING = """
import sys
from pathlib import Path
from webapp.ehis.gateway.pace import Pace
pace = Pace(Path(sys.argv[1]))
sys.stdout.write(str(sum(pace.take("a", 100) for _ in range(100))))
"""


@pytest.mark.processes
def test_processes_share_one_bucket(tmp_path):
    command = (sys.executable, "-c", TAKING, str(tmp_path / "pace"))
    taking = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    taken = [int(process.communicate(timeout=60)[0]) for process in taking]

    assert 100 <= sum(taken) < 200


def test_threads_of_one_process_take_turns(pace):
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: pace.take("a", 60), range(200)))

    assert sum(taken) == 60


@pytest.fixture
def still(monkeypatch):
    """However long the machine takes, all of it happens at one instant."""
    moment = monotonic()
    monkeypatch.setattr(pacing, "monotonic", lambda: moment)


def test_the_first_sixty_are_answered_and_the_surplus_gets_429_with_a_fault(still, world):
    world.server = world.new_server()
    calls = [world.call(world.request()) for _ in range(140)]
    replies = [world.server.handle(call) for call in calls]

    assert all(reply.status == 200 for reply in replies[:60])
    surplus = [reply for reply in replies if reply.status == 429]
    assert len(surplus) == 80
    assert {fault_kind(reply) for reply in surplus} == {"rate_exceeded"}
    assert ("Retry-After", "1") in surplus[0].headers
    assert len(world.adapter.asked) == 140 - len(surplus)


def test_a_client_has_its_own_rate(still, world):
    with world.directory():
        api.register_client("AZ/GOV/POLICE", "checks", rate_per_second=5, actor=SYSTEM)
        api.register_client("AZ/GOV/POLICE", "archive", rate_per_second=5, actor=SYSTEM)
    try:
        server = world.new_server()
        replies = [server.handle(world.call(world.request())) for _ in range(20)]
        assert sum(reply.status == 429 for reply in replies) >= 10
    finally:
        with world.directory():
            api.register_client("AZ/GOV/POLICE", "checks", actor=SYSTEM)
            api.register_client("AZ/GOV/POLICE", "archive", actor=SYSTEM)
