"""Fixtures that every test may use. Keep it short: what belongs to one subsystem stands in its own folder."""

import socket
from dataclasses import replace

import hypothesis
import pytest
from jinja2 import FileSystemBytecodeCache

from tests.support import start  # the first of ours: see there
from tests.support.chromium import launched
from tests.support.client import AssertingClient
from tests.support.database import TEST_DATA, fresh_database, layer, start_server, undone
from tests.support.people import let_everybody_in
from webapp.bootstrap import create_app, install_jobs_of
from webapp.config import read_settings
from webapp.core import db, jobs
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.transaction import transaction

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile(
    "kabinet", hypothesis.settings(), deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("kabinet")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`, what belongs together runs together and in order."""
    from tests.support.scheduling import ByHouse

    return ByHouse(config, log)


def pytest_collection_modifyitems(config, items):
    """With `-n`, what takes long begins early."""
    from tests.support.scheduling import order

    if hasattr(config, "workerinput"):
        order(items)


def pytest_collection_finish():
    """All tests are there: see `start`."""
    start.collected()


@pytest.fixture(scope="session", autouse=True)
def loopback_only():
    """No test reaches beyond this machine."""
    original = socket.socket.connect

    def connect(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return original(self, address)

    socket.socket.connect = connect
    yield
    socket.socket.connect = original


@pytest.fixture(scope="session")
def server():
    return start_server()


@pytest.fixture(scope="session")
def database_url(server):
    with fresh_database(server, "shared") as url:
        yield url


@pytest.fixture(scope="session")
def empty(database_url):
    """A database in which nobody has been."""
    database = db.open_database(database_url)
    yield database.engine
    database.close()


@pytest.fixture(scope="session")
def engine(empty):
    """The database of `database`: rooms whose tests begin with people who signed in take `peopled` instead."""
    return empty


@pytest.fixture(scope="session")
def peopled(server, app):
    """A database in which every demo person has been once."""
    with fresh_database(server, "peopled") as url:
        database = db.open_database(url)
        db.install_database(database)
        let_everybody_in(app)
        yield database.engine
        database.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    base = read_settings({"DATA_DIR": str(folder), "SECRET_KEY": "s" * 40, "RATELIMIT_STORAGE_URI": "memory://"})
    pki = TEST_DATA / "pki"
    return replace(
        base,
        ehis_url="https://127.0.0.1:9",  # nobody listens there: a test that wants a register starts one
        ehis_cert=pki / "kabinet.pem",
        ehis_key=pki / "kabinet.key",
        ehis_ca=pki / "ca.pem",
        signing_ca=pki / "esign-root.pem",
        seal_cert=pki / "seal.pem",
        seal_key=pki / "seal.key",
    )


@pytest.fixture(scope="session")
def pki():
    """Demo certificates, made once and kept for all test runs."""
    from mocks.pki import ensure_pki

    ensure_pki(TEST_DATA / "pki")
    return TEST_DATA / "pki"


@pytest.fixture(scope="session")
def app(settings):
    app = create_app(settings, connect=False)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    app.extensions["jobs"] = jobs.queue()
    compiled = TEST_DATA / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))  # each process reads what another compiled
    return app


@pytest.fixture(scope="module")
def footing(engine, app):
    """The transaction in which a file's tests live: what a fixture of the whole file builds here, each test finds."""
    own_jobs(app)
    with undone(engine) as connection:
        yield connection


@pytest.fixture
def database(footing, app):
    """A database in which everything a test does is undone; how often others have asked is forgotten too."""
    own_jobs(app)
    for limiter in app.extensions.get("limiter", ()):
        limiter.storage.reset()
    with layer(footing), app.app_context():
        yield footing


def own_jobs(app):
    """Let jobs run in this application, not in a later one."""
    if jobs.queue() is not app.extensions.setdefault("jobs", jobs.queue()):
        install_jobs_of(app)
        app.extensions["jobs"] = jobs.queue()


@pytest.fixture
def opened(database):
    """A transaction, opened by the system, for tests of services and queries."""
    token = set_actor(SYSTEM)
    with transaction() as session:
        yield session
    reset_actor(token)


@pytest.fixture
def client(app, database):
    """A visitor. Every page it fetches is checked against the house's rules."""
    return AssertingClient(app)


@pytest.fixture(scope="session")
def chromium():
    """The one browser of this test process: playwright cannot be started twice in a thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()
