"""After the sale the pages of an order show the rides on which somebody travels, and call a way back only what leads back."""

import pytest

from tests.tickets.changing.conftest import Bought, refunds
from tests.tickets.changing.test_exchanging import costs
from webapp.core.clock import local
from webapp.core.transaction import transaction
from webapp.tickets.changing.finishing import give_up

MINE = "/cabinet/tickets"


@pytest.fixture
def bought(buses):
    return Bought(buses, 1)


def head_of(client, order):
    """What stands above the sections of an order: its rides."""
    page = client.open(f"{MINE}/orders/{order.id}", expect=200)
    return " ".join(" ".join(one.itertext()) for one in page.all("p") if one.get("class") == "lead")


def card_of(client):
    return client.open(MINE, expect=200).words


def at_hour(ride):
    return f"{local(ride.leaves):%H:%M}"


def test_an_exchange_that_waits_for_its_payment_is_not_travelled_yet(client, bought, rides):
    costs(rides[0], 2000)
    bought.exchange(rides[1], 3)
    assert at_hour(rides[0]) in head_of(client, bought)
    assert at_hour(rides[1]) not in head_of(client, bought)
    assert "Gediş-qayıdış" not in card_of(client)
    with transaction():
        give_up(bought.id, bought.actor)
    assert at_hour(rides[1]) not in head_of(client, bought)


def test_after_an_exchange_the_new_ride_is_shown_and_is_no_way_back(client, bought, rides):
    bought.exchange(rides[1], 3)
    head = head_of(client, bought)
    assert (at_hour(rides[0]) in head, at_hour(rides[1]) in head, "Qayıdış" in head) == (False, True, False)
    mine = card_of(client)
    assert (at_hour(rides[0]) in mine, at_hour(rides[1]) in mine, "Gediş-qayıdış" in mine) == (False, True, False)
    page = client.open(f"{MINE}/orders/{bought.id}", expect=200)
    assert "Əvvəlki biletlər" in page.words
    assert bought.numbers[0] in page.words


def test_half_of_a_family_on_another_bus_is_two_rides(client, buses, rides):
    family = Bought(buses, 1, 2)
    family.exchange(rides[1], 3, numbers=family.numbers[:1])
    head = head_of(client, family)
    assert (at_hour(rides[0]) in head, at_hour(rides[1]) in head, "Qayıdış" in head) == (True, True, False)
    assert "2 sərnişin" in card_of(client)
    words = client.open(f"{MINE}/orders/{family.id}", expect=200).words
    assert words.index(family.numbers[1]) < words.index(family.numbers[0])  # who travels stands first


def test_a_way_back_is_called_one(client, buses):
    with transaction(read_only=True):
        back = buses.ride("Gəncə", "Bakı", days=3)
    both = Bought(buses, 1, back=(back, 5))
    assert "Qayıdış: Gəncə – Bakı" in head_of(client, both)
    assert "Gediş-qayıdış" in card_of(client)


def test_what_was_given_back_is_no_coming_ride(client, bought):
    bought.give_back()
    assert len(refunds()) == 1
    mine = card_of(client)
    assert "Qarşıdakı gedişlər" not in mine
    assert "Qaytarılıb" in mine
    assert "Qaytarılıb" in client.open(f"{MINE}/orders/{bought.id}", expect=200).words
