"""Transport cards: validators send signed batches, each with other cards; every tap is judged and paid.

A batch holds 50 taps: what a bus collects in a few minutes without network. Sixteen connections are sixteen
validators. Four fifths of the batches are sent, so that none of them has to send one again.
"""

import json
from datetime import timedelta
from itertools import count

from cryptography.hazmat.primitives.asymmetric import ec

from tests.load import runs, servers, visitors
from tests.load.lines import Line
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.timetable.api import city_routes
from webapp.transport_card import accounts
from webapp.transport_card.demo import demo_pem, signed
from webapp.transport_card.queries import products_on
from webapp.transport_card.rules import number_of
from webapp.transport_card.services.devices import register
from webapp.transport_card.services.issuing import card_of_stock, sell

TAPS = 50
BATCHES = 60
CARDS = 1_000
FULL = 9_000


def measure(base, _scale):
    """Yield the taps a second that are judged and paid."""
    with visitors.application(base) as app, app.app_context():
        numbers = _cards()
        scripts = [_script(validator, numbers) for validator in range(runs.CONNECTIONS)]
    with servers.portal(base):
        requests = runs.Requests(base.settings.port, scripts)
        result = runs.exactly(requests, runs.CONNECTIONS * BATCHES * 4 // 5)
    runs.say(
        f"card_taps: p50 {result['p50_ms']:.0f} ms, p99 {result['p99_ms']:.0f} ms a batch of {TAPS}; bad {result['bad']}"
    )
    yield Line("card_taps_per_s", None if result["bad"] else result["per_second"] * TAPS, "1/s")


def _cards():
    """Sell cards with money on them; return their numbers."""
    numbers = [number_of(f"7{n:010}") for n in range(CARDS)]
    for start in range(0, CARDS, 200):
        with transaction():
            product = products_on(today())["plastic"]
            for number in numbers[start : start + 200]:
                card = card_of_stock(product, number, "000000")
                sell(card, actor=SYSTEM)
                accounts.credit(card.id, accounts.TOP_UP, FULL, key=f"bench:{number}", ref=card.public_id)
    return numbers


def _script(validator, numbers):
    """Register a validator; return its batches, signed beforehand: the generator must not spend the measured cores."""
    key, code = ec.generate_private_key(ec.SECP256R1()), f"VAL-B{validator:03}"
    with transaction():
        told = {"key": demo_pem(key), "vehicle": f"10-BB-{validator:03}", "route_id": city_routes()[0].id}
        register(code, actor=SYSTEM, **told)
    counters, begin = count(1), now() - timedelta(days=6)
    batches = []
    for number in range(1, BATCHES + 1):
        at = begin + timedelta(minutes=number * 120)
        chosen = [numbers[(validator * 61 + number * 7 + n * 19) % CARDS] for n in range(TAPS)]
        taps = [{"counter": next(counters), "card": one, "at": at.isoformat()} for one in chosen]
        batches.append(_request(signed(code, number, json.dumps({"taps": taps}).encode(), key)))
    return {"requests": batches}


def _request(sent):
    lines = [
        "POST /api/v1/taps HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Tap-Device: {sent.device}",
        f"Tap-Batch: {sent.number}",
        f"Tap-Signature: {sent.signature}",
    ]
    return ("\r\n".join(lines), sent.body.decode())
