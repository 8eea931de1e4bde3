"""Pages: from the search to the ticket without JavaScript, the list at the door, and who finds nothing there."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.tickets.conftest import LEYLA, XEZER, paying
from webapp.audit.api import views_of
from webapp.catalogue.demo import seed_catalogue
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.tickets.queries import tickets_of
from webapp.timetable.scheduling import make_trips

TOMORROW = (today() + timedelta(days=1)).strftime("%d.%m.%Y")
WHO = {"name_1": "Aysel Məmmədova", "document_1": "AA1234567", "born_1": "01.05.1990"}


def found(client, origin="Bakı", target="Gəncə", day=TOMORROW, expect=200):
    return client.open("/tickets", query_string={"origin": origin, "target": target, "day": day}, expect=expect)


@pytest.fixture
def bought(buses):
    """A paid order of Aysel with one ticket: its public id, the ticket's number, the trip's."""
    with transaction():
        public_id = buses.paid(7)
        order = buses.order(public_id)
        return public_id, tickets_of(order.id)[0].number, buses.ride().trip.number


def test_anybody_searches_and_sees_prices_and_free_seats(app, buses):
    page = found(AssertingClient(app), "baki", "gence")
    for words in ("4 reys tapıldı", "08:00", "13:00", "14,00", "7,00", "49 boş yer", "Marşrut 501"):
        assert words in page.words.replace("\xa0", " "), words


@pytest.mark.parametrize(
    ("origin", "target"), [("Bakı", "Gencə"), ("Баку", "Гянджа"), ("Baku", "Ganja"), ("Bakı", "Gənjə")]
)
def test_places_are_forgiven(app, buses, origin, target):
    assert "4 reys tapıldı" in found(AssertingClient(app), origin, target).words


def test_a_night_bus_is_found_on_the_day_on_which_one_boards(app, buses):
    page = found(AssertingClient(app), "Gəncə", "Tbilisi")
    assert "02:00" in page.words


def test_what_is_not_there_is_said(app, buses):
    client = AssertingClient(app)
    assert "Belə stansiya tapılmadı" in found(client, "Nigdə").words
    assert "Reys tapılmadı" in found(client, "Gəncə", "Şəki").words
    assert "Tarixi gün, ay və il" in found(client, day="sabah").words
    assert "Haraya getdiyinizi yazın" in found(client, target="").words


def test_a_ticket_is_bought_step_by_step(client, buses):
    seats = client.open(found(client).link("Yer seç"), expect=200)
    labels = ["".join(one.itertext()) for one in seats.all("label")]
    assert "Yer 1, pəncərə yanı" in labels
    assert "Yer 2" in labels

    order = client.submit(seats, "/tickets/trips", seat="1", expect=303)
    page = client.open(order.location, expect=200)
    assert "Yerlər sizin üçün saxlanılır" in page.words
    assert "Ödənişə keç" not in page.words
    assert "Yer 1, tutulub" in client.open(seats.request.path, expect=200).words.replace(" ,", ",")

    client.submit(page, "/passengers", expect=303, **WHO)
    page = client.open(order.location, expect=200)
    assert "Cəmi: 14,00" in page.words.replace("\xa0", " ")
    assert page.form("/passengers").items() >= WHO.items()  # what was typed can be changed
    invoice = client.submit(page, "/pay", expect=303)
    shown = client.open(invoice.location, expect=200)
    assert "Avtobus bileti, böyük" in shown.words

    with transaction():
        paying(invoice.location.rsplit("/", 1)[1], order.location.rsplit("/", 1)[1])
    page = client.open(order.location, expect=200)
    ticket = client.open(page.link("Aysel Məmmədova"), expect=200)
    for words in ("AB-", "Bakı – Gəncə", "Yer", "01-AB-401", "Minikdə göstərin"):
        assert words in ticket.words
    assert "AA1234567" not in ticket.words
    code = next(one for one in ticket.all("div") if one.get("class") == "qr-tile")
    assert [inner.tag.rpartition("}")[2] for inner in code] == ["svg"]
    assert "Bakı – Gəncə" in client.open("/cabinet/tickets", expect=200).words


def test_wrong_passengers_are_said_beside_their_fields(client, buses):
    with transaction():
        public_id = buses.held(1, lap=True)
    page = client.open(f"/cabinet/tickets/orders/{public_id}", expect=200)
    again = client.submit(page, "/passengers", expect=422, name_1="Aysel", document_1="?", born_1="x")
    for words in ("Adı və soyadı yazın", "sənəddəki kimi yazın", "Tarixi gün, ay və il"):
        assert words in again.words
    who = WHO | {"name_2": "Ayla Məmmədova", "document_2": "AZE123456", "born_2": "01.01.2015"}
    assert "5 yaşınadək bir uşaq" in client.submit(page, "/passengers", expect=422, **who).words
    minor = who | {"born_1": "01.01.2020", "born_2": "01.01.2025"}
    assert "yalnız böyük sərnişinlə" in client.submit(page, "/passengers", expect=422, **minor).words
    assert "Ödənişə keç" not in client.open(page.request.path, expect=200).words
    for odd in ("\x00\ufffd' OR 1=1", "9" * 5000, "٣²", "01.01.0001"):
        client.submit(page, "/passengers", expect=422, **dict.fromkeys(who, odd))


def test_a_seat_that_another_took_is_said_on_the_map(client, buses):
    seats = client.open(found(client).link("Yer seç"), expect=200)
    with transaction():
        buses.held(1, actor=buses.sevda)
    assert "başqası götürdü" in client.submit(seats, "/tickets/trips", seat="1", expect=409).words
    odd = {"seat": ["1", "2", "99999", "²", "x"], "csrf_token": seats.form("/tickets/trips")["csrf_token"]}
    client.open(seats.request.path, method="POST", data=odd, expect=409)
    assert "Biletiniz yoxdur" in client.open("/cabinet/tickets", expect=200).words  # nothing is half held
    assert "48 " in found(client).words
    assert "Bir neçə yer seçin" in client.submit(seats, "/tickets/trips", expect=422).words


def test_who_changes_their_mind_gives_the_seats_free(client, buses):
    with transaction():
        public_id = buses.held(1)
    page = client.open(f"/cabinet/tickets/orders/{public_id}", expect=200)
    client.submit(page, "/release", expect=303)
    assert "yerlər boşaldıldı" in client.open("/cabinet/tickets", expect=200).words
    assert "artıq saxlanılmır" in client.open(f"/cabinet/tickets/orders/{public_id}", expect=200).words


def test_the_order_and_the_trip_of_another_are_not_there(app, bought):
    public_id, number, trip = bought
    leyla = AssertingClient(app)
    acting_for(leyla, LEYLA, XEZER)
    for address in (f"orders/{public_id}", f"orders/{public_id}/tickets/{number}", "orders/NOSUCH"):
        leyla.open(f"/cabinet/tickets/{address}", expect=404)
    token = leyla.open("/cabinet/tickets", expect=200).form()["csrf_token"]
    for deed in ("pay", "release", "passengers"):
        leyla.open(f"/cabinet/tickets/orders/{public_id}/{deed}", method="POST", data={"csrf_token": token}, expect=404)
    leyla.open(f"/cabinet/bus-trips/{trip}", expect=404)
    leyla.open(
        f"/cabinet/bus-trips/{trip}/check-in", method="POST", data={"csrf_token": token, "number": number}, expect=404
    )


def test_nothing_is_done_to_the_order_of_another(client, carrier, buses, bought):
    token = {"csrf_token": carrier.open("/cabinet/bus-trips", expect=200).form("/auth/logout")["csrf_token"]}
    for what in ("passengers", "pay", "release"):
        for order in (bought[0], "X" * 26):
            carrier.post(f"/cabinet/tickets/orders/{order}/{what}", data=token, expect=404)


@pytest.mark.parametrize(
    "asked",
    [
        {"origin": "\u202e", "target": "9" * 5000, "day": "²", "back": "31.12.9999"},
        {"swap": "1", "origin": "'", "day": "\ud7ff"},
        {"on": "tomorrow"},
        {"origin": "Bakı", "target": "Gəncə", "day": TOMORROW, "back": TOMORROW, "out": "x" * 900},
    ],
)
def test_odd_searches_are_answered(client, buses, asked):
    assert client.open("/tickets", query_string=asked).status_code in {200, 302}


def test_who_has_no_right_sees_no_passengers(client, bought):
    client.open(f"/cabinet/bus-trips/{bought[2]}", expect=403)


@pytest.mark.parametrize(("origin", "target"), [("GNC", "BAK"), ("BAK", "SUM"), ("X", "Y"), ("BAK", "BAK")])
def test_a_trip_does_not_go_where_its_route_does_not(client, bought, origin, target):
    client.open(f"/tickets/trips/{bought[2]}/{origin}/{target}", expect=404)


def test_the_carrier_sees_trips_and_lets_passengers_board_once(carrier, buses, bought):
    _order, number, trip = bought
    page = carrier.open("/cabinet/bus-trips", query_string={"day": TOMORROW}, expect=200)
    assert "1 / 49" in page.words
    page = carrier.open(page.link("501 Bakı – Gəncə"), expect=200)
    assert "0 / 1 sərnişin minib" in page.words

    carrier.submit(page, "/check-in", number=number, expect=303)
    again = carrier.open(f"/cabinet/bus-trips/{trip}", expect=200)
    assert "1 / 1 sərnişin minib" in again.words
    assert "surəti ola bilər" in carrier.submit(again, "/check-in", number=number, expect=409).words
    assert "ödənilmiş bilet yoxdur" in carrier.submit(again, "/check-in", number="AB-2026-9999999", expect=404).words
    with transaction(read_only=True):
        looks = views_of("5AYS3L1").rows
    assert "Minikdə biletlərin yoxlanılması" in {str(one.purpose) for one in looks}


def test_who_scans_a_ticket_sees_that_somebody_boarded_with_it(app, client, carrier, buses, bought):
    public_id, number, trip = bought
    with transaction(read_only=True):
        token = tickets_of(buses.order(public_id).id)[0].token
    assert "Minikdə yoxlanılıb" not in AssertingClient(app).open(f"/verify/{token}", expect=200).words
    carrier.submit(carrier.open(f"/cabinet/bus-trips/{trip}", expect=200), "/check-in", number=number, expect=303)
    shown = AssertingClient(app).open(f"/verify/{token}", expect=200)
    assert "Minikdə yoxlanılıb" in shown.words
    assert "Aysel" not in shown.words


def test_buying_a_ticket_stands_among_the_services(app, buses):
    with transaction():
        seed_catalogue()  # a service is shown once it has its number in the register
    visitor = AssertingClient(app)
    assert "Avtobus biletinin alınması" in visitor.open("/services?q=avtobus+bilet", expect=200).words
    visitor.open("/services/bus-ticket", expect=200)
    visitor.open("/services/bus-ticket/regulation", expect=200)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_search_speaks_the_language_of_the_page(app, buses, language):
    visitor = AssertingClient(app)
    visitor.open("/tickets", query_string={"lang": language})
    page = visitor.open(f"/tickets?origin=Bakı&target=Gəncə&day={TOMORROW}", expect=200)
    assert page.document.get("lang") == language
    assert {"en": "Ganja", "ru": "Гянджа"}[language] in page.words


def test_a_day_with_many_rides_is_read_page_by_page_without_gap_or_repetition(client, buses):
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO bus_services (route_id, departs, weekdays, plate, seats, layout, valid_from)"
                " SELECT r.id, make_time(9 + n / 4, n % 4 * 15 + 5, 0), '1234567', '01-AB-499', 49, '2+2', '2026-01-01'"
                " FROM bus_routes r, generate_series(0, 29) n WHERE r.number = '501'"
            )
        )
        make_trips()
    day = f"{today() + timedelta(days=1):%d.%m.%Y}"
    page = client.get("/tickets", query_string={"origin": "Bakı", "target": "Gəncə", "day": day}, expect=200)
    times, many = [], re.search(r"(\d+) reys tapıldı", page.words)[1]
    for _page in range(10):
        times += [one.get("datetime") for one in page.all("time")][::2]
        following = [one.get("href") for one in page.all("a") if one.get("rel") == "next"]
        if not following:
            break
        page = client.get(following[0], expect=200)
    assert len(times) == len(set(times)) == int(many) > 30
    assert times == sorted(times)
    for key in ("x-y", "20261122T080000Z-", "-1", "99990101T000000Z-1", "20261122T080000Z-99999999999999999999"):
        asked = {"origin": "Bakı", "target": "Gəncə", "day": day, "after": key}
        assert times[0] in client.get("/tickets", query_string=asked, expect=200).text
