"""The carrier, its driver, and a sheet brought as far as a test needs it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.signed import signature_came
from tests.waybills.conftest import build_world
from webapp.carriers import api as carriers
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.transaction import transaction
from webapp.trip_sheets.content import Back, Content, Driver, Mark
from webapp.trip_sheets.queries import back_of, sheet_by_public_id
from webapp.trip_sheets.services import drafting, returning, signing
from webapp.trip_sheets.services.signing import PURPOSE

PLATE = "10-XY-101"


@dataclass
class World:
    """Who is at work, and what they do with sheets."""

    carrier: Actor
    driver: Actor
    consignor: Actor

    def content(self, **changes):
        leaves = now() + timedelta(minutes=30)
        known = Content(
            plate=PLATE,
            drivers=(Driver(ref=carriers.drivers(self.carrier.party_id)[0].public_id),),
            valid_from=local(leaves).date(),
            valid_until=local(leaves).date(),
            departs_at=leaves,
            odometer=100_000,
            norm=Decimal(30),
            fuel_left=Decimal(50),
            fuel_given=Decimal(100),
            medical=Mark(name="Dr. Səbinə", at=now()),
            technical=Mark(name="Mexanik Vaqif", at=now()),
        )
        return replace(known, **changes)

    def back(self, **changes):
        known = Back(
            departed_at=now() - timedelta(hours=6),
            returned_at=now() - timedelta(minutes=1),
            odometer=100_300,
            fuel_left=Decimal(60),
            trips=1,
            tonnes=Decimal("7.36"),
        )
        return replace(known, **changes)

    def drawn(self, **changes):
        with transaction():
            public_id = drafting.start(self.carrier)
            drafting.save(drafting.editable(public_id, self.carrier), self.content(**changes), version=1)
        return public_id

    def ask(self, public_id, action="opening", *more):
        with transaction():
            sheet = drafting.own_sheet(public_id, self.carrier)
            return getattr(signing, f"ask_{action}")(sheet, *more, version=sheet.version, actor=self.carrier)

    def came(self, public_id, request_id):
        signature_came(request_id, public_id, purpose=PURPOSE, actor=self.carrier)

    def opened(self, **changes):
        public_id = self.drawn(**changes)
        self.came(public_id, self.ask(public_id))
        return public_id

    def write(self, public_id, actor, **changes):
        with transaction():
            sheet = returning.on_the_road(public_id, actor)
            returning.write_readings(sheet, self.back(**changes), version=sheet.version, actor=actor)

    def closed(self, back=None, **changes):
        public_id = self.opened(**changes)
        self.write(public_id, self.driver, **(back or {}))
        self.came(public_id, self.ask(public_id, "closing", self.readings(public_id)))
        return public_id

    def sheet(self, public_id):
        with transaction(read_only=True) as session:
            found = sheet_by_public_id(public_id)
            session.expunge(found)
            return found

    def readings(self, public_id):
        return back_of(self.sheet(public_id).back)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(scope="module")
def built(app, footing):
    with app.app_context():
        firms: SimpleNamespace = build_world(app)
        return World(firms.carrier, firms.driver, firms.consignor)


@pytest.fixture
def world(built, database):
    return built


@pytest.fixture
def enter(app, world):
    """A client signed in as the head of a firm, for it, or as the driver."""

    def as_part(part):
        client, actor = AssertingClient(app), getattr(world, part)
        sign_in(client, actor.fin, party=None if part == "driver" else actor.party_id)
        return client

    return as_part
