"""What the police learn of waybills: who carries what plate's load from where to where, not what it is worth."""

import json

import pytest

from tests.support.exchange import Asking, texts
from webapp.audit.api import views_of
from webapp.core.transaction import transaction
from webapp.waybills.queries import waybill_by_public_id


@pytest.fixture
def asking(database):
    return Asking()


def row(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id)


def test_a_waybill_is_told_by_its_number_in_every_state(world, asking):
    found = row(world.delivered())
    status, said = asking.rest("waybillByNumber", number=found.number)

    assert status == 200
    told = said["waybill"]
    assert (told["number"], told["state"], told["plate"]) == (found.number, "delivered", found.vehicle_plate)
    assert told["consignor"] == {"voen": "9900010231", "name": "“Göyçay Meyvə” MMC"}
    assert told["driverName"] == "Rəşad Tofiq oğlu Məmmədov"
    assert texts(asking.soap("waybillByNumber", number=found.number))["driverName"] == told["driverName"]


def test_goods_and_personal_numbers_stay_with_the_parties(world, asking):
    found = row(world.accepted())
    said = json.dumps(asking.rest("waybillByNumber", number=found.number)[1], ensure_ascii=False)

    assert "2RSD4K7" not in said
    for goods in found.content["goods"]:
        assert goods["nature"] not in said


def test_a_vehicle_is_told_with_what_it_carries_now(world, asking):
    found = row(world.arrived())
    status, said = asking.rest("waybillsByPlate", plate=found.vehicle_plate)

    assert (status, [one["state"] for one in said["waybill"]]) == (200, ["arrived"])
    assert texts(asking.soap("waybillsByPlate", plate=found.vehicle_plate))["state"] == "arrived"


def test_drafts_and_what_is_over_are_not_on_the_vehicle(world, asking):
    plate = row(world.draft()).vehicle_plate
    world.delivered()

    assert asking.rest("waybillsByPlate", plate=plate)[1]["waybill"] == []
    assert asking.rest("waybillsByPlate", plate="99-ZZ-999")[1]["waybill"] == []
    assert asking.rest("waybillsByPlate", plate="ABCD")[0] == 404


def test_a_number_that_nobody_has_is_not_found(asking):
    assert asking.rest("waybillByNumber", number="AZ-2026-0000000001-9")[0] == 404  # a wrong check digit
    assert asking.rest("waybillByNumber", number="AZ-2019-0000000001-0")[0] == 404
    assert asking.rest("waybillByNumber", number="1")[0] == 400


def test_the_driver_sees_who_asked(world, asking):
    found = row(world.accepted())
    asking.rest("waybillByNumber", number=found.number)
    asking.soap("waybillsByPlate", plate=found.vehicle_plate)

    with transaction(read_only=True):
        looks = views_of("2RSD4K7").rows
    assert [str(look.purpose) for look in looks] == [
        "Yük qaiməsinin qeydiyyat nişanı üzrə yoxlanılması",
        "Yük qaiməsinin nömrə üzrə yoxlanılması",
    ]
