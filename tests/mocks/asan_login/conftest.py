import shutil
from copy import copy
from datetime import UTC, datetime

import pytest
import time_machine
from argon2 import PasswordHasher

from mocks.asan_login import accounts
from mocks.asan_login.app import create_app
from mocks.asan_login.keys import KeyRing
from mocks.asan_login.outgoing import SendingFailedError
from mocks.asan_login.provider import Provider
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


@pytest.fixture(scope="session", autouse=True)
def quick_hashes():
    """Passwords are hashed as they are by the service, but not to wear anybody out."""
    real = accounts._HASHER
    accounts._HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    accounts._issued_hash.cache_clear()
    yield
    accounts._HASHER = real
    accounts._issued_hash.cache_clear()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Keys and certificates cost most of a second: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("asan_login")
    ensure_pki(folder / "pki")
    KeyRing(folder / "asan_login" / "keys.json")
    return folder


@pytest.fixture
def data_dir(made_once, tmp_path):
    shutil.copytree(made_once / "asan_login", tmp_path / "asan_login")
    (tmp_path / "pki").symlink_to(made_once / "pki")
    return tmp_path


@pytest.fixture
def frozen():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(datetime.now(UTC).replace(microsecond=0), tick=False) as clock:
        yield clock


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def logouts():
    return []


@pytest.fixture(scope="session")
def built(made_once):
    """Routes and keys never change between tests, and loading an RSA key takes longer than most of them."""
    return create_app(Settings(data_dir=made_once), messaging=Inbox(), send_logout=lambda _uri, _token: None)


@pytest.fixture
def app(built, data_dir, inbox, logouts, monkeypatch):
    """The application with a provider that has just started."""
    keys = copy(built.extensions["asan_login"].keys)
    keys._path = data_dir / "asan_login" / "keys.json"
    with monkeypatch.context() as patch:
        patch.setattr("mocks.asan_login.provider.KeyRing", lambda _path: keys)
        fresh = Provider(Settings(data_dir=data_dir), inbox, lambda uri, token: logouts.append((uri, token)))
    monkeypatch.setitem(built.extensions, "asan_login", fresh)
    return built


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
