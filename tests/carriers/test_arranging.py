"""What a carrier arranges itself, through its pages: drivers for vehicles, vehicles by power of attorney, search."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.ehis.questions.asking import act_of
from tests.support.client import AssertingClient
from tests.support.fleets import TRAILER, TRUCK, driver, fill_fleet, vehicle
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.carriers.jobs import read_insurances, refresh_fleet
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.clock import today
from webapp.core.transaction import transaction

XEZER, ABSERON = "9900010101", "9900010491"


def head_of(app, fin, voen, **fleet):
    client = AssertingClient(app)
    person = sign_in(client, fin)
    with transaction():
        party = party_by_number(voen)
        if fleet:
            fill_fleet(party.id, person.account_id, **fleet)
    sign_in(client, fin, party=party.id)
    return client, party.id


@pytest.fixture
def leyla(app, database):
    return head_of(
        app, "7LYL5H2", XEZER, vehicles=(TRUCK, TRAILER), drivers=(driver(), driver("1RXN5B8", "Orxan Nəbiyev"))
    )


def by_the_queue(job, **arguments):
    token = set_actor(SYSTEM)
    try:
        job.run(**arguments)
    finally:
        reset_actor(token)


def page_of(client, words):
    return client.open(client.open("/cabinet/fleet", expect=200).link(words), expect=200)


def choice(page, words):
    options = [one for one in page.all("option") if words in "".join(one.itertext())]
    return options[0].get("value")


def test_a_vehicle_has_several_drivers_and_a_driver_several_vehicles(leyla):
    client, party_id = leyla
    page = page_of(client, "10-XY-101")
    for name in ("Rəşad", "Orxan"):
        client.submit(page, "/assign", driver=choice(page, name), expect=303)
    other = page_of(client, "10-XT-201")
    client.submit(other, "/assign", driver=choice(other, "Orxan"), expect=303)
    client.submit(other, "/assign", driver=choice(other, "Orxan"), expect=303)
    with transaction(read_only=True):
        assert [(one.plate, one.driver_name) for one in carriers.assignments(party_id)] == [
            ("10-XT-201", "Orxan Nəbiyev"),
            ("10-XY-101", "Orxan Nəbiyev"),
            ("10-XY-101", "Rəşad Tofiq oğlu Məmmədov"),
        ]
    shown = page_of(client, "10-XT-201")
    release = next(one for one in shown.all("form") if "/release/" in one.get("action"))
    client.submit(shown, release.get("action"), expect=303)
    assert "Sürücü təhkim edilməyib" in page_of(client, "10-XT-201").words


def test_another_firms_vehicle_and_driver_cannot_be_put_together(leyla, app):
    client, party_id = leyla
    theirs, their_party = head_of(
        app, "9SVD3F6", ABSERON, vehicles=(vehicle("01-AB-401", "M3"),), drivers=(driver("3LVN6T9", "Elvin"),)
    )
    with transaction(read_only=True):
        my_vehicle, my_driver = carriers.fleet(party_id)[0].public_id, carriers.drivers(party_id)[0].public_id
        their_driver = carriers.drivers(their_party)[0].public_id
    page = page_of(client, "10-XY-101")
    client.submit(page, "/assign", driver=their_driver, expect=404)
    page = page_of(theirs, "01-AB-401")
    theirs.submit(page, "/assign", to=f"/cabinet/fleet/vehicles/{my_vehicle}/assign", driver=my_driver, expect=404)
    theirs.submit(page, "/assign", to=f"/cabinet/fleet/vehicles/{my_vehicle}/release/{my_driver}", expect=404)


def test_a_power_of_attorney_of_a_driver_brings_the_vehicle_and_a_strangers_does_not(leyla, registers):
    client, _party_id = leyla
    page = client.open("/cabinet/fleet", expect=200)
    assert "12 rəqəmdən" in client.submit(page, "/power", barcode="12", expect=422).words
    ended = client.submit(page, "/power", barcode="100020260002", expect=422)
    assert "Qüvvədə olan belə etibarnamə tapılmadı" in ended.words
    strangers = client.submit(page, "/power", barcode="100020260003", expect=422)
    assert "sürücülərinizdən birinə verilməyib" in strangers.words
    client.submit(page, "/power", barcode="100020260001", expect=303)
    assert "artıq parkınızdadır" in client.submit(page, "/power", barcode="100020260001", expect=422).words
    with transaction(read_only=True) as session:
        rights = session.execute(text("SELECT basis FROM vehicle_holdings WHERE \"right\" = 'power'")).scalars().all()
    assert rights == ["100020260001"]


def test_without_a_bar_code_the_act_of_the_notary_finds_the_power(leyla, registers):
    client, _party_id = leyla
    page = client.open("/cabinet/fleet", expect=200)
    assert "Ştrix-kodu, yaxud reyestr nömrəsini" in client.submit(page, "/power", number="1", expect=422).words
    number, day = act_of("100020260001")
    typed = {"number": number, "given_on": day.strftime("%d.%m.%Y")}
    other = client.submit(page, "/power", **{**typed, "given_on": "01.01.2020"}, expect=422)
    assert "Qüvvədə olan belə etibarnamə tapılmadı" in other.words
    client.submit(page, "/power", **typed, expect=303)
    with transaction(read_only=True) as session:
        rights = session.execute(text("SELECT basis FROM vehicle_holdings WHERE \"right\" = 'power'")).scalars().all()
    assert rights == ["100020260001"]


def test_a_vehicle_by_power_of_attorney_may_be_chosen_to_its_last_day(leyla, registers):
    client, party_id = leyla
    client.submit(client.open("/cabinet/fleet", expect=200), "/power", barcode="100020260004", expect=303)
    shown = client.open("/cabinet/fleet", expect=200)
    assert "Etibarnamə" in client.open(shown.link("20-KY-501"), expect=200).words
    last = today() + timedelta(days=25)
    with transaction(read_only=True):
        assert carriers.held(party_id, "20-KY-501").valid_to == last
        plates = [
            [one.vehicle.plate for one in carriers.vehicles_held(party_id, last + d * timedelta(days=1))]
            for d in (0, 1)
        ]
    assert ["20-KY-501" in found for found in plates] == [True, False]


def test_the_errand_brings_leases_that_run_and_leaves_those_that_ended(app, database, registers):
    client, party_id = head_of(app, "7LYL5H2", XEZER)
    with transaction(read_only=True) as session:
        errand = session.execute(text("SELECT id FROM fleet_refreshes WHERE state = 'waiting'")).scalar()
    by_the_queue(refresh_fleet, refresh_id=errand)
    with transaction(read_only=True):
        held = carriers.vehicles_held(party_id, today())
        leased = [one for one in held if one.right == "lease"]
        assert len(held) == 9
        assert [one.valid_to for one in leased] == [today() + timedelta(days=200)]
        assert carriers.vehicles_held(party_id, today() + timedelta(days=201))[0].right == "own"
    shown = client.open("/cabinet/fleet", expect=200)
    assert "İcarə" in shown.words


def test_passengers_insurances_are_read_for_buses(app, database, registers):
    buses = (vehicle("01-AB-402", "M3"), vehicle("01-AB-404", "M2"), TRUCK)
    _client, party_id = head_of(app, "9SVD3F6", ABSERON, vehicles=buses)
    with transaction(read_only=True) as session:
        account_id = session.execute(text("SELECT max(account_id) FROM fleet_refreshes")).scalar()
    by_the_queue(read_insurances, party_id=party_id, account_id=account_id, after="")
    with transaction(read_only=True):
        found = {one.plate: one.passengers_valid_to for one in carriers.fleet(party_id)}
    assert found == {"01-AB-402": today(), "01-AB-404": None, "10-XY-101": None}


def test_a_large_fleet_is_searched_narrowed_and_paged(app, database):
    trucks = tuple(
        vehicle(f"10-ZZ-{number:03}", inspection=today() + timedelta(days=number - 1)) for number in range(300)
    )
    client, _party_id = head_of(app, "7LYL5H2", XEZER, vehicles=trucks)
    first = client.open("/cabinet/fleet", expect=200)
    assert "Müddəti bitib: 1" in first.words
    assert "7 gün ərzində bitir: 8" in first.words
    assert "60 gün ərzində bitir: 61" in first.words
    everything = client.open(first.link("Hamısını göstər (300)"), expect=200)
    assert "10-ZZ-049" in everything.words
    assert "10-ZZ-050" not in everything.words
    following = client.open(everything.link("Növbəti"), expect=200)
    assert "10-ZZ-050" in following.words
    found = client.open("/cabinet/fleet?q=zz+299", expect=200)
    assert "10-ZZ-299" in found.words
    assert "10-ZZ-298" not in found.words
    soon = client.open("/cabinet/fleet?term=7&show=vehicles", expect=200)
    assert "10-ZZ-008" in soon.words
    assert "10-ZZ-009" not in soon.words
    assert "10-ZZ-000" not in soon.words
