"""Vehicles by VIN: plates that change, rights that end, what the database itself refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.support.fleets import AS_OF, TRAILER, TRUCK, driver, fill_fleet, vehicle
from webapp.cabinets.api import ensure_party
from webapp.carriers import api as carriers
from webapp.carriers.errors import AlreadyHeld
from webapp.carriers.events import FleetChanged, PlateChanged, VehicleGone
from webapp.carriers.keeping import Told, keep_fleet, keep_power, owned
from webapp.carriers.rules import Right
from webapp.core.bus import install_reactions, on, table
from webapp.core.clock import now, today
from webapp.core.transaction import savepoint, transaction

DAY = timedelta(days=1)


@pytest.fixture
def facts():
    """Return the list of the facts of this room that are published."""
    from webapp.core import bus

    before = {event: list(found) for event, found in bus._reactions.items()}
    told = []
    kinds = (FleetChanged, PlateChanged, VehicleGone)
    install_reactions([one for found in before.values() for one in found] + [on(kind)(told.append) for kind in kinds])
    assert table()
    yield told
    bus._reactions.clear()
    bus._reactions.update(before)


@pytest.fixture
def firm(opened):
    return ensure_party("organisation", "9900010101", name="“Xəzər Yük” MMC", source="AZ/GOV/DVX", as_of=now()).id


@pytest.fixture
def other(opened):
    return ensure_party("organisation", "9900010491", name="“Abşeron” MMC", source="AZ/GOV/DVX", as_of=now()).id


def leased(one, *, start=-10, end=10, right=Right.LEASE, basis=None):
    term = (today() + start * DAY, today() + end * DAY)
    return Told(one, right, *term, "AZ/GOV/NOTARIAT", now(), basis)


def keep(party_id, *told):
    keep_fleet(party_id, [one if isinstance(one, Told) else owned(one) for one in told], now())


def plates(party_id):
    return [one.plate for one in carriers.fleet(party_id)]


def test_a_vehicle_stays_itself_when_its_plate_changes(firm, facts):
    keep(firm, TRUCK)
    before = carriers.vehicle(firm, TRUCK.plate)
    facts.clear()
    keep(firm, replace(TRUCK, plate="77-NP-777"))

    after = carriers.vehicle_by_vin(TRUCK.vin)
    assert (after.public_id, after.plate) == (before.public_id, "77-NP-777")
    assert carriers.vehicle(firm, TRUCK.plate) is None
    assert [(one.plate, one.valid_to is None) for one in carriers.plates_of(TRUCK.vin)] == [
        ("77-NP-777", True),
        (TRUCK.plate, False),
    ]
    assert facts == [PlateChanged(vin=TRUCK.vin, old=TRUCK.plate, new="77-NP-777")]


def test_two_vehicles_may_change_plates_with_each_other(firm):
    keep(firm, TRUCK, TRAILER)
    keep(firm, replace(TRUCK, plate=TRAILER.plate), replace(TRAILER, plate=TRUCK.plate))
    assert carriers.vehicle_by_vin(TRUCK.vin).plate == TRAILER.plate
    assert carriers.vehicle_by_vin(TRAILER.vin).plate == TRUCK.plate


def test_a_plate_that_another_vehicle_got_is_not_left_on_the_first(firm, other):
    keep(firm, TRUCK)
    keep(other, replace(TRAILER, plate=TRUCK.plate))
    assert plates(firm) == []
    assert carriers.plates_of(TRUCK.vin)[0].valid_to == today()


def test_a_register_that_contradicts_itself_leaves_one_vehicle_and_no_error(firm):
    keep(firm, TRUCK, replace(TRUCK, vin="OTHERVIN000000001"), replace(TRUCK, plate="11-AA-111"))
    assert len(carriers.fleet(firm)) == 2


@pytest.mark.parametrize(
    ("start", "end", "offered"), [(-10, 10, True), (-10, 0, True), (-10, -1, False), (0, 0, True), (1, 10, False)]
)
@pytest.mark.parametrize("right", [Right.LEASE, Right.USE])
def test_a_vehicle_of_somebody_else_is_there_within_its_contract_only(firm, right, start, end, offered):
    keep(firm, leased(TRUCK, start=start, end=end, right=right))
    assert (plates(firm) == [TRUCK.plate]) is offered
    assert (carriers.held(firm, TRUCK.plate) is not None) is offered
    held = carriers.vehicles_held(firm, today() + end * DAY)
    assert [(one.right, one.valid_to) for one in held] == [(right, today() + end * DAY)]
    assert carriers.vehicles_held(firm, today() + (end + 1) * DAY) == []


def test_the_stronger_right_speaks_and_the_weaker_takes_over_when_it_ends(firm):
    keep(firm, leased(TRUCK, end=5, right=Right.POWER, basis="100020260001"), TRUCK)
    assert carriers.held(firm, TRUCK.plate).right is Right.OWN
    keep(firm, leased(TRUCK, end=5, right=Right.POWER, basis="100020260001"))
    assert carriers.held(firm, TRUCK.plate).right is Right.POWER


def test_what_the_register_no_longer_tells_is_gone_and_said_so_once(firm, facts):
    keep(firm, TRUCK, TRAILER)
    facts.clear()
    keep(firm, TRUCK)
    assert facts == [VehicleGone(party_id=firm, vin=TRAILER.vin), FleetChanged(party_id=firm)]
    facts.clear()
    keep(firm, TRUCK)
    assert facts == []


def test_a_longer_contract_is_a_change_and_a_new_one_a_new_row(firm, facts, opened):
    keep(firm, leased(TRUCK, end=5))
    facts.clear()
    keep(firm, leased(TRUCK, end=9))
    assert facts == [FleetChanged(party_id=firm)]
    keep(firm, leased(TRUCK, start=0, end=99))
    rows = opened.execute(text("SELECT gone_at IS NULL FROM vehicle_holdings ORDER BY id")).scalars().all()
    assert rows == [False, True]


def test_an_older_answer_does_not_undo_a_newer_one(firm, other):
    keep(firm, replace(TRUCK, colour="qara", as_of=AS_OF + DAY))
    keep(other, leased(replace(TRUCK, colour="ağ")))
    assert carriers.vehicle_by_vin(TRUCK.vin).colour == "qara"
    assert len(carriers.fleet(other)) == 1


def test_a_power_of_attorney_adds_a_vehicle_once(firm):
    told = leased(TRUCK, right=Right.POWER, basis="100020260001")
    keep_power(firm, told, now())
    assert plates(firm) == [TRUCK.plate]
    with pytest.raises(AlreadyHeld):
        keep_power(firm, told, now())


PLATE = "INSERT INTO vehicle_plates (vehicle_id, plate, valid_from, valid_to, source) VALUES (:v, :p, :f, :t, 'x')"


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2010-01-01", "2020-01-01", True),
        ("2010-01-01", "2020-01-02", False),
        ("2020-06-01", "2020-07-01", False),
        ("2021-01-01", "2022-01-01", True),
        ("2020-06-01", "2020-06-01", True),
        ("2020-06-01", None, False),
        ("2020-12-31", "2021-05-01", False),
    ],
)
def test_plates_of_one_vehicle_do_not_overlap(firm, opened, start, end, possible):
    keep(firm, TRUCK, TRAILER)
    ids = opened.execute(text("SELECT id FROM vehicles ORDER BY id")).scalars().all()
    opened.execute(text("DELETE FROM vehicle_plates"))
    opened.execute(text(PLATE), {"v": ids[0], "p": "10-AA-001", "f": "2020-01-01", "t": "2021-01-01"})
    opened.execute(text(PLATE), {"v": ids[1], "p": "10-AA-002", "f": "2000-01-01", "t": None})
    row = {"v": ids[0], "p": "10-AA-003", "f": start, "t": end}
    if possible:
        opened.execute(text(PLATE), row)
    else:
        with pytest.raises(IntegrityError, match="plates_of_a_vehicle_do_not_overlap"), savepoint():
            opened.execute(text(PLATE), row)


def test_one_plate_is_on_one_vehicle_at_a_time(firm, opened):
    keep(firm, TRUCK, TRAILER)
    with pytest.raises(IntegrityError, match="one_vehicle_of_a_plate"), savepoint():
        opened.execute(text("UPDATE vehicle_plates SET plate = '10-AA-001'"))


def test_a_holder_has_one_open_right_of_a_kind_to_a_vehicle(firm, opened):
    keep(firm, TRUCK)
    again = (
        'INSERT INTO vehicle_holdings (party_id, vehicle_id, "right", valid_from, source, as_of, seen_at)'
        ' SELECT party_id, vehicle_id, "right", valid_from, source, as_of, seen_at FROM vehicle_holdings'
    )
    with pytest.raises(AlreadyHeld), savepoint():
        opened.execute(text(again))


def test_three_hundred_vehicles_and_two_hundred_drivers_are_kept_and_kept_again(firm, opened):
    trucks = tuple(vehicle(f"10-ZZ-{number:03}") for number in range(300))
    letters = "ABCDEFGHJKLMNPQRSTUV"
    people = tuple(driver(f"7AAA{one}{two}1", f"Sürücü {one}{two}") for one in letters for two in "ABCDEFGHJK")
    fill_fleet(firm, 1, vehicles=trucks, drivers=people)
    fill_fleet(firm, 1, vehicles=trucks[:299], drivers=people)
    assert (len(carriers.fleet(firm)), len(carriers.driver_licences(firm))) == (299, 200)


def test_two_firms_that_are_read_at_once_share_a_vehicle(database):
    with transaction():
        first = ensure_party("organisation", "9900010101", name="A", source="AZ/GOV/DVX", as_of=now()).id
        second = ensure_party("organisation", "9900010491", name="B", source="AZ/GOV/DVX", as_of=now()).id
        keep(first, TRUCK)
    with transaction():
        keep(second, leased(TRUCK))
    with transaction(read_only=True):
        assert [plates(first), plates(second)] == [[TRUCK.plate], [TRUCK.plate]]
