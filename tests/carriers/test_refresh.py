"""The errand to the registers, with registers that answer, change their mind, and fall silent."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from tests.support.client import AssertingClient
from tests.support.fleets import FAR, TRAILER, TRUCK, driver, fill_fleet, vehicle
from tests.support.people import sign_in
from webapp.cabinets.api import ensure_party, party_by_number
from webapp.carriers import api as carriers
from webapp.carriers.jobs import refresh_all, refresh_fleet, refresh_some
from webapp.carriers.models import FleetDriver, FleetRefresh
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.errors import NotInRegister, RegisterUnavailable

LEYLA, XEZER = "7LYL5H2", "9900010101"


class Registers:
    """What the registers answer in this test; an exception instead of rows is raised."""

    def __init__(self):
        self.vehicles = (TRUCK, TRAILER)
        self.people = (driver(),)
        self.uses = ()
        self.elsewhere = {}
        self.powers = {}
        self.entity = None
        self.asked = []

    def vehicles_of(self, owner, *, purpose, asked_by):
        assert not in_transaction()
        self.asked.append((owner, purpose, asked_by))
        if isinstance(self.vehicles, Exception):
            raise self.vehicles
        return self.vehicles

    def employees_of(self, voen, *, purpose, asked_by):
        assert not in_transaction()
        return tuple(employee for employee, _licence in self.people)

    def get_licence(self, fin, *, purpose, asked_by):
        found = next(licence for employee, licence in self.people if employee.fin == fin)
        if found is None:
            raise NotInRegister
        return found

    def vehicle_uses_of(self, user, *, purpose, asked_by):
        return self.uses

    def get_vehicle(self, plate, *, purpose, asked_by):
        found = self.elsewhere.get(plate)
        if found is None:
            raise NotInRegister
        return found

    def power_by_barcode(self, barcode, *, purpose, asked_by):
        if barcode not in self.powers:
            raise NotInRegister
        return self.powers[barcode]

    def get_legal_entity(self, voen, *, purpose, asked_by):
        if self.entity is None:
            raise NotInRegister
        return self.entity


@pytest.fixture(scope="module")
def engine(empty):
    """Nobody has been here: the first sign-in of each is what is tested."""
    return empty


@pytest.fixture
def registers(monkeypatch):
    fake = Registers()
    names = ("vehicles_of", "employees_of", "get_licence", "vehicle_uses_of", "get_vehicle", "power_by_barcode")
    for name in (*names, "get_legal_entity"):
        monkeypatch.setattr(f"webapp.ehis.api.{name}", getattr(fake, name))
    return fake


@pytest.fixture
def leyla(app, database):
    client = AssertingClient(app)
    person = sign_in(client, LEYLA)
    with transaction(read_only=True):
        party = party_by_number(XEZER)
    return client, person.account_id, party.id


def open_refreshes():
    with transaction(read_only=True) as session:
        return (
            session.execute(text("SELECT id FROM fleet_refreshes WHERE state IN ('waiting', 'running')"))
            .scalars()
            .all()
        )


def test_the_first_sign_in_of_a_head_has_the_fleet_read(leyla, registers):
    (refresh_id,) = open_refreshes()
    refresh_fleet.run(refresh_id)

    with transaction(read_only=True):
        assert [one.plate for one in carriers.fleet(leyla[2])] == ["10-XY-101", "10-XT-201"]
        (found,) = carriers.drivers(leyla[2])
        assert (found.licence_categories, found.account_fin) == (("B", "C", "CE"), "2RSD4K7")
        assert carriers.last_refresh(leyla[2]).state == "done"
    assert registers.asked == [(XEZER, "fleet", LEYLA)]


def test_a_firm_that_others_knew_first_has_its_fleet_read_when_its_head_comes(app, database, registers):
    with transaction():
        ensure_party("organisation", XEZER, name="“Xəzər Yük” MMC", source="AZ/GOV/DVX", as_of=now())
    sign_in(AssertingClient(app), LEYLA)
    (refresh_id,) = open_refreshes()
    refresh_fleet.run(refresh_id)
    sign_in(AssertingClient(app), LEYLA)
    assert open_refreshes() == []


def test_a_person_without_business_has_no_fleet_read(app, database):
    sign_in(AssertingClient(app), "5AYS3L1")
    assert open_refreshes() == []


def test_a_silent_register_leaves_the_old_rows_with_their_date(leyla, registers):
    _client, account_id, party_id = leyla
    (first,) = open_refreshes()
    refresh_fleet.run(first)
    registers.vehicles = RegisterUnavailable("timeout")
    with transaction():
        assert carriers.refresh(party_id, account_id)
    (second,) = open_refreshes()
    with pytest.raises(RegisterUnavailable):
        refresh_fleet.run(second)

    with transaction(read_only=True):
        state = carriers.last_refresh(party_id)
        assert (state.state, state.reason) == ("waiting", "register-unavailable")
        assert carriers.vehicle(party_id, "10-XY-101").as_of == TRUCK.as_of
    registers.vehicles = (TRUCK,)
    refresh_fleet.run(second)
    with transaction(read_only=True):
        assert carriers.last_refresh(party_id).state == "done"


def test_what_the_registers_no_longer_say_is_gone_and_may_come_back_as_the_same(leyla, registers):
    _client, account_id, party_id = leyla
    with transaction():
        fill_fleet(party_id, account_id, drivers=(driver(), driver("1RXN5B8", "Orxan")))
        before = {one.plate: one.public_id for one in carriers.fleet(party_id)}
        fill_again(party_id, account_id, vehicles=(vehicle(inspection=FAR - timedelta(days=1)),), drivers=(driver(),))
        assert [one.plate for one in carriers.fleet(party_id)] == ["10-XY-101"]
        assert carriers.vehicle(party_id, "10-XY-101").inspection_valid_to == FAR - timedelta(days=1)
        assert [one.name for one in carriers.drivers(party_id)] == ["Rəşad Tofiq oğlu Məmmədov"]
        fill_again(party_id, account_id)
        assert {one.plate: one.public_id for one in carriers.fleet(party_id)} == before


def fill_again(party_id, account_id, **answers):
    fill_fleet(party_id, account_id, **answers)


def test_one_errand_at_a_time_and_an_abandoned_one_makes_room(leyla, registers):
    _client, account_id, party_id = leyla
    with transaction():
        assert not carriers.refresh(party_id, account_id)
        old = now() - timedelta(minutes=31)
        db.session().execute(update(FleetRefresh).values(asked_at=old))
        assert carriers.refresh(party_id, account_id)
    with transaction(read_only=True) as session:
        states = session.execute(text("SELECT state FROM fleet_refreshes ORDER BY id")).scalars().all()
    assert states == ["failed", "waiting"]


def test_a_driver_without_licence_is_shown_as_such(leyla, registers):
    client, _account_id, party_id = leyla
    registers.people = ((driver()[0], None),)
    refresh_fleet.run(open_refreshes()[0])
    sign_in(client, LEYLA, party=party_id)
    assert "Vəsiqə tapılmadı" in client.open("/cabinet/fleet", expect=200).words


def test_every_night_the_fleets_are_read_again(leyla, registers):
    refresh_fleet.run(open_refreshes()[0])
    refresh_all.run(timestamp=0)
    refresh_some.run(after=0, night=0)
    assert len(open_refreshes()) == 1


def test_the_fin_of_a_driver_is_unreadable_in_the_table_and_masked_on_the_page(leyla):
    client, account_id, party_id = leyla
    with transaction() as session:
        fill_fleet(party_id, account_id)
        raw = session.execute(text("SELECT fin FROM fleet_drivers")).scalar()
        assert b"2RSD4K7" not in bytes(raw)
        assert session.query(FleetDriver).one().fin == "2RSD4K7"
    sign_in(client, LEYLA, party=party_id)
    page = client.open("/cabinet/fleet", expect=200)
    assert "2••••K7" in page.words
    assert "2RSD4K7" not in page.text


def test_the_night_goes_through_the_parties_a_few_at_a_time(leyla, registers, monkeypatch):
    monkeypatch.setattr("webapp.carriers.jobs.PARTIES_AT_ONCE", 2)
    with transaction() as session:
        session.execute(text("DELETE FROM fleet_refreshes"))
        done = "INSERT INTO fleet_refreshes (party_id, account_id, state, asked_at, finished_at) VALUES (:p, :a, 'done', :t, :t)"
        for party_id in range(901, 906):
            session.execute(text(done), {"p": party_id, "a": leyla[1], "t": now()})
    seen = []
    after = 0
    while after is not None:
        refresh_some.run(after=after, night=7)
        with transaction(read_only=True) as session:
            waiting = (
                session.execute(text("SELECT party_id FROM fleet_refreshes WHERE state = 'waiting' ORDER BY party_id"))
                .scalars()
                .all()
            )
            following = session.execute(
                text(
                    "SELECT args ->> 'after' FROM procrastinate_jobs WHERE task_name = 'carriers.refresh_some' ORDER BY id DESC LIMIT 1"
                )
            ).scalar()
        seen.append(len(waiting))
        after = int(following) if following and int(following) > after else None
    assert seen == [2, 4, 5]
