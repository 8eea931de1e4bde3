"""Ages, fares by zone, seats of the bus, names with a slip."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.words import typed_words, words_of
from webapp.timetable.rules import (
    Fare,
    NoFare,
    NoSuchRider,
    Rider,
    age_on,
    fare_on,
    means,
    one_slip,
    rider_of,
    sale_is_open,
    seat_plan,
    segments,
)

DAY = date(2026, 11, 23)
NAMES = [words_of("Gəncə"), words_of("Ganja"), words_of("Гянджа")]


@pytest.mark.parametrize(
    ("born", "seated", "rider"),
    [
        (date(2026, 11, 23), False, Rider.LAP),
        (date(2021, 11, 24), False, Rider.LAP),
        (date(2021, 11, 24), True, Rider.CHILD),
        (date(2021, 11, 23), True, Rider.CHILD),
        (date(2016, 11, 24), True, Rider.CHILD),
        (date(2016, 11, 23), True, Rider.ADULT),
        (date(1940, 1, 1), True, Rider.ADULT),
    ],
)
def test_who_pays_what_follows_from_the_age_on_the_day_of_travel(born, seated, rider):
    assert rider_of(born, DAY, seated=seated) is rider


@pytest.mark.parametrize(
    ("born", "seated"), [(date(2021, 11, 23), False), (date(2026, 11, 24), True), (date(1900, 1, 1), True)]
)
def test_nobody_of_this_age_travels_so(born, seated):
    with pytest.raises(NoSuchRider):
        rider_of(born, DAY, seated=seated)


@given(st.dates(date(1910, 1, 1), DAY), st.integers(0, 4000))
def test_nobody_pays_less_for_being_older(born, later):
    order = [Rider.CHILD, Rider.ADULT]
    younger = min(born + timedelta(days=later), DAY)
    assert order.index(rider_of(born, DAY, seated=True)) >= order.index(rider_of(younger, DAY, seated=True))


def test_who_is_born_on_the_29th_of_february_is_older_from_the_first_of_march():
    assert age_on(date(2016, 2, 29), date(2026, 2, 28)) == 9
    assert age_on(date(2016, 2, 29), date(2026, 3, 1)) == 10


ROWS = [
    Fare(1, 4, Rider.ADULT, 1400, date(2026, 1, 1), None, "1"),
    Fare(1, 4, Rider.CHILD, 700, date(2026, 1, 1), None, "1"),
    Fare(1, 4, Rider.ADULT, 1500, date(2026, 12, 1), date(2026, 12, 31), "2"),
]


@pytest.mark.parametrize(
    ("here", "there", "rider", "day", "qepik"),
    [
        (1, 4, Rider.ADULT, date(2026, 1, 1), 1400),
        (4, 1, Rider.ADULT, date(2026, 11, 30), 1400),
        (1, 4, Rider.ADULT, date(2026, 12, 1), 1500),
        (1, 4, Rider.ADULT, date(2027, 1, 1), 1400),
        (1, 4, Rider.CHILD, date(2026, 12, 5), 700),
        (1, 9, Rider.LAP, date(2026, 12, 5), 0),
    ],
)
def test_a_fare_is_the_newest_row_in_force(here, there, rider, day, qepik):
    assert fare_on(ROWS, here, there, rider, day)[0] == qepik


@pytest.mark.parametrize(("there", "day"), [(3, DAY), (4, date(2025, 12, 31))])
def test_without_a_row_nothing_is_sold(there, day):
    with pytest.raises(NoFare):
        fare_on(ROWS, 1, there, Rider.ADULT, day)


@given(st.integers(1, 7), st.integers(1, 7), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_way_costs_the_same_in_both_directions(here, there, day):
    rows = [
        Fare(low, high, Rider.ADULT, 100 * high, date(2026, 1, 1), None, "b")
        for low in range(1, 8)
        for high in range(low, 8)
    ]
    assert fare_on(rows, here, there, Rider.ADULT, day) == fare_on(rows, there, here, Rider.ADULT, day)


@given(st.integers(1, 99), st.sampled_from(["2+2", "2+1"]))
def test_every_seat_stands_in_the_bus_once(seats, layout):
    plan = seat_plan(seats, layout)
    assert [seat for left, right in plan for seat in (*left, *right)] == list(range(1, seats + 1))


@given(st.integers(0, 20), st.integers(1, 20), st.integers(1, 20))
def test_rides_one_after_another_share_no_piece_of_the_way(start, first, second):
    assert not set(segments(start, start + first)) & set(segments(start + first, start + first + second))


def test_the_sale_closes_when_the_station_says():
    departs = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert sale_is_open(departs, 15, departs - timedelta(minutes=16))
    assert not sale_is_open(departs, 15, departs - timedelta(minutes=15))


@pytest.mark.parametrize(
    "typed", ["Gəncə", "gence", "GƏNCƏ", "gənc", "Ganja", "ganca", "genec", "Гянджа", "гянж", "Gencə"]
)
def test_a_place_is_found_as_people_write_it(typed):
    assert means(typed_words(typed), NAMES)


@pytest.mark.parametrize("typed", ["Bakı", "", "g", "gnc", "qencler", "Yevlax"])
def test_another_place_is_not(typed):
    assert means(typed_words(typed), NAMES) is (typed == "g")


@given(st.text("abcdefg", min_size=1, max_size=12), st.integers(0, 11), st.sampled_from("abcdefg"))
def test_one_wrong_missing_or_added_letter_is_one_slip(word, at, letter):
    at = min(at, len(word) - 1)
    assert one_slip(word, word)
    assert one_slip(word[:at] + letter + word[at + 1 :], word)
    assert one_slip(word[:at] + word[at + 1 :], word)
    assert one_slip(word[:at] + letter + word[at:], word)
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    assert one_slip(swapped, word)
