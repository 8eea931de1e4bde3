"""With a shift open and an order held, no odd input breaks a page of the till, and no double click moves money twice."""

import re

from tests.tills.test_pages import opened_desk, priced
from webapp.core.transaction import transaction
from webapp.payments.api import balance, out_of_balance
from webapp.tills.queries import open_shift_of

ODD = ("\x00\ufffd' OR 1=1 --<script>", "9" * 5000, "٣²", "01.01.0001 00:00", "🚚\u202e\u0301" * 400, "")
FIELDS = [
    "opening",
    "reason",
    "amount",
    "paper",
    "method",
    "given",
    "reference",
    "once",
    "number",
    "seat",
    "lap",
    "name_1",
    "document_1",
    "born_1",
    "fare_1",
    "benefit_1",
    "fin_1",
    "product",
    "load",
    "quote",
    "station",
    "name",
    "piece_100",
    "piece_20000",
]


def addresses(app, method):
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint.startswith("tills."):
            yield re.sub(r"<any\((\w+),[^>]*>", r"\1", rule.rule), rule


def filled(address, shift, order, till):
    for name, value in (("<order>", order), ("<direction>", "in")):
        address = address.replace(name, value)
    return address.replace("<public_id>", shift if "/shifts/" in address else till)


def test_no_odd_value_breaks_a_page(app, keeper, station):
    opened_desk(keeper)
    page = priced(keeper)
    order, token = page.request.path.rsplit("/", 1)[1], page.form("/pay")["csrf_token"]
    with transaction():
        shift, till = open_shift_of(station.head.account_id).public_id, station.till("GNC-1").public_id
    broken = []
    for number, (address, rule) in enumerate(addresses(app, "POST")):
        path = re.sub(r"<\w+>", "x", filled(address, shift, order, till))
        form = dict.fromkeys(FIELDS, ODD[number % 2]) | {"csrf_token": token}
        answer = keeper.open(path, method="POST", data=form)
        if answer.status_code >= 500 and answer.status_code != 503:
            broken.append((rule.endpoint, answer.status_code))
    for value in ODD:
        asked = {"origin": value, "target": value, "day": value}
        answers = [keeper.open(path, query_string=asked) for path in ("/cabinet/tills/rides", "/cabinet/tills/days")]
        broken += [(one.request.path, value) for one in answers if one.status_code >= 500]
    assert broken == []
    with transaction():
        assert out_of_balance() == 0


def test_every_form_sent_twice_moves_money_once(keeper, station):
    opened_desk(keeper)
    page = keeper.open("/cabinet/tills/cash/out")
    for _click in range(2):
        keeper.submit(page, "/cash/out", amount="10", paper="IV-3", expect=303)
    order = priced(keeper)
    for _click in range(2):
        keeper.submit(order, "/pay", method="cash", expect=303)
    with transaction():
        assert balance("till:BAK-1:cash") == 5_000 - 1_000 + 1_400
