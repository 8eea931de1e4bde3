"""A firm's program with its token, speaking to the portal as a program does."""

import json
from dataclasses import dataclass

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.waybills.conftest import build_world
from webapp.api_clients.rules import Mode
from webapp.api_clients.services.letting_in import let_in
from webapp.core.transaction import transaction
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.machine.shapes import writable

ALL = ("waybills.read", "waybills.write", "events.read")
SOMEBODY = "1700013891"


@dataclass
class Program:
    """A program: its name, secret and token, and requests with them."""

    app: object
    client_id: str
    secret: str
    token: str = ""

    def prove(self, **form):
        return self.app.test_client().post(
            "/oauth/token",
            data={"grant_type": "client_credentials", **form},
            auth=(self.client_id, self.secret),
        )

    def ask(self, method, path, body=None, *, expect=None, **headers):
        sent = {"Authorization": f"Bearer {self.token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        kind = {"content_type": sent.pop("Content-Type", "application/json")} if body is not None else {}
        data = body if isinstance(body, bytes | None) else json.dumps(body)
        with self.app.app_context():
            answer = self.app.test_client().open(f"/api/v1{path}", method=method, data=data, headers=sent, **kind)
        if expect is not None:
            assert answer.status_code == expect, f"{answer.status}: {answer.text[:800]}"
        return answer


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def world(app, database):
    return build_world(app)


@pytest.fixture
def program_of(app, world):
    """Make a program of a party, with a token for all that it may do."""

    def made(part="carrier", *, mode=Mode.LIVE, scopes=ALL, name="Anbar"):
        with transaction():
            client_id, secret = let_in(name, mode=mode, scopes=scopes, actor=world.actors[part])
        program = Program(app, client_id, secret)
        with app.app_context():
            program.token = program.prove().json["access_token"]
        return program

    return made


@pytest.fixture
def head(app, world):
    """The carrier's head in a browser."""
    client = AssertingClient(app)
    sign_in(client, world.carrier.fin, party=world.carrier.party_id)
    return client


@pytest.fixture
def sendable(world):
    """Content as a program would send it: everything that the checks want."""
    with transaction():
        return {"role": "carrier", "content": writable(to_json(world.content()), WaybillContent)}
