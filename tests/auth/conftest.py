"""A portal whose provider lies on request, and browsers in front of it."""

from dataclasses import replace

import pytest

from tests.support.client import AssertingClient
from tests.support.database import undone
from tests.support.provider import FakeProvider
from webapp.auth.room import KEY
from webapp.bootstrap import create_app


@pytest.fixture(scope="session")
def running_provider():
    provider = FakeProvider()
    yield provider
    provider.close()


@pytest.fixture(scope="session")
def portal(running_provider, settings):
    """The application, with the lying provider as its issuer."""
    app = create_app(replace(settings, asan_login_issuer=running_provider.issuer), connect=False)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    return app


@pytest.fixture
def fake_provider(running_provider, portal):
    running_provider.reset()
    portal.extensions[KEY].provider.forget()
    return running_provider


@pytest.fixture
def tables(engine, portal):
    with undone(engine) as connection, portal.app_context():
        yield connection


@pytest.fixture
def browser(portal, tables, fake_provider):
    """A visitor's browser at the portal."""
    return AssertingClient(portal)


@pytest.fixture
def other_browser(portal, tables, fake_provider):
    return AssertingClient(portal)
