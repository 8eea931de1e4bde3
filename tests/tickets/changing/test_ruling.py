"""The rules as rows: the first ones are those of the table, a new one is added by the office and holds from its day."""

from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.tickets.changing.conftest import Bought
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.tickets.changing.default_tiers import DEFAULTS
from webapp.tickets.changing.models import TierRow
from webapp.tickets.changing.terms import refund_terms, value_of

HEAD = "5GNL4M3"


@pytest.fixture
def office(app, buses):
    browser = AssertingClient(app)
    sign_in(browser, HEAD, office=True)
    return browser


def test_the_table_begins_with_the_rows_of_the_rules(opened):
    assert [value_of(row) for row in db.session().query(TierRow).order_by(TierRow.id)] == list(DEFAULTS)


def test_passengers_read_the_rows_in_plain_sentences(opened):
    sentences = refund_terms(None, today())
    assert len(sentences) == 6
    for words in ("2 saat", "15 dəqiqə", "25\u00a0%", "3 gün", "komissiya ilə birlikdə"):
        assert any(words in one for one in sentences), words


def test_rows_are_only_added(database):
    with pytest.raises(Exception, match="fares are only added"), transaction():
        db.session().query(TierRow).update({"keeps": 0})


def test_the_office_adds_a_row_that_holds_from_its_day(office, buses):
    page = office.open("/office/ticket-terms", expect=200)
    assert "digər oxunuş" in page.words
    row = {"band": "early", "minutes": "120", "keeps": "100", "adds": "0", "basis": "Qərar 1, 2-ci bənd"}
    past = office.submit(page, "/ticket-terms", **row, valid_from="01.01.2020", expect=422)
    assert "bu gündən əvvəl" in past.words.lower()
    day = today().strftime("%d.%m.%Y")
    office.submit(page, "/ticket-terms", **row, valid_from=day, expect=303)
    office.submit(page, "/ticket-terms", **row, valid_from=day, expect=409)
    bought = Bought(buses, 1)
    assert bought.quote().back == 1400 - 140


def test_only_the_office_sees_the_rows(client, carrier):
    client.open("/office/ticket-terms", expect=403)
    carrier.open("/office/ticket-terms", expect=403)
    with transaction(read_only=True):
        assert db.session().query(TierRow).filter(TierRow.valid_from > today() + timedelta(days=1)).count() == 0
