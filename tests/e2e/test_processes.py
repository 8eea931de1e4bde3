"""`make run` as an operator sees it: started by one command, ended by one signal, hard to kill.

The tests stand in the order of one life: a first start, accidents, death, a second start by `make`, its end. How the command
itself ends, without `make`, each test process that has a house sees at the end: `conftest.py`.
"""

import os
import signal

import httpx2
import psycopg
import pytest

from tests.support.house import PLAIN, STOP_SECONDS, House, own_folder, until

pytestmark = [pytest.mark.processes]
# The environment is there already; `make` need not look at the lock file again.
MAKE_RUN = ("make", "--old-file=install", "run")


@pytest.fixture(scope="module")
def place():
    with own_folder("life") as folder:
        place = House(folder)
        yield place
        place.kill_everything()


@pytest.fixture(scope="module")
def first_start(place):
    place.start()
    return place


def database(place):
    return psycopg.connect(f"postgresql://postgres@/postgres?host={place.data_dir / 'postgres'}", autocommit=True)


def test_one_command_starts_everything_and_tells_how_to_sign_in(first_start):
    assert f"Ready: {first_start.url}\n" in first_start.said
    assert "7LYL5H2  Leyla Əliyeva" in first_start.said
    assert httpx2.get(first_start.url).status_code == 200
    assert (
        httpx2.get(f"{first_start.login_url}/.well-known/openid-configuration").json()["issuer"]
        == first_start.login_url
    )
    assert httpx2.get(f"{first_start.messaging_url}/api/messages").status_code == 200


def test_probes_answer_and_metrics_stand_on_the_internal_port_only(first_start):
    assert httpx2.get(f"{first_start.url}/healthz").json() == {"status": "ok"}
    until(lambda: first_start.answers("/readyz"), 60, "ready by its own probe")
    assert httpx2.get(f"{first_start.url}/metrics").status_code == 404
    counted = 'kabinet_requests_total{endpoint="health.alive",status="2xx"}'
    until(lambda: counted in httpx2.get(first_start.metrics_url, verify=PLAIN).text, 20, "counted")


def test_a_second_start_over_the_same_data_is_refused(first_start):
    second = House(first_start.data_dir)
    with pytest.raises(AssertionError, match="already runs"):
        second.start()
    assert second.process.returncode == 1
    assert first_start.answers()


@pytest.mark.parametrize("part", ["portal:app", "wsgi worker", "adapter:app", "ehis.gateway", "station.program:app"])
def test_a_part_that_dies_is_started_again_and_leaves_nobody_behind(first_start, part):
    old = {pid for pid, command in first_start.processes().items() if part in command}
    os.kill(min(old), signal.SIGKILL)
    until(lambda: not old & set(first_start.processes()), 60, "rid of the old processes")
    until(lambda: any(part in command for command in first_start.processes().values()), 60, "started again")
    until(first_start.answers, 60, "answering")


def test_after_a_sudden_death_of_everything_make_starts_it_again_with_the_data(first_start):
    with database(first_start) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('salam')")
    first_start.kill_everything()

    first_start.start(MAKE_RUN)

    assert first_start.answers()
    with database(first_start) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("salam",)


def test_all_ends_in_time_when_only_make_is_interrupted_after_all_that(first_start):
    assert first_start.stop(signal.SIGINT) < STOP_SECONDS
    until(lambda: first_start.processes() == {}, STOP_SECONDS, "gone")
