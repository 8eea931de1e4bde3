"""The fleet as its owner sees it."""

from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from tests.support.fleets import TRAILER, TRUCK, fill_fleet, vehicle
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.carriers.models import FleetRefresh
from webapp.core.clock import now, today
from webapp.core.transaction import transaction

XEZER, BAZAR = "9900010101", "9900010361"


@pytest.fixture
def owner(app, database):
    client = AssertingClient(app)
    person = sign_in(client, "7LYL5H2")
    old = vehicle("10-XY-102", inspection=today() - timedelta(days=1))
    soon = vehicle("10-XY-103", insurance=today() + timedelta(days=10))
    off = vehicle("10-XY-104", status="suspended")
    with transaction():
        party = party_by_number(XEZER)
        fill_fleet(party.id, person.account_id, vehicles=(TRUCK, TRAILER, old, soon, off))
    sign_in(client, "7LYL5H2", party=party.id)
    return client, party.id


def test_vehicles_and_drivers_stand_with_the_terms_of_their_papers(owner):
    client, _party_id = owner
    page = client.open("/cabinet/fleet", expect=200)
    for words in (
        "10-XY-101",
        "Müddəti bitib",
        "30 gün ərzində bitir",
        "Qeydiyyatı dayandırılıb",
        "Qoşqu, 10 tondan ağır",
    ):
        assert words in page.words
    detail = client.open(page.link("10-XY-102"), expect=200)
    assert "Müddəti bitib" in detail.words
    assert "Baş Dövlət Yol Polisi" in detail.words


def test_looking_at_a_driver_is_seen_by_the_driver(owner, app):
    client, _party_id = owner
    page = client.open("/cabinet/fleet", expect=200)
    assert "AZ123456" in client.open(page.link("Rəşad"), expect=200).words
    driver = AssertingClient(app)
    sign_in(driver, "2RSD4K7")
    looks = driver.open("/cabinet/looks", expect=200)
    assert "İşəgötürən sürücünün vəsiqəsini yoxlayır" in looks.words
    assert "“Xəzər Yük” MMC" in looks.words


def test_a_refresh_is_asked_for_once(owner):
    client, _party_id = owner
    page = client.open("/cabinet/fleet", expect=200)
    asked = client.submit(page, "/refresh", expect=303)
    waiting = client.open(asked.location, expect=200)
    assert "Reyestrlər oxunur" in waiting.words
    again = client.submit(page, "/refresh", expect=303)
    assert "Sorğu artıq göndərilib" in client.open(again.location, expect=200).words
    fragment = client.open("/cabinet/fleet", headers={"HX-Request": "true", "HX-Target": "fleet-lists"}, expect=200)
    assert "Reyestrlər oxunur" in fragment.words
    assert not fragment.all("h1")


def test_another_partys_vehicle_and_driver_are_not_there(owner, app):
    _client, party_id = owner
    with transaction(read_only=True):
        vehicle_id = carriers.fleet(party_id)[0].public_id
        driver_id = carriers.drivers(party_id)[0].public_id
    other = AssertingClient(app)
    sign_in(other, "8TRL7D4")
    with transaction(read_only=True):
        bazar = party_by_number(BAZAR)
    sign_in(other, "8TRL7D4", party=bazar.id)
    other.open(f"/cabinet/fleet/vehicles/{vehicle_id}", expect=404)
    other.open(f"/cabinet/fleet/drivers/{driver_id}", expect=404)


def test_acting_as_oneself_there_is_no_fleet(app, database):
    client = AssertingClient(app)
    sign_in(client, "7LYL5H2")
    client.open("/cabinet/fleet", expect=403)
    AssertingClient(app).open("/cabinet/fleet", expect=303)


def test_no_page_of_the_fleet_gives_a_personal_number_away(owner):
    client, _party_id = owner
    page = client.open("/cabinet/fleet", expect=200)
    for href in [page.link("10-XY-101"), page.link("Rəşad")]:
        shown = client.open(href, expect=200)
        assert "2RSD4K7" not in shown.text + shown.request.path


def test_the_first_page_does_not_call_a_fleet_empty_that_was_never_read(app, database):
    client = AssertingClient(app)
    person = sign_in(client, "7LYL5H2")
    with transaction():
        party = party_by_number(XEZER)
    sign_in(client, "7LYL5H2", party=party.id)
    assert "Reyestrlər hələ oxunmayıb" in client.open("/cabinet", expect=200).words
    moment = now()
    with transaction() as session:
        done = {"state": "done", "asked_at": moment, "finished_at": moment}
        session.add(FleetRefresh(party_id=party.id, account_id=person.account_id, **done))
    assert "Reyestrdə nəqliyyat vasitəsi görünmür" in client.open("/cabinet", expect=200).words
