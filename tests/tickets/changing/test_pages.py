"""Pages after the sale, in the cabinet and at a guest's address, without JavaScript; and what others do not find there."""

import io
import re
from datetime import timedelta

import pytest
import time_machine

from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.tickets.changing.conftest import Bought, leaves_in, refunds
from tests.tickets.changing.test_exchanging import costs
from tests.tickets.changing.test_passing_on import paper
from tests.tickets.conftest import LEYLA, XEZER
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.tickets.guests import guest_key, key_digest
from webapp.tickets.queries import locked_order


@pytest.fixture
def bought(buses):
    return Bought(buses, 1, 2)


@pytest.fixture(params=["cabinet", "guest"])
def at(request, app, client, bought):
    """A browser with the address of the order: in the cabinet, or a guest's with the link alone."""
    if request.param == "cabinet":
        return client, f"/cabinet/tickets/orders/{bought.id}"
    with transaction():
        order = locked_order(bought.id)
        order.guest_key = key_digest(guest_key(bought.id))
        order.party_id = order.account_id = None
    return AssertingClient(app), f"/tickets/o/{guest_key(bought.id)}"


def chosen(browser, base, *numbers):
    page = browser.open(f"{base}/changes", expect=200)
    sent = browser.submit(page, "/changes", ticket=list(numbers), expect=303)
    return browser.open(sent.location, expect=200)


def test_a_ticket_is_given_back_with_every_price_before_the_click(at, bought):
    browser, base = at
    page = browser.open(base, expect=200)
    page = browser.open(page.link("Qaytar və ya dəyişdir"), expect=200)
    assert "komissiyasından başqa hamısı qaytarılır" in page.words
    quote = chosen(browser, base, bought.numbers[0])
    for words in ("Biletin qiyməti", "Qayıdır", "5 dəqiqə", "başqa reysə"):
        assert words.lower() in quote.words.lower()
    assert refunds() == []
    done = browser.submit(quote, "/refund", expect=303)
    page = browser.open(done.location, expect=200)
    assert "Pulun harada olduğu" in page.words
    assert "ödəniş sisteminə göndərilir" in page.words
    assert len(refunds()) == 1
    browser.submit(quote, "/refund", expect=303)  # a second click
    assert len(refunds()) == 1
    assert "artıq qaytarılıb" in browser.submit(page, "/changes", ticket=[bought.numbers[0]], expect=409).words


def test_nothing_chosen_is_said_and_a_quote_that_is_over_is_made_anew(at, bought):
    browser, base = at
    page = browser.open(f"{base}/changes", expect=200)
    assert "Ən azı bir bilet seçin" in browser.submit(page, "/changes", expect=422).words
    quote = chosen(browser, base, *bought.numbers)
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        anew = browser.submit(quote, "/refund", expect=409)
        assert "beş dəqiqəlik müddəti bitib" in anew.words
        assert refunds() == []
        browser.submit(anew, "/refund", expect=303)
    assert len(refunds()) == 1


def test_a_ticket_is_exchanged_on_the_seat_map(at, bought, rides):
    browser, base = at
    quote = chosen(browser, base, bought.numbers[0])
    trips = browser.open(quote.link("Başqa reysə"), expect=200)
    assert "Əlavə ödəniş yoxdur" in trips.words
    other = rides[1].trip.number
    seats = browser.open(f"{quote.request.path}/trips/{other}", expect=200)
    assert "Bir neçə yer" in browser.submit(seats, f"/trips/{other}", seat=["3", "4"], expect=422).words
    done = browser.submit(seats, f"/trips/{other}", seat="3", expect=303)
    page = browser.open(done.location, expect=200)
    assert "Dəyişdirmə" in page.words
    new = next(one.number for one in bought.tickets("paid") if one.seat == 3)
    assert f"{bought.numbers[0]} → {new}" in page.words
    assert sorted(bought.seats()) == [2, 3]


def test_a_dearer_exchange_goes_to_the_payment_and_can_be_given_up(at, bought, rides):
    browser, base = at
    costs(rides[0], 2000)
    quote = chosen(browser, base, bought.numbers[0])
    other = rides[1].trip.number
    seats = browser.open(f"{quote.request.path}/trips/{other}", expect=200)
    assert "6,00" in seats.words
    paying = browser.submit(seats, f"/trips/{other}", seat="3", expect=303)
    assert re.search(r"/(cabinet/payments|pay)/", paying.location)
    assert browser.open(paying.location, expect=200).link("Biletlərə keç") == f"{base}/changes"
    page = browser.open(f"{base}/changes", expect=200)
    assert "Dəyişdirmə ödəniş gözləyir" in page.words
    browser.submit(page, "/exchange/pay", expect=303)
    assert (
        "ödəniş gözləyən dəyişdirmə var"
        in browser.submit(page, "/changes", ticket=[bought.numbers[1]], expect=409).words
    )
    browser.submit(page, "/exchange/give-up", expect=303)
    assert "Baş tutmayıb" in browser.open(f"{base}/changes", expect=200).words


def test_a_ticket_is_passed_on(at, bought):
    browser, base = at
    number = bought.numbers[0]
    page = browser.open(f"{base}/tickets/{number}/transfer", expect=200)
    assert "Adı və soyadı yazın" in browser.submit(page, "/transfer", expect=422).words
    who = {"name": "Leyla Hüseynova", "document": "AA7654321"}
    assert "başqa tarifə" in browser.submit(page, "/transfer", **who, born="01.01.2021", expect=422).words
    done = browser.submit(page, "/transfer", **who, born="02.02.1985", expect=303)
    assert "Leyla Hüseynova" in browser.open(done.location, expect=200).words


def test_who_was_late_claims_with_papers_and_the_carrier_decides(app, at, bought, rides):
    browser, base = at
    leaves_in(rides[0], hours=-3)
    page = browser.open(f"{base}/changes", expect=200)
    page = browser.open(page.link("Avtobusa gecikmişəm"), expect=200)
    assert "Səbəbi qısaca yazın" in browser.submit(page, "/claim", expect=422).words
    made = browser.submit(page, "/claim", wants="refund", words="Xəstəxanada idim", expect=303)
    page = browser.open(made.location, expect=200)
    assert "sənədin surətini əlavə edin" in browser.submit(page, "/claim/papers", expect=422).words.lower()
    wrong = {"papers": (io.BytesIO(b"not a picture"), "x.exe"), "csrf_token": page.form("/claim/papers")["csrf_token"]}
    refused = browser.open(f"{page.request.path}/papers", method="POST", data=wrong)
    assert refused.status_code in {415, 422}
    assert "Müraciəti göndər" in refused.words
    upload = {
        "papers": (io.BytesIO(paper()), "arayis.png"),
        "csrf_token": page.form("/claim/papers")["csrf_token"],
    }
    path = page.request.path
    browser.open(f"{path}/papers", method="POST", data=upload, expect=303)

    sevda = AssertingClient(app)
    acting_for(sevda, "9SVD3F6", "9900010491")
    page = sevda.open("/cabinet/bus-claims", expect=200)
    claim = sevda.open(page.link(bought.numbers[0]), expect=200)
    assert "Xəstəxanada idim" in claim.words
    assert "arayis.png" in claim.words
    address = claim.request.path
    assert "səbəbini yazın" in sevda.submit(claim, address, decision="refuse", expect=422).words
    sevda.submit(claim, address, decision="accept", expect=303)
    assert len(refunds()) == 1
    assert "Müraciət üzrə qaytarma" in browser.open(f"{base}/changes", expect=200).words


def test_others_find_nothing(app, buses, bought):
    leyla = AssertingClient(app)
    acting_for(leyla, LEYLA, XEZER)
    base, quote, number = f"/cabinet/tickets/orders/{bought.id}", bought.quote().public_id, bought.numbers[0]
    token = leyla.open("/cabinet/tickets", expect=200).form()["csrf_token"]
    for path in (
        "changes",
        f"changes/{quote}",
        f"changes/{quote}/trips",
        f"tickets/{number}/transfer",
        f"tickets/{number}/claim",
    ):
        leyla.open(f"{base}/{path}", expect=404)
    for path in (
        "changes",
        f"changes/{quote}/refund",
        "exchange/pay",
        "exchange/give-up",
        f"tickets/{number}/transfer",
        f"tickets/{number}/claim/papers",
    ):
        leyla.open(f"{base}/{path}", method="POST", data={"csrf_token": token}, expect=404)
    leyla.open(f"/tickets/o/{'A' * 43}/changes", expect=404)
    leyla.open("/cabinet/bus-claims/NOSUCH", expect=404)
    assert refunds() == []


def test_the_carrier_sees_who_sits_where_before_another_bus_is_confirmed(carrier, buses, rides):
    kept, lost = Bought(buses, 1), Bought(buses, 49)
    number = rides[0].trip.number
    page = carrier.open(f"/cabinet/bus-runs/{number}/bus", expect=200)
    bus = {"plate": "10-AA-123", "seats": "1", "layout": "2+1"}
    seen = carrier.submit(page, "/bus", **bus, expect=200)
    for words in ("Sərnişinlər yeni avtobusda", kept.numbers[0], lost.numbers[0], "Yer yoxdur"):
        assert words in seen.words
    with transaction(read_only=True):
        assert buses.trip(number).seats == 49  # nothing is changed yet
    carrier.submit(seen, "/bus", **bus, expect=303)
    with transaction(read_only=True):
        assert buses.trip(number).seats == 1
    assert "Yeni avtobusda bu biletə yer yoxdur" not in carrier.open("/cabinet/bus-runs", expect=200).words
