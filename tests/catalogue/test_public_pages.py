"""The public pages: every language, every state, nothing behind a sign-in."""

import re
from datetime import timedelta

import pytest
import time_machine

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.catalogue.demo import seed_catalogue
from webapp.catalogue.offer import offers
from webapp.catalogue.services import discussing
from webapp.core.clock import now, today
from webapp.core.transaction import transaction


@pytest.fixture
def demo(app, world):
    with app.test_request_context(), transaction():
        seed_catalogue()


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_catalogue_opens_in_each_language_with_names_in_azerbaijani(client, database, language):
    page = client.open(f"/services?lang={language}")
    assert page.link("Ölkələrarası övladlığa götürmə ilə bağlı e-müraciət")
    assert 'lang="az"' in page.text


def test_words_filters_and_an_empty_answer(client, demo):
    assert "17.2" in client.open("/services?q=taxoqraf").words
    nothing = client.open("/services?q=qwertyuiop")
    assert "Heç nə tapılmadı" in nothing.words
    only_here = client.open("/services?here=1")
    assert "Sənədin həqiqiliyinin yoxlanılması" in only_here.words
    assert "17.2" not in [row for row in only_here.words.split() if row == "17.2."]


def test_the_two_kinds_add_up_to_the_whole(client, demo):
    def total(query):
        return int(re.search(r"(\d+) xidmət ", client.open(f"/services?{query}").words).group(1))

    assert total("kind=informative") + total("kind=interactive") == total("")
    assert total("kind=informative&q=kalkulyator") == total("q=kalkulyator")


def test_every_address_of_the_catalogue_answers(client, demo):
    for address in ("/services/authorities", "/services/drafts", "/services/17.2"):
        client.open(address)
    for offer in offers():
        page = client.open(f"/services/{offer.code}")
        assert page.heading == str(offer.name)
        client.open(f"/services/{offer.code}/regulation")
    client.open("/services/ER-000001/extract")


@pytest.mark.parametrize(
    "address",
    [
        "/services/no-such",
        "/services/99.99",
        "/services/17.2/extract",
        "/services/17.2/regulation",
        "/services/drafts/0",
        "/services?after=x",
        "/services/authorities/99",
        "/services/authorities/99999999999999",
    ],
)
def test_what_is_not_there_is_not_found(client, database, address):
    client.open(address, expect=404)


def test_a_listed_service_names_its_source_and_that_it_does_not_start_here(client, database):
    page = client.open("/services/17.2")
    assert page.heading == "Rəqəmsal taxoqraf kartlarının verilməsi üçün e-müraciət"
    assert "191 nömrəli qərarı, 2 nömrəli əlavə, 17.2" in page.words
    assert "Burada başlamaq mümkün deyil" in page.words


def test_a_visitor_reaches_the_form_from_the_first_page_in_three_steps(app, database):
    client = AssertingClient(app)
    client.open("/services?q=elektron+qaime")
    page = client.open("/services/e-waybill")
    assert page.link("Burada başla")


def test_an_approved_regulation_names_its_head_and_its_discussion(app, client, world):
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("e-waybill", actor=world.head)
        discussing.publish_draft(public_id, closes_on=today() + timedelta(days=2), actor=world.head)
    with time_machine.travel(now() + timedelta(days=3)), transaction():
        discussing.close_discussion(public_id, summary="Rəy olmayıb", actor=world.head)
        discussing.approve_regulation(public_id, actor=world.head)
    words = client.open("/services/e-waybill/regulation").words
    assert f"Təsdiq edirəm: {world.head.name}" in words
    assert "3.6.3. Şikayətin baxılma müddəti" in words


def test_a_service_for_another_role_has_no_button_but_a_way_to_that_role(app, client, demo):
    reserve, competitions = "/services/service-reserve", "/services/competition-registration"
    assert "/cabinet/reserve" in client.open(reserve, expect=200).text  # a visitor signs in first, in some role
    sign_in(client, "5AYS3L1")
    page = client.open(reserve, expect=200)
    assert "seçdiyiniz rolda" in page.words
    assert "Burada başla" not in page.words
    assert "Burada başla" in client.open(competitions, expect=200).words
