"""The board of a station, the open list of routes, the office's pages of the network."""

from datetime import datetime, time, timedelta

import pytest

from tests.support.client import AssertingClient
from webapp.core.actor import SYSTEM
from webapp.core.clock import BAKU, local, now, today
from webapp.core.transaction import transaction
from webapp.timetable.api import cancel_trip, named, rides_between
from webapp.timetable.boards import departures, station_by_code
from webapp.timetable.listing import route_by_number

TOMORROW = timedelta(days=1)


@pytest.fixture
def visitor(app, network):
    return AssertingClient(app)


def test_the_board_shows_what_leaves_next_with_platform_and_state(visitor):
    with transaction():
        rides = departures(station_by_code("BAK"), now())
        gone = next(ride for ride in rides if ride.route.number == "501" and ride.leaves > now())
        cancel_trip(gone.trip.number, "x", actor=SYSTEM)
    page = visitor.open("/board/BAK", expect=200)
    assert f"{local(gone.leaves):%H:%M} Gəncə" in page.words
    for words in ("Ləğv edilib", "Vaxtında", "12", "Platforma", "49"):
        assert words in page.words
    part = visitor.open("/board/BAK", headers={"HX-Request": "true", "HX-Target": "departure-board"}, expect=200)
    assert "<h1" not in part.text
    visitor.open("/board/NONE", expect=404)


def test_stations_are_found_on_the_list_of_boards_as_people_write_them(visitor):
    page = visitor.open("/board?q=gence", expect=200)
    assert page.link("Gəncə") == "/board/GNC"
    assert "tapılmadı" in visitor.open("/board?q=zzz", expect=200).words


def test_a_bus_that_left_its_first_stop_yesterday_is_on_the_board_today(visitor):
    with transaction():
        evening = datetime.combine(today(), time(20), BAKU)
        rides = departures(station_by_code("GNC"), evening)
        night = [ride for ride in rides if ride.route.number == "901"]
        assert night[0].leaves == night[0].trip.departs_at + timedelta(minutes=300)
        assert night[0].day == night[0].trip.day + TOMORROW


def test_the_open_list_shows_routes_with_stops_times_and_fares(visitor):
    page = visitor.open("/routes", expect=200)
    assert page.link("501 Bakı – Gəncə") == "/routes/501"
    shown = visitor.open("/routes/501", expect=200)
    for words in ("Yevlax", "08:00", "14,00", "Hər gün", "9900010491"):
        assert words in shown.words


def test_a_route_that_the_office_makes_is_in_the_list_and_in_the_search(office, visitor):
    page = office.open("/office/timetable/stations/new", expect=200)
    station = {"code": "QBL", "name_az": "Qəbələ", "name_en": "Gabala", "name_ru": "Габала", "latitude": "40.998"}
    office.submit(page, "stations", expect=303, longitude="47.846", **station)
    page = office.open("/office/timetable/routes/new", expect=200)
    said = {"number": "520", "kind": "intercity", "voen": "9900010491"}
    assert "Ən azı iki" in office.submit(page, "/routes", expect=422, stops="BAK 0 1", **said).words
    assert "stansiya yoxdur" in office.submit(page, "/routes", expect=422, stops="BAK 0 1\nXXX 10 2", **said).words
    assert "oxunmur" in office.submit(page, "/routes", expect=422, stops="Bakı haradasa", **said).words
    office.submit(page, "/routes", expect=303, stops="BAK 0 1 9\nQBL 240 2", **said)
    page = office.open("/office/timetable/routes/520", expect=200)
    bus = {"plate": "10-QB-520", "seats": "31", "layout": "2+2"}
    days = {"valid_from": f"{today():%d.%m.%Y}", "weekdays": list("1234567")}
    assert "SS:DD" in office.submit(page, "departures", expect=422, departs="25:00", **bus, **days).words
    office.submit(
        page, "departures", expect=303, departs="10:30", removed=f"{today() + 2 * TOMORROW:%d.%m.%Y}", **bus, **days
    )
    fare = {"fare-zone_low": "1", "fare-zone_high": "2", "fare-price": "9,50", "fare-basis": "Qərar 8"}
    assert (
        "sabahdan"
        in office.submit(page, "fares", expect=422, **fare, **{"fare-valid_from": f"{today():%d.%m.%Y}"}).words
    )
    office.submit(page, "fares", expect=303, **fare, **{"fare-valid_from": f"{today() + TOMORROW:%d.%m.%Y}"})
    assert "9,50" in office.open("/office/timetable/routes/520").words
    assert "Qəbələ" in visitor.open("/routes").words
    with transaction():
        assert [ride.route.number for ride in rides_between(named("baki"), named("qebele"), today() + TOMORROW)] == [
            "520"
        ]
        assert rides_between(named("baki"), named("qebele"), today() + 2 * TOMORROW) == []
        assert route_by_number("520").fares[0].qepik == 950


def test_stops_of_a_route_are_changed_by_the_office_while_nothing_is_sold(office):
    page = office.open("/office/timetable/routes/510/edit", expect=200)
    assert page.form("/routes")["stops"].strip().splitlines() == ["SUM 0 1", "BAK 40 1 7", "SHK 330 5"]
    office.submit(page, "/routes", expect=303, stops="SUM 0 1\nBAK 45 1 7\nSHK 335 5")
    assert "335" in office.open("/office/timetable/routes/510").words


def test_who_may_not_keep_the_network_does_not_see_its_office(visitor, carrier):
    for client in (visitor, carrier):
        assert client.open("/office/timetable").status_code in {302, 303, 401, 403}
