"""A publication reaches every process within two seconds, without a restart; a process whose connection is cut finds back."""

import subprocess
import sys
import time

import psycopg
import pytest

from tests.support.database import fresh_database
from tests.support.texts import RENA, SAMIRA, write_catalogues
from webapp.config import ROOT
from webapp.core import db
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.transaction import transaction
from webapp.translations.rules import key_of
from webapp.translations.services.drafting import propose, save_draft
from webapp.translations.services.entering import read_catalogues
from webapp.translations.services.publishing import publish, roll_back
from webapp.translations.services.reviewing import approve

PROCESSES = 3
SECONDS = 2.0
HELP = key_of("Kömək")
# One process of many: says each text that it shows for "Kömək" as soon as it changes, and when.
PROGRAM = """
import sys, time
from webapp.core import db
from webapp.core.overlay import shown_catalogue
from webapp.translations.following import follow_publications
db.install_database(db.open_database(sys.argv[1]))
follow_publications()
before = None
while True:
    words = shown_catalogue("en").gettext("Kömək")
    if words != before:
        print("shown", time.time(), words, flush=True)
        before = words
    time.sleep(0.002)
"""


@pytest.fixture(scope="module")
def url(server, app, tmp_path_factory):
    """A database of its own, with the small catalogues: what is published here is really committed."""
    with fresh_database(server, "following") as url:
        database = db.open_database(url)
        db.install_database(database)
        token = set_actor(SYSTEM)
        with app.app_context(), transaction():
            read_catalogues(write_catalogues(tmp_path_factory.mktemp("catalogues")))
        yield url
        reset_actor(token)
        database.close()


@pytest.fixture
def processes(url):
    command = [sys.executable, "-c", PROGRAM, url]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _one in range(PROCESSES)]
    yield running
    for one in running:
        one.kill()
        one.wait(5)
        one.stdout.close()


def published(app, words):
    """Publish, and say at which instant it was committed."""
    with app.app_context():
        with transaction():
            number = save_draft(
                actor=SAMIRA, key=HELP, language="en", forms=[words], base_number=published.number
            ).number
            published.number = number
            propose(actor=SAMIRA, key=HELP, language="en", number=number)
            approve(actor=RENA, key=HELP, language="en", number=number)
            publish(actor=RENA)
        return time.time()


published.number = 0


def delays(processes, words, since):
    found = []
    for one in processes:
        shown = next(line for line in one.stdout if line.startswith("shown"))  # the log is there too
        _shown, at, said = shown.split()
        assert said == words
        found.append(float(at) - since)
    return found


@pytest.mark.processes
def test_every_process_shows_what_is_published_within_two_seconds_and_what_is_taken_back(app, url, processes):
    delays(processes, "Kömək", 0)
    slowest = [max(delays(processes, words, published(app, words))) for words in ("Lifebelt", "Support")]

    # The connections on which they listen break: each makes a new one and asks for the newest.
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'kabinet-texts' AND datname = current_database()"
        )
    broken = max(delays(processes, "Assistance", published(app, "Assistance")))
    with app.app_context(), transaction():
        roll_back(actor=RENA, to=0)
    back = max(delays(processes, "Kömək", time.time()))
    assert max(*slowest, broken, back) < SECONDS
