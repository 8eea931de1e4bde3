"""The operator's pages of contracts with the registers' owners and of officials for automatic questions."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.ehis.asking.conftest import AYSEL, ZAUR
from tests.ehis.asking.test_pages import ADMINISTRATOR, journal, operator, post, sent
from tests.support.people import sign_in
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking.standing import contract_end, end_of
from webapp.ehis.errors import ContractEnded
from webapp.ehis.policy import POLICIES
from webapp.ui.filters import day as day_filter

__all__ = ["operator", "post"]
PAGE = "/office/ehis/contracts/DIN"
OFFICIALS = "/office/ehis/officials"
CONTRACT = POLICIES["getPerson"].contract
LETTER = "14.09.2026 tarixli 3-117 nömrəli məktub"


def said(day, reason="Müqavilə pozulub"):
    return {"on_day": f"{day:%d.%m.%Y}", "document": LETTER, "reason": reason}


def test_every_owner_has_its_contract_on_the_list(operator):
    page = operator.open("/office/ehis/contracts")

    assert all(row.contract in page.words for row in POLICIES.values())
    assert "Qüvvədədir" in page.words
    assert "getPerson" in operator.open(PAGE).words


def test_a_contract_ends_by_date_and_document_and_is_renewed(operator, registers):
    page = sent(operator, operator.open(PAGE), PAGE, do="end", **said(today()))
    for words in ("Dayandırılıb", LETTER, "Müqavilə pozulub"):
        assert words in page.words
    with pytest.raises(ContractEnded):
        api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR)
    page = sent(operator, page, PAGE, do="renew", **said(today(), "Pozuntu aradan qaldırılıb"))

    assert "Qüvvədədir" in page.words
    assert "Pozuntu aradan qaldırılıb" in page.words
    assert api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR).fin == AYSEL
    assert [one["document"] for one in journal("ehis.contract_ended") + journal("ehis.contract_renewed")] == [
        LETTER
    ] * 2


def test_an_end_that_is_set_is_announced_and_taken_back_by_the_same_day(operator):
    last = today() + timedelta(days=30)
    page = sent(operator, operator.open(PAGE), PAGE, do="end", **said(last))
    assert f"{day_filter(last)} tarixindən dayandırılır" in page.words
    assert "Dayandırılıb" not in page.words
    assert contract_end(CONTRACT) == last
    page = sent(operator, page, PAGE, do="renew", **said(last))

    assert contract_end(CONTRACT) is None


@pytest.mark.parametrize("missing", ["on_day", "document", "reason"])
def test_without_day_document_and_reason_nothing_changes(operator, missing):
    operator.submit(operator.open(PAGE), PAGE, expect=422, do="end", **(said(today()) | {missing: ""}))

    assert contract_end(CONTRACT) is None


def test_what_was_said_of_a_contract_is_never_changed(operator):
    sent(operator, operator.open(PAGE), PAGE, do="end", **said(today()))
    for statement in ("UPDATE ehis_contract_steps SET on_day = '2030-01-01'", "DELETE FROM ehis_contract_steps"):
        with pytest.raises(DBAPIError), transaction() as session, session.begin_nested():
            session.execute(text(statement))


def test_a_button_that_nobody_offers_changes_nothing(operator):
    operator.submit(operator.open(PAGE), PAGE, expect=422, do="forget", **said(today()))

    assert contract_end(CONTRACT) is None


def test_an_owner_whom_nobody_asks_has_no_page(operator):
    operator.open("/office/ehis/contracts/NOBODY", expect=404)


def test_an_official_is_named_and_the_next_automatic_question_is_in_that_name(operator):
    page = operator.open(OFFICIALS)
    assert "avtomatik sorğu göndərilmir" in page.words
    typed = {"purpose": "permit", "fin": ZAUR.lower(), "name": "Zaur Məmmədov", "document": "117 nömrəli əmr"}
    page = sent(operator, page, OFFICIALS, **typed)

    assert "Zaur Məmmədov" in page.words
    assert "117 nömrəli əmr" in page.words
    assert ZAUR not in page.words
    with transaction(read_only=True):
        assert api.official_for(Purpose.PERMIT) == ZAUR
    assert journal("ehis.official_named")[0]["document"] == "117 nömrəli əmr"


@pytest.mark.parametrize("wrong", [{"fin": "2ZAR"}, {"name": ""}, {"document": ""}, {"purpose": "everything"}])
def test_a_wrong_official_is_refused(operator, wrong):
    typed = {"purpose": "permit", "fin": ZAUR, "name": "Zaur Məmmədov", "document": "117 nömrəli əmr"}
    operator.submit(operator.open(OFFICIALS), OFFICIALS, expect=422, **(typed | wrong))


@pytest.mark.parametrize("address", [PAGE, OFFICIALS])
def test_who_only_looks_changes_nothing_and_a_citizen_sees_nothing(client, address):
    sign_in(client, "9MHR5Y2", office=True)
    assert 'method="post" action="/office/ehis' not in client.open(address).text
    sign_in(client, AYSEL)
    client.open(address, expect=403)


def test_a_change_asks_who_is_there_first(client, post):
    sign_in(client, ADMINISTRATOR, office=True, acr="substantial")
    answer = client.submit(client.open(PAGE), PAGE, do="end", **said(today()))

    assert "/auth/step-up" in answer.headers["Location"]
    assert contract_end(CONTRACT) is None


def test_of_several_steps_the_last_that_has_come_counts():
    day = today()
    past, future = day - timedelta(days=9), day + timedelta(days=9)
    assert end_of([], day) is None
    assert end_of([(past, "ended")], day) == past
    assert end_of([(past, "ended"), (day, "renewed")], day) is None
    assert end_of([(past, "ended"), (future, "renewed")], day) == past
    assert end_of([(past, "renewed"), (future, "ended")], day) == future
    assert end_of([(future, "ended"), (future, "renewed")], day) is None
