"""The blank form of each service that has one: on screen and as a file, signed out (Rules 7.1.1)."""

import subprocess

import pytest

from webapp.catalogue.demo import seed_catalogue
from webapp.catalogue.labels import FORM2
from webapp.catalogue.offer import offer_of, offers
from webapp.core.transaction import transaction


def test_form_2_itself_is_a_blank_form_with_its_ten_items(client, database):
    words = client.open("/services/register-service/form").words
    for label in FORM2.values():
        assert str(label) in words


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_form_of_a_permit_is_seen_and_taken_home_signed_out(client, database, language, tmp_path):
    client.open(f"/services?lang={language}")
    offer = offer_of("permits.taxi.issue")
    page = client.open(f"/services/{offer.code}/form")
    answer = client.open(f"/services/{offer.code}/form.pdf")
    assert answer.mimetype == "application/pdf"
    paper = tmp_path / "form.pdf"
    paper.write_bytes(answer.data)
    text = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert f"/services/{offer.code}" in text
    form = offer.blank()
    assert form.sections
    for section in form.sections:
        for field in section.fields:
            assert field.basis
            assert field.basis in page.words


def test_every_service_that_one_begins_with_a_form_shows_it(app, client, world):
    with app.test_request_context(), transaction():
        seed_catalogue()
    for offer in offers():
        address = f"/services/{offer.code}/form"
        if offer.blank is None:
            client.open(address, expect=404)
            continue
        assert client.open(f"/services/{offer.code}").link("Boş forma") == address
        client.open(address)
        assert client.open(f"{address}.pdf").data.startswith(b"%PDF")


def test_who_is_unknown_has_no_form(client, database):
    client.open("/services/17.2/form", expect=404)
    client.open("/services/no-such/form.pdf", expect=404)
