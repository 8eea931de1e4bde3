"""The three firms, their heads, the driver; and a waybill brought as far as a test needs it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from mocks.people import person_by_fin
from tests.support.client import AssertingClient
from tests.support.fleets import fill_fleet
from tests.support.people import sign_in
from tests.support.signed import signature_came
from tests.waybills.situations import CARRIER, CONSIGNEE, CONSIGNOR, CONTENT
from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import Permission
from webapp.core.registry import permissions
from webapp.core.transaction import transaction
from webapp.waybills.content import DriverEntry
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.accepting import Loading, request_acceptance
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.drafting import save_draft, share_draft, start_draft
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.receiving import Receipt, request_receipt
from webapp.waybills.services.travelling import arrive, depart
from webapp.waybills.validation.delivery import accepted_quantity

HEADS = {"carrier": ("7LYL5H2", CARRIER), "consignor": ("6NGR2C5", CONSIGNOR), "consignee": ("8TRL7D4", CONSIGNEE)}
DRIVER = "2RSD4K7"


@dataclass
class World:
    """Actors by part, as the edge would make them, and what they do with waybills."""

    actors: dict
    app: object

    def __getattr__(self, name):
        return self.actors[name]

    def content(self, **changes):
        start = now() + timedelta(hours=2)
        ref = carriers.drivers(self.carrier.party_id)[0].public_id
        timed = replace(
            CONTENT,
            driver=DriverEntry(ref=ref),
            loading=replace(CONTENT.loading, planned_at=start),
            unloading=replace(CONTENT.unloading, planned_at=start + timedelta(hours=5)),
        )
        return replace(timed, **changes)

    def version(self, public_id):
        return waybill_by_public_id(public_id).version

    def draft(self, **changes):
        """A complete draft of the carrier, handed to the consignor."""
        with transaction():
            public_id = start_draft(frozenset({Role.CARRIER}), actor=self.carrier)
            save_draft(public_id, self.content(**changes), version=1, actor=self.carrier)
            share_draft(public_id, actor=self.carrier)
        return public_id

    def signed(self, public_id, request_id, action, actor):
        """The signature has come."""
        signature_came(request_id, public_id, purpose=PURPOSES[action], actor=actor)

    def offered(self, **changes):
        public_id = self.draft(**changes)
        with transaction():
            request = request_offer(public_id, version=self.version(public_id), actor=self.consignor)
        self.signed(public_id, request, Action.OFFER, self.consignor)
        return public_id

    def accepted(self, **changes):
        public_id = self.offered(**changes)
        with transaction():
            loading = Loading(loaded_at=now(), seals=("P-1",), reservations="Bir qutu cırılıb")
            request = request_acceptance(public_id, loading, version=self.version(public_id), actor=self.driver)
        self.signed(public_id, request, Action.ACCEPT, self.driver)
        return public_id

    def arrived(self, **changes):
        public_id = self.accepted(**changes)
        for step in (depart, arrive):
            with transaction():
                step(public_id, version=self.version(public_id), actor=self.driver)
        return public_id

    def delivered(self, **changes):
        public_id = self.arrived(**changes)
        with transaction():
            delivered = tuple(accepted_quantity(row) for row in self.content(**changes).goods)
            request = request_receipt(
                public_id, Receipt(delivered=delivered), version=self.version(public_id), actor=self.consignee
            )
        self.signed(public_id, request, Action.RECEIVE, self.consignee)
        return public_id


def rights(*, everybody):
    found: list[Permission] = [item for item in permissions() if (item.everybody if everybody else item.area)]
    return frozenset(item.code for item in found)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(scope="module")
def built(app, footing):
    with app.app_context():
        return build_world(app)


@pytest.fixture
def world(built, database):
    return built


def build_world(app):
    """The people signed in once, so that their parties and rights are there, and the carrier's fleet."""
    actors = {}
    for part, (fin, voen) in HEADS.items():
        person = sign_in(AssertingClient(app), fin)
        with transaction():
            party = party_by_number(voen)
            actors[part] = Actor(
                account_id=person.account_id,
                name=person_by_fin(fin).full_name,
                fin=fin,
                party_id=party.id,
                party_name=party.name,
                rights=rights(everybody=False),
            )
            if part == "carrier":
                fill_fleet(party.id, person.account_id)
    person = sign_in(AssertingClient(app), DRIVER)
    with transaction():
        own = party_by_number(DRIVER)
        actors["driver"] = Actor(
            account_id=person.account_id,
            name="Rəşad Tofiq oğlu Məmmədov",
            fin=DRIVER,
            party_id=own.id,
            party_name=own.name,
            rights=rights(everybody=True),
        )
    return World(actors, app)


@pytest.fixture
def enter(app, world):
    """A client signed in as somebody's head, for the party, or as the driver."""

    def as_part(part):
        client = AssertingClient(app)
        party = None if part == "driver" else world.actors[part].party_id
        sign_in(client, world.actors[part].fin, party=party)
        return client

    return as_part


@pytest.fixture
def on_the_road(world):
    """A waybill whose goods have left."""
    public_id = world.accepted()
    with transaction():
        depart(public_id, version=world.version(public_id), actor=world.driver)
    return public_id
