"""A person and a head of a firm who owe something, an accountant, and what they owe it for."""

from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Thread
from urllib.parse import urlsplit

import pytest
from werkzeug.serving import make_server

from mocks.asan_odenis.app import create_app
from mocks.kit.faults import Fault
from mocks.kit.serve import QuietHandler
from mocks.people import person_by_fin
from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, ZAUR, acting_for
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.rooms import plugged_in
from webapp.cabinets.api import own_party, party_by_number
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import today
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.payments.api import Line, Payable, open_invoice
from webapp.payments.models import Invoice

DUTY = Line("Daşıma icazəsinin verilməsi", 12_500, 2, "“Dövlət rüsumu haqqında” Qanun, maddə 19.3")
THING = Payable("test.permit", "Daşıma icazəsi üçün dövlət rüsumu", lambda ref: f"/cabinet?thing={ref}")


@dataclass
class World:
    """The people as the edge would make them."""

    aysel: Actor
    leyla: Actor
    zaur: Actor
    gunel: Actor

    def owes(self, actor=None, ref="A-1", lines=(DUTY,), due_on=None, payable=THING.code):
        party_id = (actor or self.aysel).party_id
        return open_invoice(payable=payable, ref=ref, party_id=party_id, lines=lines, due_on=due_on, actor=SYSTEM)

    def invoice(self, public_id):
        return db.session().query(Invoice).filter_by(public_id=public_id).one()


@pytest.fixture
def payable():
    with plugged_in(THING):
        yield THING


def office_actor(app, fin, code):
    person = sign_in(AssertingClient(app), fin, office=True)
    rights = frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)
    name = person_by_fin(fin).full_name
    return Actor(account_id=person.account_id, name=name, fin=fin, office_roles=frozenset({code}), rights=rights)


@pytest.fixture
def world(app, database, payable):
    return build_world(app)


def build_world(app):
    rights = frozenset(item.code for item in permissions() if item.area)
    aysel, leyla = sign_in(AssertingClient(app), AYSEL), sign_in(AssertingClient(app), LEYLA)
    with transaction():
        person, firm = own_party(aysel.account_id), party_by_number(KHAZAR)
    own = frozenset(item.code for item in permissions() if item.everybody)
    return World(
        aysel=Actor(aysel.account_id, person.name, AYSEL, person.id, person.name, person.id, rights=own),
        leyla=Actor(leyla.account_id, "Leyla Əliyeva", LEYLA, firm.id, firm.name, rights=rights),
        zaur=office_actor(app, ZAUR, "accountant"),
        gunel=office_actor(app, "5GNL4M3", "head_of_section"),
    )


@pytest.fixture
def opened(world):
    with transaction() as session:
        yield session


@pytest.fixture
def client(app, world):
    """Aysel, signed in for herself."""
    client = AssertingClient(app)
    sign_in(client, AYSEL)
    return client


@pytest.fixture
def firm_client(app, world):
    client = AssertingClient(app)
    acting_for(client, LEYLA, KHAZAR)
    return client


@pytest.fixture
def office(app, world):
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True)
    return client


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The payment service itself, over HTTP on a free port."""
    app = create_app(tmp_path_factory.mktemp("asan_odenis"))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield AsanOdenis(app.extensions["payments"], f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asan(service, app, settings, monkeypatch):
    """The service as it was found, known to the portal; what it tells the portal arrives at once."""
    service.reset(app)
    monkeypatch.setattr(app, "settings", replace(settings, asan_odenis_url=service.url))
    return service


class AsanOdenis:
    """The running counterpart and its payers."""

    def __init__(self, inner, url):
        self.inner, self.url = inner, url
        self.told = []

    def reset(self, app):
        self.inner.store.clear()
        self.inner.faults.clear()
        self.told.clear()
        self.inner.notifier.run = lambda work: work()
        self.inner.notifier.pauses = (0.0,)
        self.inner.notifier.post = lambda url, body, headers: self._post(app, url, body, headers)

    def _post(self, app, url, body, headers):
        self.told.append((url, body, headers))
        with app.test_client() as client:
            return client.post(urlsplit(url).path, data=body, headers=headers).status_code

    def fault(self, name, **more):
        self.inner.faults.switch_on(Fault(name, **more))

    @property
    def payments(self):
        return self.inner.store.everything()

    def pay(self, number=-1):
        return self.inner.pay(self.payments[number])

    def decline(self):
        return self.inner.end(self.payments[-1], "decline")


@pytest.fixture
def owed(world):
    """An invoice of 250 manat to Aysel, due in five days; its public id."""
    with transaction():
        return world.owes(due_on=today() + timedelta(days=5))


def changed(actor, **values):
    return replace(actor, **values)
