"""Pages at the door and of the ticket: who sees what, devices, figures, calendars, CSV; another carrier finds nothing."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.tickets.conftest import LEYLA, XEZER
from tests.tickets.test_guests import priced
from webapp.audit.api import views_of
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.documents.api import add_version, issued, render_pdf
from webapp.documents.paper import paper_data
from webapp.tickets.boarding.held import held
from webapp.tickets.boarding.printed import TEMPLATE, printed
from webapp.tickets.boarding.structured import reservation_jsonld
from webapp.tickets.changing.default_tiers import DEFAULTS
from webapp.tickets.changing.ruling import add_row
from webapp.tickets.events import TicketEnded
from webapp.tickets.guests import guest_order
from webapp.tickets.models import Ticket
from webapp.tickets.queries import tickets_of
from webapp.tickets.services.confirming import confirm
from webapp.tickets.telling import TEMPLATES

POINT = base64.b64encode(bytes([4]) + bytes(64)).decode()


@pytest.fixture
def shown(door):
    return f"/cabinet/tickets/orders/{door.order}/tickets/{door.numbers[0]}"


@pytest.fixture
def leyla(app, door):
    client = AssertingClient(app)
    acting_for(client, LEYLA, XEZER)
    return client


def test_the_list_that_a_device_takes_along_names_people_shortly(carrier, door):
    taken = carrier.open(f"/cabinet/bus-trips/{door.trip}/door.json", expect=200)
    file = taken.json
    assert [(one["seat"], one["name"], one["boarded_at"]) for one in file["tickets"]] == [
        (7, "A. Məmmədo", None),
        (8, "A. Məmmədo", None),
    ]
    assert {one["seat"] for one in file["tickets"]} <= {seat for seat, _piece in file["taken"]}
    assert {"start": 0, "end": 2, "rider": "adult", "qepik": 1400} in file["fares"]
    assert "AA1234567" not in taken.text
    assert "Aysel" not in taken.text
    assert file["keys"]["form"] == "TK1"
    assert file["endings"]["form"] == "TE1"
    with transaction(read_only=True):
        assert "Minikdə biletlərin yoxlanılması" in {str(one.purpose) for one in views_of("5AYS3L1").rows}


def test_without_scripts_the_form_at_the_door_checks_in(carrier, door):
    page = carrier.open(f"/cabinet/bus-trips/{door.trip}/door", expect=200)
    carrier.submit(page, "/check-in", number=door.numbers[0], expect=303)
    assert door.ticket().boarded_at
    carrier.submit(page, "/check-in", number=door.code(1), expect=303)  # as a scanner types it
    assert door.ticket(1).boarded_at
    for odd in ("KT1:", door.code(1)[:-1] + "0", "KT1:" + "0" * 168):
        carrier.submit(page, "/check-in", number=odd, expect=404)


def test_from_the_list_of_a_trip_one_comes_to_its_bus_and_its_end(carrier, door):
    page = carrier.open(f"/cabinet/bus-trips/{door.trip}", expect=200)
    for words in ("Avtobusu dəyiş", "Reysi ləğv et"):
        carrier.open(page.link(words), expect=200)
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        assert "Reysi ləğv et" not in carrier.open(f"/cabinet/bus-trips/{door.trip}").words


def test_another_carrier_finds_nothing(leyla, door):
    for path in ("door", "door.json", "figures"):
        leyla.open(f"/cabinet/bus-trips/{door.trip}/{path}", expect=404)
    assert "Bu günlər üçün bilet satılmayıb" in leyla.open("/cabinet/bus-trips/sold", expect=200).words


def test_who_has_no_right_at_the_door_is_refused(client, door):
    for path in (f"{door.trip}/door", f"{door.trip}/door.json", f"{door.trip}/figures", "devices", "sold", "sold.csv"):
        client.open(f"/cabinet/bus-trips/{path}", expect=403)


def test_a_device_is_registered_and_its_right_taken(carrier, door):
    token = carrier.open(f"/cabinet/bus-trips/{door.trip}/door", expect=200).form("/check-in")["csrf_token"]
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    from tests.tickets.boarding.test_code import KEYS

    sent = {"name": "Linux; Android 15\x00", "public_key": base64.b64encode(KEYS[7]).decode()}
    made = carrier.post("/cabinet/bus-trips/devices", json=sent, headers=headers)
    assert made.status_code == 201
    assert carrier.post("/cabinet/bus-trips/devices", json=sent, headers=headers).status_code == 409
    for odd in (
        [],
        {},
        {"name": 1, "public_key": "x"},
        {"name": "x", "public_key": "é"},
        {"name": "x", "public_key": POINT},
    ):
        assert carrier.post("/cabinet/bus-trips/devices", json=odd, headers=headers).status_code == 422
    assert carrier.post("/cabinet/bus-trips/devices", json=sent).status_code == 400

    page = carrier.open("/cabinet/bus-trips/devices", expect=200)
    assert "Linux; Android 15" in page.words
    carrier.submit(page, "/revoke", expect=303)
    assert "Hüququ alınıb" in carrier.open("/cabinet/bus-trips/devices", expect=200).words


def test_the_device_of_another_carrier_is_not_there(leyla, phone):
    token = leyla.open("/cabinet/bus-trips/devices", expect=200).form()["csrf_token"]
    leyla.open(
        f"/cabinet/bus-trips/devices/{phone.public_id}/revoke", method="POST", data={"csrf_token": token}, expect=404
    )


def test_the_figures_show_what_went_wrong_with_both_views(carrier, door, phone, second):
    phone.send(phone.scan(door.trip, code=door.code()))
    second.send(second.scan(door.trip, code=door.code()))
    page = carrier.open(f"/cabinet/bus-trips/{door.trip}/figures", expect=200)
    for words in ("Bir biletlə iki dəfə miniblər", "Artıq minib", "İkinci telefon", door.numbers[0]):
        assert words in page.words, words


def test_the_carrier_sees_its_tickets_by_state_and_takes_them_as_csv(carrier, door, phone):
    phone.send(phone.scan(door.trip, code=door.code()))
    with transaction():
        db.session().query(Ticket).filter_by(number=door.numbers[1]).update({"state": "refunded"})
    tomorrow = (today() + timedelta(days=1)).strftime("%d.%m.%Y")
    for state, seen in (("", door.numbers), ("used", door.numbers[:1]), ("refunded", door.numbers[1:]), ("paid", [])):
        asked = {"first": tomorrow, "state": state, "route": "501"}
        words = carrier.open("/cabinet/bus-trips/sold", query_string=asked, expect=200).words
        rows = carrier.open("/cabinet/bus-trips/sold.csv", query_string=asked, expect=200).text.splitlines()
        assert [number for number in door.numbers if number in words] == list(seen)
        assert [row.split(",")[1] for row in rows[1:]] == list(seen)
    assert carrier.open("/cabinet/bus-trips/sold", query_string={"first": tomorrow, "route": "502"}, expect=200)
    for odd in ("x", "31.12.9999", "01.01.0001"):
        carrier.open("/cabinet/bus-trips/sold", query_string={"first": odd, "last": odd, "state": odd}, expect=200)


def test_the_ticket_shows_its_code_and_what_a_refund_gives(client, door, shown):
    page = client.open(shown, expect=200)
    for words in (
        "Yola düşməyə ən azı 2 saat qalanadək",
        "“Abşeron Avtobus” MMC",
        "Minikdə göstərin",
        "Təqvimə əlavə et",
    ):
        assert words in page.words, words
    assert "Wallet" not in page.words
    assert "AA1234567" not in page.words


def test_page_and_paper_follow_the_rules_in_force(client, door, shown):
    with transaction():
        add_row(replace(DEFAULTS[0], minutes=180, valid_from=today()), actor=SYSTEM)
    assert "Yola düşməyə ən azı 3 saat qalanadək" in client.open(shown, expect=200).words
    with transaction(read_only=True):
        assert "ən azı 3 saat" in " ".join(printed(door.numbers[0])["refund"])


def test_the_sealed_paper_is_there_once_it_is_made(client, leyla, door, shown):
    assert "Kağız bilet" not in client.open(shown, expect=200).words
    client.open(f"{shown}/ticket.pdf", expect=404)
    with transaction():
        token = held(door.numbers[0]).ticket.token
        for content in (b"%PDF-1.7 first", b"%PDF-1.7 second"):
            add_version(token, content, label="Verilib")
    path = client.open(shown, expect=200).link("Kağız bilet")
    answer = client.open(path, expect=200)
    assert (answer.data, answer.headers["Content-Type"]) == (b"%PDF-1.7 second", "application/pdf")
    leyla.open(path, expect=404)


def test_the_paper_bears_the_code_that_an_independent_reader_finds(door):
    import pypdfium2
    import zxingcpp

    with transaction(read_only=True):
        content = render_pdf(TEMPLATE, paper_data(issued(held(door.numbers[0]).ticket.token)))
    page = pypdfium2.PdfDocument(content)[0]
    assert (round(page.get_width()), round(page.get_height())) == (595, 842)
    (seen,) = zxingcpp.read_barcodes(page.render(scale=4).to_pil())
    assert seen.text == door.code()
    width = (seen.position.top_right.x - seen.position.top_left.x) / 4 * 25.4 / 72
    assert 25 <= width <= 32
    text = page.get_textpage().get_text_range()
    for words in (door.numbers[0], "Bakı – Gəncə", "Aysel Məmmədova", "ən azı 2 saat", "3 gün"):
        assert words in text, words
    assert len(content) < 150_000


def test_a_ticket_that_ended_shows_no_code(client, door, shown):
    with transaction():
        db.session().query(Ticket).filter_by(number=door.numbers[0]).update({"state": "refunded"})
    page = client.open(shown, expect=200)
    assert "artıq qüvvədə deyil" in page.words
    assert "Minikdə göstərin" not in page.words


def test_the_ride_goes_into_a_calendar_and_out_again(client, door, shown):
    answer = client.open(f"{shown}/calendar.ics", expect=200)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.data).events
    with transaction(read_only=True):
        ride = held(door.numbers[0]).ride
    assert (event.start, event.end) == (ride.leaves.replace(microsecond=0), ride.arrives)
    assert (event["status"], event.sequence, len(event.alarms.times)) == ("CONFIRMED", 1, 1)
    assert not event.errors
    assert b"\r\n" in answer.data
    assert max(map(len, answer.data.split(b"\r\n"))) <= 75
    assert "Aysel" not in answer.text
    with transaction():
        db.session().query(Ticket).filter_by(number=door.numbers[0]).update({"state": "exchanged"})
    (event,) = Calendar.from_ical(client.open(f"{shown}/calendar.ics", expect=200).data).events
    assert (event["status"], event.sequence) == ("CANCELLED", 2)
    whole = client.open(f"/cabinet/tickets/orders/{door.order}/calendar.ics", expect=200)
    assert [str(one["uid"]).partition("@")[0] for one in Calendar.from_ical(whole.data).events] == door.numbers[1:]


def test_what_is_another_persons_is_not_there(leyla, door, shown):
    for path in (shown, f"{shown}/calendar.ics", f"{shown}/apple.pkpass", f"{shown}/google"):
        leyla.open(path, expect=404)
    leyla.open(f"/cabinet/tickets/orders/{door.order}/calendar.ics", expect=404)


def test_mails_carry_the_reservation(door):
    with transaction(read_only=True):
        said = reservation_jsonld(held(door.numbers[0]))
    assert (said["@type"], said["reservationNumber"]) == ("BusReservation", door.numbers[0])
    assert said["reservationStatus"] == "https://schema.org/ReservationConfirmed"
    assert said["reservationFor"]["departureBusStop"]["name"] == "Bakı"
    assert said["reservedTicket"]["ticketToken"] == f"qrCode:{door.code()}"
    assert "AA1234567" not in str(said)
    with transaction():
        db.session().query(Ticket).filter_by(number=door.numbers[0]).update({"state": "refunded"})
        publish(TicketEnded(number=door.numbers[0], how="refunded"))
    with transaction(read_only=True):
        assert reservation_jsonld(held(door.numbers[0]))["reservationStatus"].endswith("ReservationCancelled")
    with transaction(read_only=True):
        sold = next(one for one in TEMPLATES if one.code == "tickets.sold")
        mailed = sold.enclose({"sold": door.order}).structured
    assert [one["reservationNumber"] for one in mailed] == door.numbers[1:]


def test_a_guest_has_the_same_ticket_and_calendar_under_the_link(app, buses):
    visitor = AssertingClient(app)
    address = priced(visitor)
    with transaction():
        order = guest_order(address.rsplit("/", 1)[1])
        confirm(order.public_id)
        number = tickets_of(order.id)[0].number
    page = visitor.open(f"{address}/tickets/{number}", expect=200)
    assert "Minikdə göstərin" in page.words
    assert page.all("script")[-1].get("src").startswith("/static/scripts/keep-ticket")
    (event,) = Calendar.from_ical(visitor.open(f"{address}/tickets/{number}/calendar.ics", expect=200).data).events
    assert str(event["uid"]).startswith(number)
    for path in ("google", "apple.pkpass", "ticket.pdf", "nothing"):
        visitor.open(f"{address}/tickets/{number}/{path}", expect=404)
    visitor.open(f"{address}/tickets/AB-2026-9999999", expect=404)
    with transaction():
        add_version(held(number).ticket.token, b"%PDF-1.7 sealed", label="Verilib")
    paper = visitor.open(f"{address}/tickets/{number}", expect=200).link("Kağız bilet")
    assert visitor.open(paper, expect=200).data == b"%PDF-1.7 sealed"
