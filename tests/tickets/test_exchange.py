"""What other state bodies learn of a trip: how many people, never who."""

import pytest

from tests.support.exchange import Asking, texts
from webapp.core.transaction import transaction
from webapp.tickets.queries import tickets_of
from webapp.tickets.services.checking_in import check_in


@pytest.fixture
def trip(buses):
    """A trip on which three have a ticket, one is on board, and one seat is only held."""
    with transaction():
        order = buses.order(buses.paid(1, 2))
        buses.paid(3)
        buses.held(4)
        number = buses.ride().trip.number
        check_in(number, tickets_of(order.id)[0].number, actor=buses.sevda)
        return number


def test_a_trip_is_told_in_numbers(trip):
    status, said = Asking().rest("tripPassengers", trip=trip)

    assert status == 200
    assert {
        key: said[key] for key in ("trip", "route", "carrierVoen", "plate", "seats", "passengers", "checkedIn")
    } == {
        "trip": trip,
        "route": "501 Bakı – Gəncə",
        "carrierVoen": "9900010491",
        "plate": "01-AB-401",
        "seats": 49,
        "passengers": 3,
        "checkedIn": 1,
    }
    assert "Aysel" not in str(said)
    assert texts(Asking().soap("tripPassengers", trip=trip))["passengers"] == "3"


@pytest.mark.parametrize("number", ["501-20200101-0800", "999-20261123-0800", "XYZ"])
def test_a_trip_that_never_was_is_not_found(trip, number):
    assert Asking().rest("tripPassengers", trip=number)[0] == 404
    assert texts(Asking().soap("tripPassengers", trip=number))["faultCode"] == "NotFound"
