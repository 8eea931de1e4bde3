"""What stops a waybill and what only warns."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import decimals, integers, permutations, sampled_from
from stdnum.az import voen

from tests.waybills.situations import APPLES, CONSIGNOR, CONTENT, DRIVER, GOOD, NOW, TRAILER, TRUCK, having, with_goods
from webapp.core.findings import Level, blocking
from webapp.waybills.content import PartyEntry, VehicleEntry, WaybillContent
from webapp.waybills.quantities import Line
from webapp.waybills.validation.checks import findings
from webapp.waybills.validation.delivery import accepted_quantity, left_fits
from webapp.waybills.validation.parties import is_voen
from webapp.waybills.validation.situation import Situation
from webapp.waybills.validation.texts import TEXTS, text_of

WITH_TRAILER = replace(having(trailers=(VehicleEntry(plate=TRAILER.plate),)), trailers=(TRAILER,))
LOADING = CONTENT.loading.planned_at


def codes(situation, level=None):
    return {finding.code for finding in findings(situation) if level is None or finding.level is level}


def test_nothing_is_wrong_with_a_complete_waybill():
    assert findings(GOOD) == []
    assert findings(WITH_TRAILER) == []


def test_an_empty_draft_is_told_everything_that_is_missing():
    found = codes(Situation(content=WaybillContent(), now=NOW))
    assert found == {
        "consignor-missing",
        "carrier-missing",
        "consignee-missing",
        "goods-missing",
        "loading-place-missing",
        "unloading-place-missing",
        "loading-time-missing",
        "unloading-time-missing",
        "unloading-address-missing",
        "vehicle-missing",
        "driver-missing",
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"net_kg": Decimal(2401)}, "net-above-gross"),
        ({"net_kg": Decimal(-1)}, "net-above-gross"),
        ({"gross_kg": Decimal(0), "net_kg": None}, "gross-not-positive"),
        ({"gross_kg": None, "net_kg": None}, "gross-missing"),
        ({"packages": 0}, "packages-missing"),
        ({"packages": None}, "packages-missing"),
        ({"package_type": ""}, "package-type-missing"),
        ({"hs_code": "080"}, "hs-malformed"),
        ({"hs_code": "08081"}, "hs-malformed"),
        ({"hs_code": "08o8"}, "hs-malformed"),
        ({"nature": ""}, "nature-missing"),
        ({"gross_kg": Decimal("11000.001")}, "overload"),
    ],
)
def test_wrong_goods_stop_the_waybill(changes, code):
    assert codes(with_goods(**changes), Level.BLOCK) == {code}


@pytest.mark.parametrize("hs_code", ["0808", "080810", "08081080", "0808108010"])
def test_hs_codes_have_four_six_eight_or_ten_digits(hs_code):
    assert findings(with_goods(hs_code=hs_code)) == []


@pytest.mark.parametrize("package_type", ["VQ", "VG", "VL", "VY", "VR", "VO", "VS"])
def test_goods_in_bulk_have_no_packages_and_no_marks(package_type):
    assert findings(with_goods(package_type=package_type, packages=0, marks="")) == []


@given(gross=decimals(1, 11_000, places=3), net=decimals(0, 11_000, places=3))
def test_net_is_refused_exactly_when_it_exceeds_gross(gross, net):
    assert ("net-above-gross" in codes(with_goods(gross_kg=gross, net_kg=net))) == (net > gross)


@given(stated=decimals(2300, 2500, places=2))
def test_the_stated_total_may_differ_by_half_a_per_cent(stated):
    assert ("total-differs" in codes(having(total_gross_kg=stated))) == (abs(stated - 2400) > 12)


@given(gross=decimals(1, 30_000, places=3))
def test_load_is_compared_with_what_vehicle_and_trailer_bear(gross):
    found = codes(
        replace(
            WITH_TRAILER, content=replace(WITH_TRAILER.content, goods=(replace(APPLES, gross_kg=gross, net_kg=None),))
        )
    )
    assert ("overload" in found) == (gross > 29_000)
    assert ("nearly-full" in found) == (29_000 * Decimal("0.95") < gross <= 29_000)


@given(serial=integers(0, 99_999_999), tail=integers(0, 99))
def test_voen_check_agrees_with_the_reference(serial, tail):
    number = f"{serial:08d}{tail:02d}"
    assert is_voen(number) == voen.is_valid(number)


@pytest.mark.parametrize("number", ["1400057421", "1401555071", "0200432771", "0400198812"])
def test_real_voens_pass(number):
    assert is_voen(number)


@pytest.mark.parametrize("number", ["", "1403256781", "990001023", "99000102311", "99000102З1", "٩٩٠٠٠١٠٢٣١"])
def test_impossible_voens_stop_the_waybill(number):
    assert not is_voen(number)
    expected = "consignee-malformed" if number else "consignee-missing"
    assert expected in codes(having(consignee=PartyEntry(number=number)), Level.BLOCK)


def test_a_name_that_no_register_confirmed_is_told_but_only_the_carrier_must_be_known():
    found = findings(replace(GOOD, known_names=frozenset()))
    assert [(f.code, f.level) for f in found] == [
        ("consignor-unknown", Level.WARN),
        ("carrier-unknown", Level.BLOCK),
        ("consignee-unknown", Level.WARN),
    ]


def test_moving_goods_to_oneself_is_only_right_as_an_internal_move():
    own = having(consignee=PartyEntry(number=CONSIGNOR))
    assert codes(own, Level.WARN) == {"consignor-is-consignee"}
    assert findings(having(own, internal=True)) == []


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [
        (date(2026, 11, 21), {("{}-expired", Level.BLOCK)}),
        (date(2026, 11, 22), {("{}-ends-on-the-way", Level.WARN)}),
        (date(2026, 11, 23), set()),
        (None, {("{}-unknown", Level.WARN)}),
    ],
)
@pytest.mark.parametrize("paper", ["inspection", "insurance"])
def test_papers_must_hold_at_loading_and_should_hold_on_arrival(paper, valid_to, expected):
    overnight = replace(CONTENT.unloading, planned_at=LOADING + timedelta(days=1))
    situation = replace(having(unloading=overnight), vehicle=replace(TRUCK, **{f"{paper}_valid_to": valid_to}))
    assert {(f.code, f.level) for f in findings(situation)} == {(code.format(paper), level) for code, level in expected}


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [
        (date(2026, 11, 21), {("right-expired", Level.BLOCK)}),
        (date(2026, 11, 22), {("right-ends-on-the-way", Level.WARN)}),
        (date(2026, 11, 23), set()),
        (None, set()),
    ],
)
def test_a_lease_or_power_ends_with_its_last_day(valid_to, expected):
    overnight = replace(CONTENT.unloading, planned_at=LOADING + timedelta(days=1))
    situation = replace(having(unloading=overnight), vehicle=replace(TRUCK, right_valid_to=valid_to))
    assert {(f.code, f.level) for f in findings(situation)} == expected


def test_the_day_of_loading_is_that_of_baku():
    late = replace(CONTENT.loading, planned_at=NOW.replace(hour=20, minute=30))
    situation = replace(having(loading=late, unloading=replace(CONTENT.unloading, planned_at=NOW.replace(hour=23))))
    truck = replace(TRUCK, inspection_valid_to=date(2026, 11, 22))
    assert "inspection-expired" in codes(replace(situation, vehicle=truck))


@pytest.mark.parametrize("status", ["suspended", "deregistered"])
def test_a_vehicle_out_of_the_register_carries_nothing(status):
    assert codes(replace(GOOD, vehicle=replace(TRUCK, status=status)), Level.BLOCK) == {"vehicle-not-registered"}


def test_trailers_are_judged_like_the_vehicle():
    old = replace(TRAILER, inspection_valid_to=date(2026, 1, 1))
    assert codes(replace(WITH_TRAILER, trailers=(old,))) == {"inspection-expired"}
    assert codes(replace(WITH_TRAILER, trailers=())) == {"trailer-unknown"}
    assert "trailer-is-vehicle" in codes(replace(WITH_TRAILER, trailers=(replace(TRAILER, category="N3"),)))


def test_a_trailer_does_not_drive_and_nothing_pulls_itself():
    assert "vehicle-is-trailer" in codes(replace(GOOD, vehicle=replace(TRUCK, category="O4")))
    twice = replace(
        having(trailers=(VehicleEntry(plate=TRUCK.plate),)), trailers=(replace(TRAILER, plate=TRUCK.plate),)
    )
    assert "trailer-repeated" in codes(twice)


@pytest.mark.parametrize(
    ("max_mass", "trailer_mass", "enough", "too_little"),
    [
        (3_500, None, {"B"}, {"C"}),
        (3_501, None, {"C1"}, {"B"}),
        (7_500, None, {"C"}, {"B", "D"}),
        (7_501, None, {"C"}, {"C1", "C1E"}),
        (18_000, 750, {"C"}, {"C1", "B"}),
        (18_000, 751, {"CE"}, {"C", "C1E", "BE"}),
        (7_000, 2_000, {"C1E"}, {"C1", "C", "BE"}),
        (3_000, 2_000, {"BE"}, {"B", "C"}),
    ],
)
def test_the_licence_must_cover_vehicle_and_trailer(max_mass, trailer_mass, enough, too_little):
    base = (
        GOOD
        if trailer_mass is None
        else replace(WITH_TRAILER, trailers=(replace(TRAILER, tare_kg=1, max_mass_kg=trailer_mass),))
    )
    situation = replace(base, vehicle=replace(TRUCK, tare_kg=500, max_mass_kg=max_mass))

    def refused(categories):
        return "licence-category" in codes(replace(situation, driver=replace(DRIVER, categories=frozenset(categories))))

    assert not refused(enough)
    assert refused(too_little)


def test_buses_ask_for_category_d():
    bus = replace(GOOD, vehicle=replace(TRUCK, category="M3"))
    assert codes(bus) == {"licence-category"}
    assert codes(replace(bus, driver=replace(DRIVER, categories=frozenset({"D"})))) == set()


@pytest.mark.parametrize("status", ["suspended", "withdrawn"])
def test_a_driver_without_a_licence_in_force_does_not_drive(status):
    assert codes(replace(GOOD, driver=replace(DRIVER, status=status)), Level.BLOCK) == {"licence-withdrawn"}


def test_a_licence_that_ran_out_stops_and_one_that_the_register_did_not_give_warns():
    assert codes(replace(GOOD, driver=replace(DRIVER, valid_to=date(2026, 11, 21)))) == {"licence-expired"}
    silent = replace(DRIVER, status=None, valid_to=None, categories=frozenset())
    assert codes(replace(GOOD, driver=silent)) == codes(replace(GOOD, driver=silent), Level.WARN) == {"licence-unknown"}


def test_a_vehicle_on_the_road_for_another_carrier_is_not_free():
    assert codes(replace(GOOD, busy_with_other_carrier=True), Level.BLOCK) == {"vehicle-busy"}
    assert codes(replace(GOOD, busy_with_own_carrier=True), Level.WARN) == {"vehicle-shared"}


@pytest.mark.parametrize(
    ("shift", "code", "level"),
    [
        (timedelta(minutes=-16), "loading-past", Level.BLOCK),
        (timedelta(days=30, minutes=1), "loading-far", Level.WARN),
        (timedelta(minutes=-15), None, None),
        (timedelta(days=30), None, None),
    ],
)
def test_loading_is_neither_past_nor_a_month_away(shift, code, level):
    start = NOW + shift
    far = replace(TRUCK, inspection_valid_to=None, insurance_valid_to=date(2030, 1, 1))
    moved = having(
        loading=replace(CONTENT.loading, planned_at=start),
        unloading=replace(CONTENT.unloading, planned_at=start + timedelta(hours=3)),
    )
    found = {
        (f.code, f.level) for f in findings(replace(moved, vehicle=replace(far, inspection_valid_to=date(2030, 1, 1))))
    }
    assert found == ({(code, level)} if code else set())


def test_goods_are_unloaded_later_and_elsewhere():
    assert codes(having(unloading=replace(CONTENT.unloading, planned_at=LOADING))) == {"unloading-before-loading"}
    assert codes(having(unloading=replace(CONTENT.loading, planned_at=LOADING + timedelta(hours=1)))) == {
        "places-equal"
    }


@given(order=permutations([replace(APPLES, marks=str(i), gross_kg=Decimal(i + 1), net_kg=None) for i in range(5)]))
def test_the_order_of_lines_changes_nothing_but_the_line_numbers(order):
    assert codes(having(goods=tuple(order))) == set()


@given(packages=integers(1, 9999), share=decimals(0, 2, places=2), explained=sampled_from(["", "2 qutu əzilib"]))
def test_no_more_is_delivered_than_was_accepted_and_less_is_explained(packages, share, explained):
    row = replace(APPLES, packages=packages)
    delivered = packages * share
    said = {"delivered": [str(delivered)]}
    found = {f.code for f in left_fits([Line(accepted_quantity(row))], said, explained=bool(explained), last=True)}
    assert ("delivered-above-accepted" in found) == (delivered > packages)
    assert ("difference-unexplained" in found) == (delivered < packages and not explained)


def test_bulk_is_received_by_weight_and_every_line_is_answered_for():
    bulk = replace(APPLES, packages=None, package_type="VR")
    assert accepted_quantity(bulk) == 2400
    lines = [Line(accepted_quantity(row)) for row in (bulk, APPLES)]
    found = left_fits(lines, {"delivered": ["1"]}, explained=False, last=True)
    assert [f.code for f in found] == ["delivered-lines-differ"]


def test_every_sentence_takes_the_values_of_its_finding(app):
    with app.app_context():
        for text in TEXTS.values():
            names = re.findall(r"%\((\w+)\)", str(text))
            assert "%(" not in str(text) % dict.fromkeys(names, "7")
        stopped = blocking(findings(Situation(content=WaybillContent(), now=NOW)))
        assert text_of(stopped[0]) == "Yükgöndərənin VÖEN-ini yazın."
