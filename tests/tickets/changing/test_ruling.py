"""The rules as rows: the first ones are those of the table, a new one is added by the office and holds from its day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.tickets.changing.conftest import Bought
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.tickets.changing.default_tiers import DEFAULTS
from webapp.tickets.changing.errors import OneTier
from webapp.tickets.changing.models import TierRow
from webapp.tickets.changing.ruling import PastDay, add_row
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


def test_a_row_that_was_added_holds_from_its_day(office, buses):
    assert "digər oxunuş" in office.open("/office/ticket-terms", expect=200).words
    bought = Bought(buses, 1)
    with transaction():
        add_row(replace(DEFAULTS[0], keeps=100, commission=False, valid_from=today()), actor=buses.sevda)
    assert bought.quote().back == 1400 - 140
    with pytest.raises(OneTier), transaction():
        add_row(replace(DEFAULTS[0], valid_from=today()), actor=buses.sevda)
    with pytest.raises(PastDay), transaction():
        add_row(replace(DEFAULTS[0], valid_from=today() - timedelta(days=1)), actor=buses.sevda)


def test_only_the_office_sees_the_rows(client, carrier):
    client.open("/office/ticket-terms", expect=403)
    carrier.open("/office/ticket-terms", expect=403)
    with transaction(read_only=True):
        assert db.session().query(TierRow).filter(TierRow.valid_from > today() + timedelta(days=1)).count() == 0
