"""Whose a price is: the parts make the whole whatever is sold, given back or exchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.settlements.rules import (
    ENTRIES,
    Kind,
    NotAllowed,
    Parts,
    State,
    divided,
    given_back,
    normal_iban,
    postings,
    step,
    surcharge_postings,
)

PRICES = st.integers(0, 1_000_000)
PERMILLE = st.integers(0, 220)


@st.composite
def sales(draw):
    price = draw(PRICES)
    return price, draw(st.integers(0, price)), draw(PERMILLE)


@given(sale=sales(), data=st.data())
def test_parts_make_the_price_and_what_stays(sale, data):
    price, commission, permille = sale
    sold = divided(price, commission, permille)
    assert sold.whole == price
    assert min(sold.carrier, sold.station, sold.advance) >= 0
    back = data.draw(st.integers(0, price))
    taken = given_back(sold, back, data.draw(st.integers(0, price)), permille)
    assert taken.whole == -back
    assert sum(postings(sold, carrier=7, station="BAK").values()) == 0
    assert sum(postings(taken, carrier=7, station="BAK").values()) == 0


@given(surcharge=st.integers(-10_000, 10_000), paid=st.integers(0, 10_000))
def test_what_an_exchange_brings_balances(surcharge, paid):
    assert sum(surcharge_postings(surcharge, paid, carrier=7).values()) == 0


def test_a_first_category_station_keeps_twenty_two_percent_of_the_fare():
    assert divided(1500, 100, 220) == Parts(1092, 308, 100)


def test_the_rules_fifteen_percent_stay_with_carrier_and_station():
    sold = divided(1400, 0, 220)
    taken = given_back(sold, 1190, 0, 220)
    assert (sold.carrier + taken.carrier, sold.station + taken.station) == (164, 46)


@pytest.mark.parametrize(("price", "commission"), [(100, 101), (100, -1)])
def test_a_commission_is_a_part_of_the_price(price, commission):
    with pytest.raises(ValueError, match="part"):
        divided(price, commission, 0)


def test_never_more_goes_back_than_was_paid():
    with pytest.raises(ValueError, match="more"):
        given_back(divided(100, 0, 0), 101, 0, 0)


def test_every_kind_of_ticket_booking_has_its_entry():
    assert set(ENTRIES) == set(Kind) - {Kind.CARD_RIDES}
    assert len({kind for kind, _what in ENTRIES.values()}) == len(ENTRIES)


def test_a_statement_is_approved_twice_and_paid_once():
    state = State.DRAWN
    for action in ("approve", "approve", "pay"):
        state = step(state, action)
    assert state is State.PAID
    for wrong in ((State.DRAWN, "pay"), (State.AGREED, "pay"), (State.PAID, "pay"), (State.APPROVED, "approve")):
        with pytest.raises(NotAllowed):
            step(*wrong)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("az21 nabz 0000 0000 1370 1000 1944", "AZ21NABZ00000000137010001944"),
        ("AZ22NABZ00000000137010001944", None),
        ("AZ21NABZ0000000013701000194", None),
        ("GE21NABZ00000000137010001944", None),
        ("", None),
        ("AZ21NABZ٠٠٠00000137010001944", None),
    ],
)
def test_an_iban_is_believed_by_its_check_digits(typed, plain):
    assert normal_iban(typed) == plain
