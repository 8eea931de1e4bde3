"""The operator's page of the act's terms, and what a new row changes."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.connections.errors import TermOutOfRange
from webapp.connections.terms import set_term, term, working_term
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction

TERMS = "/office/connections/terms"
PAPER = "2026-cı il 1 dekabr tarixli 17 nömrəli Qərar"


def office(app, fin="5GNL4M3"):
    client = AssertingClient(app)
    sign_in(client, fin, office=True)
    return client


def test_every_term_stands_with_its_clause_and_a_new_row_holds_from_its_day(app, world):
    head = office(app)
    page = head.get(head.get("/office/connections").link("Müddətlər"), expect=200)
    for words in ("118/2014, 3.2", "118/2014, 3.6", "118/2014, 3.9", "118/2014, 3.14", "7 (iş günü)", "1 (ay)"):
        assert words in page.words
    day = today() + timedelta(days=3)
    said = {"code": "check_days", "value": "10", "valid_from": f"{day:%d.%m.%Y}", "document": PAPER}
    head.submit(page, TERMS, expect=303, **said)
    page = head.get(TERMS)

    assert "10 (iş günü)" in page.words
    assert PAPER in page.words
    assert "Gözlənilir" in page.words
    assert (held("check_days", today()), held("check_days", day)) == (7, 10)


def held(code, day):
    with transaction(read_only=True):
        return term(code, day)


def test_a_term_is_as_long_as_it_was_on_the_day_it_began(world, opened):
    before = working_term("check_days", today())
    set_term("check_days", 3, today() + timedelta(days=1), document=PAPER, actor=SYSTEM)

    assert working_term("check_days", today()) == before
    assert working_term("check_days", today() + timedelta(days=1)) < before


def test_of_one_day_the_later_row_counts(world, opened):
    for value in (20, 9):
        set_term("check_days", value, today(), document=PAPER, actor=SYSTEM)
    assert term("check_days", today()) == 9


@pytest.mark.parametrize(
    "wrong",
    [{"value": "0"}, {"value": "61"}, {"value": "x"}, {"valid_from": "01.01.2020"}, {"document": ""}, {"code": "x"}],
)
def test_a_number_that_no_law_means_is_refused(app, world, wrong):
    head = office(app)
    said = {"code": "check_days", "value": "10", "valid_from": f"{today():%d.%m.%Y}", "document": PAPER}
    head.submit(head.get(TERMS), TERMS, expect=422, **(said | wrong))

    assert held("check_days", today()) == 7


def test_an_unknown_code_is_refused_by_the_rule_too(world, opened):
    with pytest.raises(TermOutOfRange):
        set_term("everything", 1, today(), document=PAPER, actor=SYSTEM)


def test_rows_are_only_added(world, opened):
    with pytest.raises(DBAPIError), db.session().begin_nested():
        db.session().execute(text("UPDATE connection_terms SET value = 700"))


def test_who_only_looks_adds_nothing(app, world):
    auditor = office(app, "9MHR5Y2")
    assert "Yeni müddət" not in auditor.get(TERMS, expect=200).words
    with pytest.raises(Forbidden), transaction():
        set_term("check_days", 9, today(), document=PAPER, actor=Actor(name="Auditor"))
