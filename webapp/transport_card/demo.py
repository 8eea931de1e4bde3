"""Demo data: the kinds of card, the fare of the city route, a validator, cards of invented people with some rides.

Numbers and codes of the cards that wait to be linked or sold are in `WAITING`; the validator's key is known to everybody.
"""

import base64
import hashlib
import json
from datetime import date, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.payments.api import take_at_till
from webapp.timetable.api import city_routes
from webapp.transport_card.models import Card, Product, TariffRow
from webapp.transport_card.queries import products_on
from webapp.transport_card.rules import number_of
from webapp.transport_card.services.devices import register
from webapp.transport_card.services.issuing import card_of_stock, sell
from webapp.transport_card.services.tapping import take
from webapp.transport_card.services.topping import ask_top_up
from webapp.transport_card.tap_reading import Envelope, signed_bytes

SINCE: Final = date(2026, 1, 1)
BASIS: Final = "“AYNA” informasiya sistemi haqqında Əsasnamə, 3.1.8 və 3.9-cu bəndlər"
TARIFF: Final = "Tarif (qiymət) Şurasının şəhərdaxili sərnişin daşınması üzrə qərarı"
COLUMNS: Final = "code name_az name_en name_ru kind price refundable top_up life_days rides negative least_top_up most_top_up most_balance"
PRODUCTS: Final = (
    ("plastic", "Plastik kart", "Plastic card", "Пластиковая карта", "plastic", 200, False, True, None, None, 60, 20, 5000, 10000),
    ("student", "Tələbə kartı", "Student card", "Карта студента", "plastic", 200, True, True, 1461, None, 0, 20, 2000, 5000),
    ("paper2", "Kağız kart, 2 gediş", "Paper card, 2 rides", "Бумажная карта, 2 поездки", "paper", 140, False, False, 45, 2, 0, 1, 1, 0),
    ("virtual", "Telefonda kart", "Card in the phone", "Карта в телефоне", "virtual", 0, True, True, None, None, 0, 20, 5000, 10000),
)  # fmt: skip
DEVICE: Final = "VAL-0001"
VEHICLE: Final = "10-AB-008"
TILL: Final = "DEMO"
AYSEL: Final = ("5AYS3L1", "Aysel Rəhim qızı Quliyeva")
MINE: Final = ("00000000001", "135790")
WAITING: Final = (("00000000002", "246810"), ("00000000003", "112233"))  # a sold one to be linked; one in stock


def demo_number(body: str) -> str:
    """Return the number of a demo card."""
    return number_of(body)


def demo_key() -> ec.EllipticCurvePrivateKey:
    """Return the key of the demo validator: from a known text, for demonstrations and tests alone."""
    return ec.derive_private_key(
        int.from_bytes(hashlib.sha256(b"Kabinet demo validator").digest(), "big"), ec.SECP256R1()
    )


def demo_pem(key: ec.EllipticCurvePrivateKey) -> str:
    """Return the public half as a validator is registered with it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def signed(device: str, number: int, body: bytes, key: ec.EllipticCurvePrivateKey) -> Envelope:
    """Return a batch as a validator signs it."""
    r, s = decode_dss_signature(key.sign(signed_bytes(device, number, body), ec.ECDSA(SHA256())))
    return Envelope(device, number, body, base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode())


def seed_cards() -> None:
    """Write the demo data inside the open transaction, once."""
    routes = city_routes()
    if not routes or db.session().scalar(select(Product.id).limit(1)) is not None:
        return
    seed_prices(routes[0].id)
    register(DEVICE, key=demo_pem(demo_key()), vehicle=VEHICLE, route_id=routes[0].id, actor=SYSTEM)
    mine = _sold(*MINE)
    mine.party_id, mine.name, mine.low_at = _aysel(), "İş yolu", 100
    _sold(*WAITING[0])
    card_of_stock(products_on(SINCE)["plastic"], demo_number(WAITING[1][0]), WAITING[1][1])
    _load(mine, 1000)
    _ride(mine.number)


def seed_prices(route_id: int) -> None:
    """Write the products, and the fare of a city route."""
    names = COLUMNS.split()
    for row in PRODUCTS:
        values = dict(zip(names, row, strict=True))
        db.session().add(Product(**values, transfer_fee=0, basis=BASIS, valid_from=SINCE))
    fare = {"qepik": 60, "transfer_qepik": 0, "transfer_minutes": 0, "pass_back_seconds": 600}
    db.session().add(TariffRow(route_id=route_id, basis=TARIFF, valid_from=SINCE, **fare))
    db.session().flush()


def _sold(body: str, code: str) -> Card:
    card = card_of_stock(products_on(SINCE)["plastic"], demo_number(body), code)
    sell(card, actor=SYSTEM)
    return card


def _aysel() -> int:
    fin, name = AYSEL
    return ensure_party("person", fin, name=name, source="AZ/GOV/DIN", as_of=now()).id


def _load(card: Card, qepik: int) -> None:
    made = ask_top_up(card, qepik, channel="till", actor=SYSTEM)
    take_at_till(made.invoice or "", method="cash", till=TILL, reference=None, actor=SYSTEM)


def _ride(number: str) -> None:
    """Let the card ride to work and back on the last two days."""
    hours = (52, 43, 28, 19)
    taps = [
        {"counter": n, "card": number, "at": (now() - timedelta(hours=ago)).isoformat(timespec="seconds")}
        for n, ago in enumerate(hours, 1)
    ]
    take(signed(DEVICE, 1, json.dumps({"taps": taps}).encode(), demo_key()))
