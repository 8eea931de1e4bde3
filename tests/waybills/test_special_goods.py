"""Dangerous goods, goods that travel cold, containers, codes of goods, papers of driver and vehicle: each rule by its code."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.waybills.situations import APPLES, CONTENT, DRIVER, GOOD, NOW, TRAILER, TRUCK, having, with_goods
from webapp.core.findings import Level
from webapp.waybills.content import DangerousGoods, Drop, PartyEntry, Place, Temperature, VehicleEntry
from webapp.waybills.reference import adr, tariff
from webapp.waybills.validation import checks
from webapp.waybills.validation.checks import AT_LOADING, ON_RELOADING, findings
from webapp.waybills.validation.cold import is_container
from webapp.waybills.validation.texts import TEXTS

PETROL = DangerousGoods(
    un_number="1203",
    proper_name="MOTOR SPIRIT",
    hazard_class="3",
    packing_group="II",
    tunnel_code="D/E",
    amount=Decimal(300),
    unit="l",
)
TNT = DangerousGoods(
    un_number="0081",
    proper_name="EXPLOSIVE, BLASTING, TYPE A",
    hazard_class="1.1D",
    tunnel_code="B1000C",
    amount=Decimal(10),
)
POISON = replace(PETROL, un_number="1541", hazard_class="6.1", packing_group="I", tunnel_code="C/D")
DAY, DAYS = date(2026, 11, 21), timedelta(days=1)
CERTIFIED = replace(GOOD, driver=replace(DRIVER, trainings=(("dangerous_goods", date(2027, 1, 1)),)))


def carrying(*goods, situation=CERTIFIED, **more):
    rows = tuple(replace(APPLES, hs_code="2710", volume_m3=Decimal(1), adr=one) for one in goods)
    return having(situation, goods=rows, **more)


def codes(situation, level=None):
    return {finding.code for finding in findings(situation) if level is None or finding.level is level}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"un_number": "12"}, "adr-number-malformed"),
        ({"un_number": "0000"}, "adr-number-unknown"),
        ({"un_number": "1798"}, "adr-forbidden"),  # nitrohydrochloric acid
        ({"hazard_class": "8"}, "adr-class"),
        ({"proper_name": ""}, "adr-name-missing"),
        ({"packing_group": ""}, "adr-group-missing"),
        ({"tunnel_code": ""}, "adr-tunnel-missing"),
        ({"amount": None}, "adr-amount-missing"),
    ],
)
def test_dangerous_goods_are_described_in_full(change, code):
    assert codes(carrying(replace(PETROL, **change)), Level.BLOCK) >= {code}
    assert code not in codes(carrying(PETROL))


def test_what_adr_says_otherwise_is_only_shown():
    assert codes(carrying(replace(PETROL, tunnel_code="C/D"))) == {"adr-tunnel-differs", "adr-small-load"} - (
        set() if adr.points_of([replace(PETROL, tunnel_code="C/D")]) <= adr.MOST_POINTS else {"adr-small-load"}
    )
    assert "adr-group-needless" in codes(carrying(replace(TNT, packing_group="II")), Level.WARN)
    assert "adr-expected" in codes(with_goods(hs_code="2710", volume_m3=Decimal(1)), Level.WARN)


@pytest.mark.parametrize(
    ("loads", "points"),
    [
        ([(PETROL, 333)], 999),
        ([(PETROL, 334)], 1002),
        ([(PETROL, 100), (replace(PETROL, un_number="1202", packing_group="III"), 700)], 1000),
        ([(replace(PETROL, limited=True), 5000)], 0),
        ([(replace(PETROL, un_number="1380", hazard_class="4.2", tunnel_code="B/E"), 1)], None),  # category 0
    ],
)
def test_points_are_counted_by_transport_category(loads, points):
    assert adr.points_of([replace(one, amount=Decimal(amount)) for one, amount in loads]) == points


@pytest.mark.parametrize(
    ("amount", "trainings", "found"),
    [
        (333, (), {"adr-small-load"}),
        (334, (), {"adr-certificate-missing"}),
        (334, (("dangerous_goods", date(2026, 11, 21)),), {"adr-certificate-expired"}),
        (334, (("dangerous_goods", date(2026, 11, 22)),), set()),
    ],
)
def test_above_a_thousand_points_the_driver_has_a_certificate(amount, trainings, found):
    situation = replace(GOOD, driver=replace(DRIVER, trainings=trainings))
    assert codes(carrying(replace(PETROL, amount=Decimal(amount)), situation=situation)) == found


def test_a_certificate_that_ends_on_the_way_is_only_shown():
    overnight = replace(CONTENT.unloading, planned_at=NOW + timedelta(days=2))
    situation = replace(GOOD, driver=replace(DRIVER, trainings=(("dangerous_goods", date(2026, 11, 22)),)))
    loaded = replace(PETROL, amount=Decimal(500))
    assert codes(carrying(loaded, situation=situation, unloading=overnight)) == {"adr-certificate-ends-on-the-way"}


def test_tanks_and_explosives_go_in_an_approved_vehicle():
    tank = carrying(replace(PETROL, amount=Decimal(9000)))
    tank = replace(tank, content=replace(tank.content, goods=(replace(tank.content.goods[0], package_type="TK"),)))
    assert codes(tank) == {"adr-approval-missing"}
    assert codes(replace(tank, content=replace(tank.content, vehicle_approval="AZ-0007"))) == set()
    assert "adr-approval-missing" in codes(carrying(replace(TNT, amount=Decimal(50))))


@pytest.mark.parametrize(
    ("loads", "mixed"),
    [
        ([TNT, PETROL], True),
        ([TNT, replace(TNT, un_number="0241")], False),  # both of group D
        ([TNT, replace(TNT, un_number="0030")], True),  # detonators, group B
        ([replace(TNT, un_number="0012"), PETROL], False),  # 1.4S
        ([PETROL, POISON], False),
    ],
)
def test_explosives_travel_alone(loads, mixed):
    assert ("adr-mixed" in codes(carrying(*loads), Level.BLOCK)) is mixed


def test_poison_stays_away_from_food():
    both = having(CERTIFIED, goods=(replace(APPLES, hs_code="2710", volume_m3=Decimal(1), adr=POISON), APPLES))
    assert "adr-with-food" in codes(both, Level.WARN)
    assert "adr-with-food" not in codes(carrying(POISON))


@given(st.sampled_from(sorted(adr._table())))
def test_every_number_of_the_table_describes_itself(number):
    known = adr.known_of(number)
    assert known.proper_name
    assert known.hazard_class
    assert re.fullmatch(r"[1-9](\.[1-6])?", known.hazard_class)
    assert adr.category_of(known) in adr.POINTS


@pytest.mark.parametrize(
    ("temperature", "more", "found"),
    [
        (Temperature(), {}, {"temperature-missing"}),
        (Temperature(minimum=Decimal(4), maximum=Decimal(-18)), {}, {"temperature-reversed"}),
        (Temperature(maximum=Decimal(-18)), {}, {"recorder-missing", "body-not-stated"}),
        (Temperature(maximum=Decimal(-18), recorder="T-1"), {"refrigerated": True}, set()),
    ],
)
def test_what_perishes_travels_cold(temperature, more, found):
    meat = replace(APPLES, hs_code="0202")
    assert found <= codes(having(goods=(meat,), temperature=temperature, **more))
    if not found:
        assert codes(having(goods=(meat,), temperature=temperature, **more)) == set()


@pytest.mark.parametrize(
    ("number", "right"),
    [("CSQU3054383", True), ("MSCU6639870", True), ("CSQU3054384", False), ("CSQ3054383", False), ("", False)],
)
def test_a_container_has_its_check_digit(number, right):
    assert is_container(number) is right
    assert ("container-malformed" in codes(having(containers=(number,)), Level.BLOCK)) is not right


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("0808", set()),
        ("080810", set()),
        ("0808108000", set()),
        ("9998", {"hs-absent"}),
        ("080877", {"hs-unknown"}),
        ("2204", {"volume-missing"}),
        ("080", {"hs-malformed"}),
    ],
)
def test_a_code_of_goods_exists(code, found):
    assert codes(with_goods(hs_code=code)) == found


def test_the_table_of_goods_is_whole():
    headings = tariff._table()
    assert len({head[:2] for head in headings}) == 97  # chapter 77 is kept free, 99 is of special rows
    assert len(headings) == 1229


@pytest.mark.parametrize("paper", ["training", "accident-insurance", "tachograph-card"])
@pytest.mark.parametrize(("days", "ending"), [(-1, "expired"), (0, "ends-on-the-way"), (1, "")])
def test_papers_of_the_driver_hold_on_the_day_and_better_on_arrival(paper, days, ending):
    day = NOW.date() + days * DAYS
    told = {
        "training": {"trainings": (("goods", day),)},
        "accident-insurance": {"insured_to": day},
        "tachograph-card": {"tachograph_to": day},
    }[paper]
    overnight = replace(CONTENT.unloading, planned_at=NOW + timedelta(days=1))
    situation = having(replace(GOOD, driver=replace(DRIVER, **told)), unloading=overnight)
    assert codes(situation) == ({f"{paper}-{ending}"} if ending else set())
    assert codes(situation, Level.BLOCK) == ({f"{paper}-expired"} if ending == "expired" else set())


def test_nobody_and_nothing_is_at_two_places():
    assert codes(replace(GOOD, driver=replace(DRIVER, busy_elsewhere="77-AA-777"))) == {"driver-busy"}
    drawn = replace(having(trailers=(VehicleEntry(plate=TRAILER.plate),)), trailers=(TRAILER,))
    assert codes(replace(drawn, busy_trailers=(TRAILER.plate,))) == {"trailer-busy"}


@pytest.mark.parametrize(("km", "found"), [(None, set()), (450, set()), (451, {"too-fast"})])
def test_nobody_need_drive_faster_than_ninety(km, found):
    assert codes(having(distance_km=km)) == found


def test_goods_of_others_go_under_a_permit():
    none, taken = (replace(GOOD, vehicle=replace(TRUCK, permit=permit)) for permit in (None, "suspended"))
    assert codes(none, Level.WARN) == {"permit-missing"}
    assert codes(replace(none, hired=False)) == set()
    for at in (checks.CHECKS, AT_LOADING, ON_RELOADING):
        assert {one.code for one in findings(taken, at) if one.level is Level.BLOCK} == {"permit-not-in-force"}
    assert {one.code for one in findings(none, ON_RELOADING) if one.level is Level.BLOCK} == {"permit-missing"}


@pytest.mark.parametrize(
    ("drop", "found"),
    [
        ({"consignee": PartyEntry()}, "stop-consignee-missing"),
        ({"consignee": PartyEntry(number="1234567890")}, "stop-consignee-malformed"),
        ({"unloading": Place(name="Şəki", planned_at=NOW + 9 * timedelta(hours=1))}, "stop-place-missing"),
        ({"unloading": Place(name="Şəki", address="A")}, "stop-time-missing"),
        ({"unloading": Place(name="Şəki", address="A", planned_at=NOW)}, "stop-before-loading"),
    ],
)
def test_every_further_consignee_is_described(drop, found):
    whole = Drop(
        consignee=PartyEntry(number="9900010361"),
        unloading=Place(name="Şəki", address="A", planned_at=NOW + timedelta(hours=9)),
    )
    goods = (APPLES, replace(APPLES, drop=1))
    fine = replace(having(goods=goods, drops=(whole,)), known_numbers=frozenset({"9900010361"}))
    assert codes(fine) == set()
    assert codes(replace(fine, known_numbers=frozenset())) == {"stop-consignee-unknown"}
    assert found in codes(replace(fine, content=replace(fine.content, drops=(replace(whole, **drop),))), Level.BLOCK)
    lone = replace(fine, content=replace(fine.content, goods=(APPLES,)))
    assert codes(lone, Level.BLOCK) == {"stop-without-goods"}


def test_the_page_of_checks_names_every_code():
    page = Path("docs/waybill-checks.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9-]+)`", page))
    assert set(TEXTS) <= named
    asked = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert asked <= set(TEXTS)
