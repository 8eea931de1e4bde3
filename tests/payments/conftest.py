"""A person and a head of a firm who owe something, an accountant, and what they owe it for."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from mocks.asan_odenis.app import create_app as create_asan_odenis
from mocks.people import person_by_fin
from mocks.stripe.app import create_app as create_stripe
from tests.payments.counterparts import AsanOdenis, Stripe, running
from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, ZAUR, acting_for
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.rooms import plugged_in
from webapp.cabinets.api import own_party, party_by_number
from webapp.core import bus, db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import Reaction
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

    def owes(self, actor=None, ref="A-1", lines=(DUTY,), due_on=None, payable=THING.code, **more):
        more |= {"ref": ref, "party_id": (actor or self.aysel).party_id, "due_on": due_on, "actor": SYSTEM}
        return open_invoice(payable=payable, lines=lines, **more)

    def invoice(self, public_id):
        return db.session().query(Invoice).filter_by(public_id=public_id).one()


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def payable():
    with plugged_in(THING):
        yield THING


def office_actor(app, fin, code):
    person = sign_in(AssertingClient(app), fin, office=True)
    rights = frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)
    name = person_by_fin(fin).full_name
    return Actor(account_id=person.account_id, name=name, fin=fin, office_roles=frozenset({code}), rights=rights)


@pytest.fixture(scope="module")
def built(app, footing):
    with app.app_context():
        return build_world(app)


@pytest.fixture
def world(built, database, payable):
    return built


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
def asan_service(tmp_path_factory):
    with running(create_asan_odenis(tmp_path_factory.mktemp("asan_odenis")), AsanOdenis) as counterpart:
        yield counterpart


@pytest.fixture(scope="session")
def stripe_service(tmp_path_factory):
    app = create_stripe(tmp_path_factory.mktemp("stripe"), "http://portal/payments/notices/stripe")
    with running(app, Stripe) as counterpart:
        yield counterpart


@pytest.fixture
def asan(asan_service, app, monkeypatch):
    """ASAN ödəniş as it was found, known to the portal; what it tells the portal arrives at once."""
    asan_service.reset(app)
    monkeypatch.setattr(app, "settings", replace(app.settings, asan_odenis_url=asan_service.url))
    return asan_service


@pytest.fixture
def stripe(stripe_service, app, monkeypatch):
    """Stripe in the same way."""
    stripe_service.reset(app)
    monkeypatch.setattr(app, "settings", replace(app.settings, stripe_api_base=stripe_service.url))
    return stripe_service


@pytest.fixture
def owed(world):
    """An invoice of 250 manat to Aysel, due in five days; its public id."""
    with transaction():
        return world.owes(due_on=today() + timedelta(days=5))


def changed(actor, **values):
    return replace(actor, **values)


@contextmanager
def heard_facts(kind, hear=lambda _fact: None):
    """What is published of this kind until the block ends, each given to `hear`, as to a room of the test's own."""
    found = []

    def run(fact):
        found.append(fact)
        hear(fact)

    known = bus._reactions
    former = list(known.get(kind, ()))
    known[kind] = [*former, Reaction(kind, run)]
    try:
        yield found
    finally:
        del known[kind]
        if former:
            known[kind] = former
