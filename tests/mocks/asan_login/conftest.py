import shutil

import pytest

from mocks.asan_login.app import create_app
from mocks.asan_login.outgoing import SendingFailedError
from mocks.asan_login.settings import Settings
from mocks.pki import ensure_pki
from tests.mocks.asan_login.relying_party import RelyingParty


class Inbox:
    """The messaging service, in memory."""

    def __init__(self):
        self.messages = []
        self.down = False

    def send_sms(self, to, text):
        if self.down:
            raise SendingFailedError
        self.messages.insert(0, {"channel": "sms", "to": to, "text": text, "at": "2026-11-22T10:00:00Z"})

    def inbox(self, number):
        return None if self.down else [one for one in self.messages if one["to"] == number]

    def code(self):
        return next(word for word in self.messages[0]["text"].split() if word.isdigit() and len(word) == 6)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Keys and certificates cost most of a second: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("asan_login")
    ensure_pki(folder / "pki")
    create_app(Settings(data_dir=folder), messaging=Inbox(), send_logout=lambda _uri, _token: None)
    return folder


@pytest.fixture
def data_dir(made_once, tmp_path):
    shutil.copytree(made_once / "asan_login", tmp_path / "asan_login")
    (tmp_path / "pki").symlink_to(made_once / "pki")
    return tmp_path


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def logouts():
    return []


@pytest.fixture
def app(data_dir, inbox, logouts):
    settings = Settings(data_dir=data_dir)
    return create_app(settings, messaging=inbox, send_logout=lambda uri, token: logouts.append((uri, token)))


@pytest.fixture
def provider(app):
    return app.extensions["asan_login"]


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.fixture
def phone(app):
    """Another device."""
    return app.test_client()


@pytest.fixture
def rp(browser):
    return RelyingParty(browser)


@pytest.fixture
def portal(browser):
    return RelyingParty(browser, ("kabinet", "kabinet-demo-secret"), "http://127.0.0.1:8000/auth/callback")


@pytest.fixture
def switch(app):
    """Switch faults of the provider by its own endpoint."""

    def switch(**faults):
        answer = app.test_client().post("/admin/faults", json=faults, headers={"Authorization": "Bearer demo-admin"})
        assert answer.status_code == 200, answer.text

    return switch


@pytest.fixture
def admin(app):
    def call(method, path, **json):
        return app.test_client().open(
            path, method=method, json=json or None, headers={"Authorization": "Bearer demo-admin"}
        )

    return call
