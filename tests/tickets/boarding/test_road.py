"""An inspector in a bus opens its trip by plate or number and checks tickets; nothing changes, and every look is kept."""

from itertools import product

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.audit.api import views_of
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.inspections.forms import LookForm
from webapp.tickets.api import scanned
from webapp.tickets.models import Ticket
from webapp.tickets.queries import tickets_of
from webapp.timetable.models import TripRow

INSPECTOR, ROAD = "7FAQ6P2", "/office/bus-tickets"


@pytest.fixture
def inspector(app, buses):
    browser = AssertingClient(app)
    sign_in(browser, INSPECTOR, office=True)
    return browser


@pytest.fixture
def ridden(buses):
    """A ticket of a bus that leaves about now."""
    with transaction():
        order = buses.paid(3)
        ride = buses.ride()
        db.session().query(TripRow).filter_by(id=ride.trip.id).update({"departs_at": now()})
        (ticket,) = tickets_of(buses.order(order).id)
        return ride.trip, ticket.number


def test_the_trip_is_found_by_plate_and_by_number_and_its_passengers_are_shown_short(inspector, ridden, buses):
    trip, number = ridden
    page = inspector.open(ROAD, expect=200)
    for typed in (trip.plate.lower(), trip.number):
        shown = inspector.open(inspector.submit(page, ROAD, typed=typed, expect=303).location, expect=200)
        assert number in shown.words
        assert "Məm" in shown.words
        assert "Aysel Məmmədova" not in shown.words
        assert "AA1234567" not in shown.text
    for typed, code in (("99-ZZ-999", 404), ("nothing", 404), ("", 422)):
        inspector.submit(page, ROAD, typed=typed, expect=code)
    with transaction(read_only=True):
        looks = views_of(buses.aysel.fin)
    assert [one.object_key for one in looks.rows][:1] == [trip.number]


def test_a_ticket_is_judged_by_number_and_by_code_and_stays_as_it_is(inspector, ridden):
    trip, number = ridden
    with transaction(read_only=True):
        code = scanned(number)
    page = inspector.open(f"{ROAD}/{trip.number}", expect=200)
    for typed, words in (
        (number, "Bilet düzgündür"),
        (code, "Bilet düzgündür"),
        ("AB-2026-9999999", "Siyahıda yoxdur"),
        ("KT1:junk", "bilet deyil"),
    ):
        assert words in inspector.submit(page, "/ticket", number=typed, expect=200).words
    with transaction(read_only=True):
        assert db.session().query(TripRow).filter_by(id=trip.id).one().number == trip.number
    assert "0 / 1" in inspector.open(f"{ROAD}/{trip.number}", expect=200).words


def test_a_code_with_two_spaces_in_a_row_is_read_as_it_was_scanned(app, inspector, ridden):
    trip, number = ridden
    with transaction():
        ticket = db.session().query(Ticket).filter_by(number=number).one()
        code = ""
        for letters in product("ABCDEFGHJKLMNOPQ", repeat=2):  # one code of twelve has them
            ticket.name = f"Aysel {''.join(letters)}"
            db.session().flush()
            code = scanned(number)
            if "  " in code:
                break
    assert "  " in code
    page = inspector.open(f"{ROAD}/{trip.number}", expect=200)
    assert "Bilet düzgündür" in inspector.submit(page, "/ticket", number=code, expect=200).words
    with app.test_request_context(method="POST", data={"q": code}):
        assert LookForm(meta={"csrf": False}).q.data == code


def test_others_have_no_entrance(client, carrier, ridden):
    for browser in (client, carrier):
        browser.open(ROAD, expect=403)
        browser.open(f"{ROAD}/{ridden[0].number}", expect=403)
