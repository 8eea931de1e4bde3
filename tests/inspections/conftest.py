"""A waybill on the road, an inspector who meets it, a superior; registers that answer as a test wants."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.waybills.conftest import build_world
from webapp.core import files
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.documents.keys import ensure_key
from webapp.ehis import answers
from webapp.ehis.errors import RegisterUnavailable
from webapp.inspections import registers
from webapp.inspections.queries import act_by_public_id
from webapp.inspections.services.signing import PURPOSE, ask_signature
from webapp.signing.api import SignatureCompleted
from webapp.waybills.queries import waybill_by_public_id

FAIQ, GUNEL, PDF = "7FAQ6P2", "5GNL4M3", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@dataclass
class Road:
    """Who is on the road, and what they do."""

    world: object
    app: object
    inspector_id: int

    @property
    def inspector(self):
        rights = frozenset({"inspections.inspect"})
        name, roles = "Faiq Zahid oğlu Rüstəmov", frozenset({"inspector"})
        return Actor(account_id=self.inspector_id, name=name, fin=FAIQ, rights=rights, office_roles=roles)

    def waybill(self, public_id):
        with transaction(read_only=True):
            return waybill_by_public_id(public_id)

    def client(self, fin=FAIQ, *, office=True, **more):
        client = AssertingClient(self.app)
        sign_in(client, fin, office=office, **more)
        return client

    def act(self, public_id):
        with transaction(read_only=True):
            return act_by_public_id(public_id)

    def signed(self, public_id):
        """The inspector's signature has come."""
        with transaction():
            request = ask_signature(public_id, self.inspector)
        with transaction():
            stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
            publish(
                SignatureCompleted(
                    request_id=request,
                    purpose=PURPOSE,
                    ref=public_id,
                    account_id=self.inspector_id,
                    party_id=None,
                    signed_at=now(),
                    certificate_number="AZ-C-9",
                    file_id=stored.id,
                )
            )


@pytest.fixture
def road(app, database):
    world = build_world(app)
    person = sign_in(AssertingClient(app), FAIQ, office=True)
    with transaction():
        ensure_key()
    return Road(world, app, person.account_id)


class Registers:
    """What the registers answer: in order, unless a test says otherwise."""

    def __init__(self):
        self.inspected_to = today() + timedelta(days=90)
        self.silent = set()
        self.asked = []

    def _asked(self, name, **more):
        self.asked.append((name, more["purpose"], more["asked_by"]))
        if name in self.silent:
            raise RegisterUnavailable("no answer")

    def get_vehicle(self, plate, **more):
        self._asked("vehicle", **more)
        return _answer(answers.Vehicle, plate=plate, make="MAN", model="TGX", category="N3", status="registered")

    def get_inspection(self, plate, **more):
        self._asked("inspection", **more)
        return _answer(answers.Inspection, plate=plate, passed=True, valid_to=self.inspected_to)

    def policies_of_vehicle(self, plate, kind, **more):
        self._asked(kind.value, **more)
        one = _answer(
            answers.InsurancePolicy,
            plate=plate,
            valid_from=today(),
            valid_to=today() + timedelta(days=1),
            kind=kind.value,
        )
        return [one]

    def get_licence(self, fin, **more):
        self._asked("licence", **more)
        valid = today() + timedelta(days=400)
        return _answer(answers.Licence, fin=fin, categories=("C", "CE"), status="valid", valid_to=valid)

    def restrictions_of(self, _fin, **more):
        self._asked("restrictions", **more)
        return []


def _answer(kind, /, **known):
    made = object.__new__(kind)
    values = dict.fromkeys(kind.__slots__) | {"source": "DYP", "as_of": now()} | known
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@pytest.fixture
def answering(monkeypatch):
    found = Registers()
    for name in ("get_vehicle", "get_inspection", "policies_of_vehicle", "get_licence", "restrictions_of"):
        monkeypatch.setattr(registers.ehis, name, getattr(found, name))
    return found
