"""What stops a form and what only warns, one change at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.core.findings import Level, blocking
from webapp.journeys.checks import BusFacts, DriverFacts, Situation, findings
from webapp.journeys.content import Bus, Content, Driver, Leg, Organiser, Passenger
from webapp.journeys.texts import TEXTS, text_of

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
START = NOW + timedelta(hours=3)
FAR = date(2030, 1, 1)
GANJA = Leg(origin="Bakı", target="Göygöl", departs_at=START, arrives_at=START + timedelta(hours=5))
BACK = Leg(
    origin="Göygöl", target="Bakı", departs_at=START + timedelta(hours=9), arrives_at=START + timedelta(hours=13)
)
CONTENT = Content(
    purpose="tour",
    organiser=Organiser(name="“Gəzinti” MMC"),
    bus=Bus(plate="01-AB-700"),
    drivers=(Driver(ref="d1"), Driver(ref="d2")),
    legs=(GANJA, BACK),
)
BUS = BusFacts(
    category="M3",
    seats=30,
    status="registered",
    inspection_valid_to=FAR,
    insurance_valid_to=FAR,
    passengers_valid_to=FAR,
    card_valid_to=FAR,
)
DRIVERS = tuple(DriverFacts(ref=ref, categories=frozenset({"D"}), valid_to=FAR, status="valid") for ref in ("d1", "d2"))
SITUATION = Situation(
    content=CONTENT,
    passengers=[Passenger(name="Aysel Məmmədova", document="AA1234567")],
    now=NOW,
    ahead=timedelta(hours=1),
    bus=BUS,
    drivers=DRIVERS,
)


def having(**changes):
    return replace(SITUATION, content=replace(CONTENT, **changes))


def legs(*changed):
    return having(legs=tuple(changed))


@pytest.mark.parametrize(
    ("situation", "code", "level"),
    [
        (SITUATION, None, None),
        (having(purpose=""), "purpose-missing", Level.BLOCK),
        (having(organiser=Organiser()), "organiser-missing", Level.BLOCK),
        (
            replace(having(organiser=Organiser(name="A", number="1")), organiser_known=False),
            "organiser-unknown",
            Level.WARN,
        ),
        (legs(replace(GANJA, empty=True)), "legs-missing", Level.BLOCK),
        (legs(replace(GANJA, target="")), "leg-places-missing", Level.BLOCK),
        (legs(replace(GANJA, target="bakı")), "leg-goes-nowhere", Level.BLOCK),
        (legs(replace(GANJA, arrives_at=None)), "leg-times-missing", Level.BLOCK),
        (legs(replace(GANJA, arrives_at=START)), "leg-ends-before-it-begins", Level.BLOCK),
        (legs(GANJA, replace(BACK, origin="Şəki")), "leg-begins-elsewhere", Level.BLOCK),
        (legs(GANJA, replace(BACK, departs_at=START + timedelta(hours=4))), "leg-begins-too-early", Level.BLOCK),
        (replace(SITUATION, now=START), "departed-already", Level.BLOCK),
        (replace(SITUATION, now=START - timedelta(minutes=59)), "signed-too-late", Level.BLOCK),
        (replace(SITUATION, now=START - timedelta(minutes=60)), None, None),
        (replace(SITUATION, regular=frozenset({("bakı", "göygöl")})), "regular-route", Level.WARN),
        (having(bus=Bus()), "bus-missing", Level.BLOCK),
        (replace(SITUATION, bus=None), "bus-unknown", Level.BLOCK),
        (replace(SITUATION, bus=replace(BUS, category="M1")), "not-a-bus", Level.BLOCK),
        (replace(SITUATION, bus=replace(BUS, status="deregistered")), "bus-not-registered", Level.BLOCK),
        (replace(SITUATION, busy_with="F-2026-0000001"), "bus-on-another-form", Level.BLOCK),
        (replace(SITUATION, on_regular_trip="501-1"), "bus-on-a-regular-trip", Level.BLOCK),
        (replace(SITUATION, bus=replace(BUS, card_valid_to=None)), "card-unknown", Level.BLOCK),
        (replace(SITUATION, bus=replace(BUS, card_valid_to=date(2026, 11, 21))), "card-expires", Level.BLOCK),
        (replace(SITUATION, bus=replace(BUS, inspection_valid_to=None)), "inspection-unknown", Level.WARN),
        (
            replace(SITUATION, bus=replace(BUS, inspection_valid_to=date(2026, 11, 21))),
            "inspection-expires",
            Level.BLOCK,
        ),
        (replace(SITUATION, bus=replace(BUS, insurance_valid_to=date(2026, 11, 21))), "insurance-expires", Level.BLOCK),
        (
            replace(SITUATION, bus=replace(BUS, passengers_valid_to=date(2026, 11, 21))),
            "passengers-insurance-expires",
            Level.BLOCK,
        ),
        (having(drivers=()), "driver-missing", Level.BLOCK),
        (replace(SITUATION, drivers=DRIVERS[:1]), "driver-unknown", Level.BLOCK),
        (
            replace(SITUATION, drivers=(DRIVERS[0], replace(DRIVERS[1], status="revoked"))),
            "licence-not-valid",
            Level.BLOCK,
        ),
        (
            replace(SITUATION, drivers=(DRIVERS[0], replace(DRIVERS[1], categories=frozenset({"C", "D1"})))),
            "licence-without-category",
            Level.BLOCK,
        ),
        (replace(SITUATION, passengers=[]), "passengers-missing", Level.BLOCK),
        (replace(SITUATION, passengers=[SITUATION.passengers[0]] * 2), "passenger-twice", Level.BLOCK),
        (
            replace(SITUATION, passengers=[Passenger(name=f"A B{n}") for n in range(29)]),
            "too-many-passengers",
            Level.BLOCK,
        ),
        (replace(SITUATION, passengers=[Passenger(name=f"A B{n}") for n in range(28)]), None, None),
    ],
)
def test_each_rule_finds_its_own_fault_and_no_other(situation, code, level):
    assert {(one.code, one.level) for one in findings(situation)} == ({(code, level)} if code else set())


@pytest.mark.parametrize(
    ("hours", "drivers", "code"),
    [
        (9, 1, None),
        (9.5, 1, "over-nine-hours"),
        (10, 1, "over-nine-hours"),
        (10.5, 1, "too-long-for-the-drivers"),
        (18, 2, None),
    ],
)
def test_one_driver_drives_so_long_and_no_longer(hours, drivers, code):
    # from midnight in Baku, so that the day does not change on the way
    start = datetime(2026, 11, 23, 20, tzinfo=UTC)
    leg = replace(GANJA, departs_at=start, arrives_at=start + timedelta(hours=hours))
    found = findings(having(legs=(leg,), drivers=CONTENT.drivers[:drivers]))
    assert [one.code for one in found] == ([code] if code else [])


def test_a_small_bus_is_driven_with_d1():
    facts = replace(DRIVERS[0], categories=frozenset({"D1"}))
    small = replace(SITUATION, bus=replace(BUS, seats=17), drivers=(facts, DRIVERS[1]))
    assert blocking(findings(small)) == []


def test_every_finding_has_its_sentence(app):
    names = ("leg", "place", "minutes", "plate", "number", "day", "category", "document", "many", "free", "line")
    with app.app_context():
        assert all("%(" not in str(text) % dict.fromkeys(names, "7") for text in TEXTS.values())
        assert text_of(findings(replace(SITUATION, passengers=[]))[0])
