"""The rules of permits, as tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.permits.rules import (
    Car,
    Load,
    Operation,
    State,
    allowed,
    car_faults,
    exceeded,
    insurances_for,
    last_day,
    mark_amount,
    mark_kind,
    may_drive,
    next_month,
    number_of,
    place_in_queue,
    state_on,
)
from webapp.permits.trips import days_problem

TODAY = date(2026, 11, 22)
TAXI = {"new_card_age": (8, []), "working_age": (15, []), "euro": (5, []), "colours": (None, ["ağ", "qırmızı"])}
LIMITS = {
    "length_single": 1200,
    "length_combination": 2000,
    "width": 255,
    "height": 400,
    "axle": 10_000,
    "gross_2": 18_000,
    "gross_3": 24_000,
    "gross_3_air": 26_000,
    "gross_4": 32_000,
    "gross_combination": 44_000,
}


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 22), 84, date(2033, 11, 21)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2025, 12, 31), 84, date(2032, 12, 30)),
    ],
)
def test_a_term_of_months_ends_the_day_before(first, months, last):
    assert last_day(first, months) == last


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_a_longer_term_never_ends_earlier(first, months):
    assert first <= last_day(first, months) < last_day(first, months + 1)


@pytest.mark.parametrize(("day", "first"), [(TODAY, date(2026, 12, 1)), (date(2026, 12, 31), date(2027, 1, 1))])
def test_a_mark_begins_with_the_next_month(day, first):
    assert next_month(day) == first


@pytest.mark.parametrize(
    ("car", "new", "faults"),
    [
        (Car(2018, "ağ", "M1", 5), True, []),
        (Car(2017, "ağ", "M1", 5), True, ["too_old"]),
        (Car(2017, "ağ", "M1"), False, []),
        (Car(2011, "ağ", "M1"), False, []),
        (Car(2010, "ağ", "M1"), False, ["too_old_to_work"]),
        (Car(2024, "qara", "M1", 6), True, ["colour"]),
        (Car(2024, "Qırmızı", "M1", 4), True, ["euro"]),
        (Car(2024, "ağ", "M1"), True, ["unknown_euro"]),
    ],
)
def test_a_taxi_is_young_clean_and_white_or_red(car, new, faults):
    assert car_faults(car, TAXI, TODAY, new=new) == faults


@pytest.mark.parametrize(
    ("unit", "seats", "capacity", "hundredths", "months", "qepik", "amount"),
    [
        ("seat", 49, 0, 200, 1, 180, 17_640),  # a bus of 49 seats in Baku for a month
        ("vehicle", 4, 0, 150, 3, 900, 4_050),  # a taxi in Sumgayit for a quarter
        ("tonne", 2, 10_100, 100, 12, 100, 12_120),  # a lorry of 10.1 t for a year
        ("tonne", 2, 1_234, 150, 1, 100, 185),  # rounded once, at the end
    ],
)
def test_a_mark_costs_base_by_units_by_territory_by_months(unit, seats, capacity, hundredths, months, qepik, amount):
    said = {"seats": seats, "capacity_kg": capacity, "hundredths": hundredths, "months": months}
    assert mark_amount(qepik, unit, **said) == amount


@pytest.mark.parametrize(("category", "kind"), [("M1", "taxi"), ("M2", "bus"), ("M3", "bus"), ("N1", "cargo")])
def test_the_rate_of_a_mark_follows_the_vehicle(category, kind):
    assert mark_kind(category) == kind


@pytest.mark.parametrize(
    ("changes", "over"),
    [
        ({}, []),
        ({"gross": 24_500}, ["gross_3"]),
        ({"gross": 25_500, "air": True}, []),
        ({"gross": 26_001, "air": True}, ["gross_3_air"]),
        ({"length": 1201}, ["length_single"]),
        ({"length": 1900, "combination": True, "gross": 44_001}, ["gross_combination"]),
        ({"axles": (7_000, 7_000, 10_001)}, ["axle"]),
        ({"width": 300, "height": 450}, ["width", "height"]),
    ],
)
def test_a_trip_needs_a_permit_above_any_limit(changes, over):
    load = {"length": 1000, "width": 250, "height": 390, "gross": 20_000, "axles": (6_000, 7_000, 7_000)}
    assert exceeded(Load(**{**load, "combination": False, **changes}), LIMITS) == over


@pytest.mark.parametrize(
    ("operation", "state", "possible"),
    [
        (Operation.DUPLICATE, "active", True),
        (Operation.DUPLICATE, "suspended", False),
        (Operation.RESTORATION, "suspended", True),
        (Operation.RESTORATION, "revoked", False),
        (Operation.REVOCATION, "suspended", True),
        (Operation.REVOCATION, "revoked", False),
        (Operation.ISSUE, "active", False),
    ],
)
def test_an_operation_has_its_states(operation, state, possible):
    assert allowed(operation, state, date(2030, 1, 1), TODAY) is possible


@pytest.mark.parametrize("operation", Operation)
def test_nothing_is_done_to_what_is_over(operation):
    assert not allowed(operation, "active", date(2026, 11, 21), TODAY)


def test_what_was_revoked_is_not_merely_expired():
    assert state_on("revoked", date(2020, 1, 1), TODAY) is State.REVOKED
    assert state_on("suspended", date(2020, 1, 1), TODAY) is State.EXPIRED


@given(st.lists(st.integers(1, 5), max_size=8), st.integers(1, 5), st.integers(0, 30))
def test_whoever_fits_after_those_ahead_has_a_place_and_nobody_else(ahead, wanted, free):
    place = place_in_queue(len(ahead), sum(ahead), wanted, free)
    assert (place == 0) == (sum(ahead) + wanted <= free)
    assert place in {0, len(ahead) + 1}


def test_passengers_need_the_third_insurance_but_not_in_a_taxi():
    assert "passengers" in insurances_for("passengers")
    assert "passengers" not in insurances_for("taxi")
    assert "passengers" not in insurances_for("goods")


@pytest.mark.parametrize(
    ("licence", "vehicles", "may"),
    [
        (("B",), ("N3",), False),
        (("C",), ("N3", "O4"), True),
        (("D",), ("M3",), True),
        (("B", "C"), ("M3",), False),
        (("CE",), ("O4",), False),
    ],
)
def test_a_licence_drives_at_least_one_of_the_vehicles(licence, vehicles, may):
    assert may_drive(licence, vehicles) is may


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (TODAY, TODAY, False),
        (TODAY, date(2026, 12, 1), False),
        (TODAY, date(2026, 12, 2), True),
        (date(2026, 11, 21), TODAY, True),
        (date(2026, 11, 24), date(2026, 11, 23), True),
        (None, TODAY, True),
    ],
)
def test_a_trip_has_days_ahead_and_few(first, last, wrong):
    assert days_problem(first, last, TODAY, 10) is wrong


def test_a_number_is_series_year_and_count():
    assert number_of("İK", 2026, 42) == "İK-2026-000042"
