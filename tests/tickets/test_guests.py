"""Buying without signing in: an order under a link that cannot be guessed, the same rules, taken over later."""

import re

import pytest

from tests.support.client import AssertingClient
from tests.tickets.conftest import paying
from tests.tickets.test_pages import TOMORROW, WHO, found
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.payments.api import invoice
from webapp.tickets import errors
from webapp.tickets.guests import guest_key, guest_order
from webapp.tickets.models import Order
from webapp.tickets.queries import tickets_of


@pytest.fixture
def visitor(app, buses):
    return AssertingClient(app)


def held(visitor, seat="1"):
    """Return the address of an order that a visitor holds."""
    seats = visitor.open(found(visitor).link("Yer seç"), expect=200)
    return visitor.submit(seats, "/tickets/trips", seat=seat, expect=303).location


def priced(visitor, **changes):
    address = held(visitor)
    page = visitor.open(address, expect=200)
    visitor.submit(page, "/passengers", expect=303, **WHO | {"email": "aysel@example.az"} | changes)
    return address


def test_a_guest_buys_and_finds_the_tickets_under_the_link(visitor, buses):
    address = priced(visitor)
    page = visitor.open(address, expect=200)
    assert re.fullmatch(r"/tickets/o/[\w-]{43}", address)
    assert "Cəmi: 14,00" in page.words.replace("\xa0", " ")
    assert "komissiya" in page.words  # the rules of giving back stand before the payment
    pay = visitor.submit(page, "/pay", expect=303)
    assert "/pay/" in pay.location

    with transaction():
        order = guest_order(address.rsplit("/", 1)[1])
        assert (order.party_id, order.email) == (None, "aysel@example.az")
        assert invoice(order.invoice).party_id is None
        paying(order.invoice, order.public_id)
        public_id = order.public_id
    page = visitor.open(address, expect=200)
    ticket = visitor.open(page.link("Aysel Məmmədova"), expect=200)
    assert "Minikdə göstərin" in ticket.words
    assert ticket.headers["Cache-Control"] == "private, no-store"
    visitor.open(f"/cabinet/tickets/orders/{public_id}")
    assert visitor.open(f"/tickets/o/{public_id}").status_code == 404


def test_a_guest_says_where_the_tickets_go(visitor, buses):
    page = visitor.open(held(visitor), expect=200)
    assert "biri kifayətdir" in page.words
    assert "bileti sizə göndərməliyik" in visitor.submit(page, "/passengers", expect=422, **WHO).words
    odd = visitor.submit(page, "/passengers", expect=422, **WHO | {"email": "a b", "phone": "12"})
    assert "ad@nümunə.az" in odd.words


def test_another_link_opens_nothing(visitor, buses):
    address = held(visitor)
    for key in (address.rsplit("/", 1)[1][:-1] + "_", "x" * 43, "ə" * 43):
        assert visitor.open(f"/tickets/o/{key}").status_code == 404


def test_nobody_on_the_way_keeps_an_order_or_learns_its_address(visitor, buses):
    answer = visitor.open(held(visitor), expect=200)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_who_signs_in_later_takes_the_tickets_over_once(client, visitor, carrier, buses):
    address = priced(visitor)
    visitor.submit(visitor.open(address, expect=200), "/pay", expect=303)
    with transaction():
        order = guest_order(address.rsplit("/", 1)[1])
        paying(order.invoice, order.public_id)
        public_id, invoiced = order.public_id, order.invoice

    mine = client.submit(client.open(address, expect=200), "/adopt", expect=303)
    assert mine.location == f"/cabinet/tickets/orders/{public_id}"
    client.open(mine.location, expect=200)
    with transaction():
        order = buses.order(public_id)
        assert order.party_id == buses.aysel.party_id == invoice(invoiced).party_id
        assert documents.issued(tickets_of(order.id)[0].token).holder_party_id == buses.aysel.party_id
    assert "Kabinetimə əlavə et" not in carrier.open(address, expect=200).words


def test_a_guest_who_changes_their_mind_frees_the_seat(visitor, buses):
    address = held(visitor)
    visitor.submit(visitor.open(address, expect=200), "/release", expect=303)
    assert held(visitor).startswith("/tickets/o/")


def test_the_key_of_a_guest_stands_nowhere(visitor, buses):
    address = held(visitor)
    with transaction(read_only=True) as session:
        with pytest.raises(errors.NoSuchOrder):
            guest_order("x" * 43)
        order = session.query(Order).one()
    assert guest_key(order.public_id) == address.rsplit("/", 1)[1]
    assert guest_key(order.public_id).encode() not in order.guest_key


def test_a_visitor_holds_only_so_many_seats(app, visitor, buses, monkeypatch):
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setitem(app.config, "SEAT_HOLD_LIMIT", "1 per minute")
    seats = visitor.open(found(visitor, day=TOMORROW).link("Yer seç"), expect=200)
    visitor.submit(seats, "/tickets/trips", seat="1", expect=303)
    visitor.submit(seats, "/tickets/trips", seat="2", expect=429)
