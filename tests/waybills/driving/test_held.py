"""What the phone takes along."""

from dataclasses import replace
from decimal import Decimal

from tests.waybills.driving.phones import head_of
from webapp.core.transaction import transaction
from webapp.waybills.content import DangerousGoods, Drop, Place, Temperature
from webapp.waybills.driving.held import _named, _warnings, tables
from webapp.waybills.driving.statements import SAID


def test_a_trip_is_whole_without_a_network(world, enter):
    waybill = world.offered(seals=("P-1",), temperature=Temperature(maximum=Decimal(-18), recorder="T-100"))
    found = enter("driver").get("/cabinet/waybills/trips.json")
    assert found.headers["Cache-Control"] == "no-store"
    (trip,) = found.json["trips"]
    assert trip["head"] == head_of(waybill).hex()
    assert trip["open"] == ["ask_change", "accept", "refuse_to_load"]
    assert (trip["consignee"], trip["seals"], trip["number"]) == ("“Bazar 24” MMC", ["P-1"], None)
    assert trip["warnings"] == ["≤ -18 °C · T-100"]
    assert trip["stops"] == []
    assert trip["goods"] == [{"nature": "Alma", "packages": "120 Karton qutu", "gross": "2400 kq"}]
    assert not trip["countersign"]


def test_nobody_takes_another_ones_trips_along(world, enter, client):
    world.offered()
    assert enter("carrier").get("/cabinet/waybills/trips.json").status_code == 403  # who acts for a firm drives nothing
    assert client.get("/cabinet/waybills/trips.json").status_code in {303, 401}


def test_the_tables_say_what_follows_without_asking():
    known = tables()
    assert known["after"]["offered.accept"] == "accepted"
    assert known["acts"]["accepted"] == ["depart"]
    assert set(known["acts"]["in_transit"]) == {"arrive", "store", "stop", "reload", "reseal"}
    assert known["acts"]["cancelled"] == []
    offered = {action for acts in known["acts"].values() for action in acts}
    assert offered <= {action.value for action in SAID}
    assert all(len(pair) == 2 for pair in known["states"].values())


def test_dangerous_goods_and_stops_are_told(world):
    with transaction():
        content = world.content()
    fuel = DangerousGoods(un_number="1203", proper_name="BENZİN", hazard_class="3", packing_group="II")
    goods = (replace(content.goods[0], adr=fuel), *content.goods[1:])
    assert _warnings(replace(content, goods=goods)) == ["UN 1203, BENZİN, 3, II"]
    assert _named(Drop(consignee=content.consignor, unloading=Place(name="Şəki"))) == "Şəki, 9900010231"
