"""Sevda, whose buses they are, a driver, and a form brought as far as a test needs it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from mocks.people import person_by_fin
from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.support.fleets import driver, fill_fleet, vehicle
from tests.support.people import sign_in
from tests.support.signed import signature_came
from webapp.cabinets.api import own_party, party_by_number
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import encrypt
from webapp.core.registry import permissions
from webapp.core.transaction import transaction
from webapp.journeys.content import Bus, Content, Driver, Leg, Organiser, Passenger
from webapp.journeys.queries import form_by_public_id
from webapp.journeys.services import drafting, signing
from webapp.journeys.services.signing import PURPOSE

SEVDA, DRIVER, ABSERON, PLATE = "9SVD3F6", "1RXN5B8", "9900010491", "01-AB-700"
PEOPLE = [
    Passenger(name="Aysel Məmmədova", document="AA1234567"),
    Passenger(name="Elvin Quliyev", document="AA7654321"),
]
CARD = """
WITH permit AS (
  INSERT INTO permits (public_id, number, type_code, party_id, holder_name, holder_number, holder_index, details, state,
    revision, case_no, case_public_id, issued_on, valid_from, valid_to, changed_at)
  VALUES ('JP', 'J-1', 'occasional', :party, 'Firm', :sealed, '', '{}', 'active', 1, '', '', current_date, current_date,
    current_date + 2000, now()) RETURNING id)
INSERT INTO permit_cards (public_id, number, permit_id, permit_number, type_code, party_id, vin, plate, vehicle, carriage,
    year, state, revision, issued_on, valid_to, changed_at)
SELECT 'JC', 'J-1-1', id, 'J-1', 'occasional', :party, 'V', :plate, 'MAN', 'passengers', 2020, 'active', 1, current_date,
    current_date + 2000, now() FROM permit
"""


@dataclass
class World:
    """Who is at work, and what they do with forms."""

    sevda: Actor
    driver: Actor

    def content(self, **changes):
        start = now() + timedelta(hours=30)
        legs = (
            Leg(origin="Bakı", target="Göygöl", departs_at=start, arrives_at=start + timedelta(hours=5)),
            Leg(
                origin="Göygöl",
                target="Bakı",
                departs_at=start + timedelta(hours=24),
                arrives_at=start + timedelta(hours=28),
            ),
        )
        ref = carriers.drivers(self.sevda.party_id)[0].public_id
        known = Content(
            purpose="tour",
            organiser=Organiser(name="“Gəzinti” MMC"),
            bus=Bus(plate=PLATE),
            drivers=(Driver(ref=ref),),
            legs=legs,
        )
        return replace(known, **changes)

    def drawn(self, people=PEOPLE, **changes):
        with transaction():
            public_id = drafting.start(self.sevda)
            drafting.save(drafting.editable(public_id, self.sevda), self.content(**changes), people, version=1)
        return public_id

    def asked(self, public_id):
        with transaction():
            form = drafting.editable(public_id, self.sevda)
            return signing.ask_signature(form, version=form.version, actor=self.sevda)

    def came(self, public_id, request_id):
        signature_came(request_id, public_id, purpose=PURPOSE, actor=self.sevda)

    def signed(self, **changes):
        public_id = self.drawn(**changes)
        self.came(public_id, self.asked(public_id))
        return public_id

    def form(self, public_id):
        with transaction(read_only=True):
            return form_by_public_id(public_id)

    def left(self, public_id):
        """Let the journey have begun."""
        with transaction():
            db.session().execute(
                text("UPDATE journey_forms SET departs_at = now() - interval '2 hours' WHERE public_id = :id"),
                {"id": public_id},
            )


def actor_of(app, fin, voen=None):
    person = sign_in(AssertingClient(app), fin)
    with transaction():
        party = party_by_number(voen) if voen else own_party(person.account_id)
    rights = frozenset(one.code for one in permissions() if (one.area if voen else one.everybody))
    name = person_by_fin(fin).full_name
    return Actor(
        account_id=person.account_id, name=name, fin=fin, party_id=party.id, party_name=party.name, rights=rights
    )


@pytest.fixture
def world(built, database):
    return built


@pytest.fixture(scope="module")
def built(app, footing):
    with app.app_context():
        return build(app)


def build(app):
    found = World(sevda=actor_of(app, SEVDA, ABSERON), driver=actor_of(app, DRIVER))
    bus = replace(vehicle(PLATE, "M3", owner=ABSERON), seats=50)
    with transaction() as session:
        who = driver(DRIVER, "Orxan Elman oğlu Nəbiyev", categories=("B", "D"))
        fill_fleet(found.sevda.party_id, found.sevda.account_id, vehicles=(bus,), drivers=(who,))
        known = {"party": found.sevda.party_id, "plate": PLATE, "sealed": encrypt(b"9900010491", purpose="column")}
        session.execute(text(CARD), known)
    return found


@pytest.fixture
def enter(app, world):
    def as_part(part):
        client = AssertingClient(app)
        if part == "carrier":
            acting_for(client, SEVDA, ABSERON)
        elif part == "inspector":
            sign_in(client, "7FAQ6P2", office=True)
        else:
            sign_in(client, part)
        return client

    return as_part
