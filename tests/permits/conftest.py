"""Holders with fleets as the registers tell them, the registers themselves, and permits given by the real services."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from mocks.people import person_by_fin
from tests.ehis.registers import MemoryArchive, running_registers
from tests.support.cases import work
from tests.support.client import AssertingClient
from tests.support.fleets import driver, fill_fleet, vehicle
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import today
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.ehis.installation import install_exchange
from webapp.permits.rules import By
from webapp.permits.services.history import Why
from webapp.permits.services.issuing import Grant, Wanted, issue_permit
from webapp.permits.services.parties import holder_of
from webapp.workflow.offer import CaseFacts

XEZER, ELVIN, ABSERON = "9900010101", "9900020172", "9900010491"
HEADS = {XEZER: "7LYL5H2", ELVIN: "3LVN6T9", ABSERON: "9SVD3F6"}
TRUCKS = (vehicle(),)
AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
BY_OFFICE = Why(by=By.OFFICE, actor=SYSTEM, reason="Şərt pozulub", ground="unmet", basis="176-VQ")


@dataclass
class Somebody:
    """A head in the cabinet: the actor, the client of the pages, the party."""

    actor: Actor
    client: AssertingClient
    party_id: int


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(autouse=True)
def one_after_another(monkeypatch):
    """Tests share one connection, on which two threads cannot read."""
    monkeypatch.setattr("webapp.workflow.services.checking.SIDE_BY_SIDE", 1)
    monkeypatch.setattr("webapp.permits.checks.asking.AT_ONCE", 1)


@pytest.fixture(scope="module")
def running(pki):
    with running_registers(pki) as registers:
        yield registers


@pytest.fixture
def registers(running):
    """The demo registers, asked over mutual TLS."""
    running.reset()
    with running.exchange(MemoryArchive()) as exchange:
        install_exchange(exchange)
        yield running
    install_exchange(None)


@pytest.fixture
def head(app, database, pki):
    """Return a function that lets a head in, with a fleet: `head(XEZER, vehicles=(vehicle(),))`."""

    def enter(voen=XEZER, *, vehicles=TRUCKS, drivers=()):
        client, fin = AssertingClient(app), HEADS[voen]
        person = sign_in(client, fin)
        with transaction():
            party = party_by_number(voen)
            fill_fleet(party.id, person.account_id, vehicles=vehicles, drivers=drivers or (driver(),))
        sign_in(client, fin, party=party.id)
        rights = frozenset(item.code for item in permissions() if item.area)
        known = {"name": person_by_fin(fin).full_name, "fin": fin, "party_id": party.id, "party_name": party.name}
        return Somebody(Actor(account_id=person.account_id, rights=rights, **known), client, party.id)

    return enter


@pytest.fixture
def officer(app, database):
    """An officer by role: actor and client."""

    def enter(role="head_of_section", fin="5GNL4M3"):
        client = AssertingClient(app)
        person = sign_in(client, fin, office=True)
        rights = frozenset(item.code for one in office_roles() if one.code == role for item in one.permissions)
        name = person_by_fin(fin).full_name
        return Actor(
            account_id=person.account_id, name=name, fin=fin, office_roles=frozenset({role}), rights=rights
        ), client

    return enter


@pytest.fixture
def held(head):
    """Return a function that gives a permit with cards, by the services: `held("cargo", "10-XY-101")`."""

    def give(type_code="cargo", *plates, voen=XEZER, day=None, territory=None, category="N3", somebody=None):
        plates = plates or ("10-XY-101",)
        somebody = somebody or head(voen, vehicles=tuple(vehicle(one, category) for one in plates))
        with transaction():
            found = [carriers.vehicle(somebody.party_id, one) for one in plates]
            wanted = [Wanted(vehicle=one, territory=territory) for one in found]
            why = Why(by=By.HOLDER, actor=SYSTEM, reason="Müraciət", case_no="2026-1")
            grant = Grant(
                type_code=type_code,
                holder=holder_of(somebody.party_id),
                day=day or today(),
                why=why,
                wanted=wanted,
            )
            return somebody, issue_permit(grant).public_id

    return give


def facts(somebody, answers, *, subject="", **changes):
    """A case by hand, for checks and effects that are called directly."""
    told = {
        "party_id": somebody.party_id,
        "party_kind": "organisation",
        "number": XEZER,
        "name": "“Xəzər Yük” MMC",
        "account_id": somebody.actor.account_id,
        "fin": somebody.actor.fin,
        "day": today(),
        "subject": subject,
        "answers": answers,
        "public_id": "CASE1",
        "case_no": "2026-000001",
        "type_code": "permits.cargo.issue",
        "issue": "2026-000001",
        "submitted_at": AT,
        "signed_at": AT,
    }
    return CaseFacts(**(told | changes))


def run(database):
    """Run the engine's waiting jobs."""
    work(database)
