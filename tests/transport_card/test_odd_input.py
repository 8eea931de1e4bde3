"""Whatever is typed into the room's forms about a real card, validator or price is answered, never by a failure of ours."""

import pytest

from tests.transport_card.conftest import CODE
from webapp.core.transaction import transaction

ODD = ("", "\x00\ufffd' OR 1=1 --", "9" * 5000, "٣²", "01.01.0001", "-1", "1e999", "🚌\u202e" * 200)
NUMBERS = (
    "number",
    "code",
    "amount",
    "name",
    "low_at",
    "target",
    "reason",
    "count",
    "product",
    "key",
    "vehicle",
    "route",
)
PRICES = (
    "fare",
    "transfer",
    "transfer_minutes",
    "pass_back",
    "valid_from",
    "basis",
    "price",
    "least",
    "most",
    "balance",
    "fee",
)
FIELDS = (*NUMBERS, *(f"{form}-{name}" for form in "tp" for name in (*PRICES, "route", "product", "negative")))
MINE = ("link", "{}/top-up", "{}/arrange", "{}/transfer", "{}/unlink")
OFFICE = ("find", "stock", "validators/new", "prices/tariff", "prices/product", "{}/block", "{}/unblock", "{}/close")


def known(city):
    with transaction():
        return city.card(100, holder=city.aysel)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_a_holders_forms(city, client, stranger, odd):
    card, broken = known(city), []
    told = dict.fromkeys(FIELDS, odd)
    token = client.open("/cabinet/cards/link").form("/cabinet/cards/link")["csrf_token"]
    for path in MINE:
        address = f"/cabinet/cards/{path.format(card.public_id)}"
        answer = client.open(address, method="POST", data={**told, "csrf_token": token})
        broken += [(address, answer.status_code)] if answer.status_code >= 500 else []
    for path in ("top-up", "balance", "lost"):
        token = stranger.open(f"/cards/{path}").form(f"/cards/{path}")["csrf_token"]
        for changes in ({}, {"number": card.number}, {"code": CODE}):
            data = {**told, "csrf_token": token, **changes}
            answer = stranger.open(f"/cards/{path}", method="POST", data=data)
            broken += [(path, answer.status_code)] if answer.status_code >= 500 else []
    for name in ("first", "last", "after"):
        answer = client.open(f"/cabinet/cards/{card.public_id}", query_string={name: odd.replace("\x00", "")})
        broken += [(name, answer.status_code)] if answer.status_code >= 500 else []
    assert broken == []


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_the_offices_forms(city, office, odd):
    card, broken = known(city), []
    told = dict.fromkeys(FIELDS, odd)
    token = office.open("/office/cards").form("/office/cards/find")["csrf_token"]
    with transaction():
        validator = city.validator().public_id
    for path in (*OFFICE, f"validators/{validator}/revoke"):
        address = f"/office/cards/{path.format(card.public_id)}"
        answer = office.open(address, method="POST", data={**told, "csrf_token": token})
        broken += [(address, answer.status_code)] if answer.status_code >= 500 else []
    assert broken == []


def test_the_office_writes_a_price_registers_a_validator_and_makes_cards(city, office):
    from cryptography.hazmat.primitives.asymmetric import ec

    from webapp.transport_card.demo import demo_pem

    prices = office.open("/office/cards/prices", expect=200)
    row = {
        "t-fare": "0,70",
        "t-transfer": "0",
        "t-transfer_minutes": "30",
        "t-pass_back": "600",
        "t-basis": "Tarif Şurası",
    }
    office.submit(prices, "/prices/tariff", **row, **{"t-valid_from": "01.01.2030"}, expect=303)
    office.submit(prices, "/prices/tariff", **row, **{"t-valid_from": "01.01.2030"}, expect=409)
    office.submit(prices, "/prices/tariff", **row, **{"t-valid_from": "01.01.2020"}, expect=422)
    amounts = {"p-price": "3", "p-negative": "0,70", "p-least": "1", "p-most": "50", "p-balance": "100", "p-fee": "0"}
    more = {"p-valid_from": "01.01.2030", "p-basis": "Əsasnamə"}
    office.submit(prices, "/prices/product", **amounts, **more, expect=303)
    form = office.open("/office/cards/validators/new", expect=200)
    key = demo_pem(ec.generate_private_key(ec.SECP256R1()))
    office.submit(form, "/validators/new", code="VAL-0100", vehicle="10-AA-100", key=key, expect=303)
    office.submit(form, "/validators/new", code="VAL-0101", vehicle="10-AA-100", key="x", expect=422)
    stock = office.submit(
        office.open("/office/cards/stock"), "/office/cards/stock", product="plastic", count="3", expect=200
    )
    assert stock.text.count("\r\n") == 4
    assert stock.headers["Cache-Control"] == "private, no-store"
