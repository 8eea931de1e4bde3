"""A waybill that nothing is wrong with, to be spoiled by each test in one way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from webapp.waybills.content import DriverEntry, GoodsRow, PartyEntry, Place, VehicleEntry, WaybillContent
from webapp.waybills.validation.situation import DriverFacts, Situation, VehicleFacts

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
CONSIGNOR, CARRIER, CONSIGNEE = "9900010231", "9900010101", "9900010361"
TRUCK = VehicleFacts(
    plate="10-XY-101",
    category="N3",
    tare_kg=7_000,
    max_mass_kg=18_000,
    inspection_valid_to=date(2027, 3, 1),
    insurance_valid_to=date(2027, 3, 1),
)
TRAILER = replace(TRUCK, plate="10-XT-201", category="O4", tare_kg=6_000, max_mass_kg=24_000)
DRIVER = DriverFacts(categories=frozenset({"B", "C", "CE"}), valid_to=date(2029, 1, 1), status="valid")
APPLES = GoodsRow(
    marks="GM-1",
    packages=120,
    package_type="CT",
    nature="Alma",
    hs_code="0808",
    gross_kg=Decimal(2400),
    net_kg=Decimal(2280),
)
CONTENT = WaybillContent(
    consignor=PartyEntry(number=CONSIGNOR),
    carrier=PartyEntry(number=CARRIER),
    consignee=PartyEntry(number=CONSIGNEE),
    goods=(APPLES,),
    loading=Place(name="Göyçay", address="Nizami küçəsi 42", planned_at=NOW + timedelta(hours=2)),
    unloading=Place(name="Bakı", address="Atatürk prospekti 24", planned_at=NOW + timedelta(hours=7)),
    vehicle=VehicleEntry(plate=TRUCK.plate),
    driver=DriverEntry(ref="D1"),
)
GOOD = Situation(
    content=CONTENT, now=NOW, vehicle=TRUCK, driver=DRIVER, known_names=frozenset({"consignor", "carrier", "consignee"})
)


def having(situation=GOOD, **changes):
    """The situation with members of its content replaced."""
    return replace(situation, content=replace(situation.content, **changes))


def with_goods(**changes):
    return having(goods=(replace(APPLES, **changes),))
