"""The provider's cabinet and the operator's office: form 2 on line, the queue, decisions, who is kept out."""

from datetime import timedelta

import pytest

from tests.catalogue.conftest import SAID
from webapp.catalogue.models import Application
from webapp.catalogue.rules import Request
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import transaction

CABINET, OFFICE = "/cabinet/catalogue", "/office/catalogue"
TYPED = {
    **{name: value for name, value in SAID.items() if name != "confirmed"},
    "confirmed": "y",
    "head": "Kərimova Sevda",
}


def test_form_2_is_begun_filled_checked_and_led_to_the_signature(enter):
    client = enter("bus")
    edit = client.submit(client.open(f"{CABINET}/new"), CABINET, request="register").location
    page = client.open(edit)
    assert page.form("/form")["body"] == "“Abşeron Avtobus” MMC"
    gaps = client.submit(page, edit, do="check", name="Yalnız ad").location
    check = client.open(gaps)
    assert "Müraciət hələ göndərilə bilməz" in check.words
    assert "Məlumatların həqiqiliyini təsdiq edin." in check.words
    client.submit(client.open(edit), edit, do="check", **TYPED)
    check = client.open(gaps)
    assert "Qərar müddəti 3 iş günüdür" in check.words
    sent = client.submit(check, gaps.replace("/check", "/sign"))
    assert sent.location.startswith("/signing/")


@pytest.mark.parametrize("asked", ["amend", "cancel"])
def test_a_number_that_is_not_in_the_register_is_refused_and_a_right_one_fills_the_form(enter, world, asked):
    client = enter("bus")
    wrong = client.submit(client.open(f"{CABINET}/new"), CABINET, request=asked, number="ER-000099")
    assert wrong.status_code == 422
    assert "Qurumunuzun reyestrdə bu nömrə ilə qüvvədə olan xidməti yoxdur." in wrong.words
    with transaction():
        number = world.registered().number
    edit = client.submit(client.open(f"{CABINET}/new"), CABINET, request=asked, number=number).location
    assert client.open(edit).form("/form")["name"] == SAID["name"]


def test_without_a_choice_nothing_begins(enter):
    client = enter("bus")
    assert client.submit(client.open(f"{CABINET}/new"), CABINET).status_code == 422


def test_the_operator_registers_from_the_queue_and_the_body_sees_the_number(enter, world, client):
    with transaction():
        public_id = world.applied()
    office = enter("operator")
    assert SAID["name"] in office.open(OFFICE).words
    page = office.open(f"{OFFICE}/{public_id}")
    assert office.submit(page, f"{OFFICE}/{public_id}/accept").status_code == 422
    office.submit(page, f"{OFFICE}/{public_id}/accept", areas=["18"])
    assert "ER-000001" in enter("bus").open(f"{CABINET}/{public_id}").words
    assert "ER-000001" in client.open("/services?q=seherlerarasi+avtobus").words
    assert "Qeydə alınıb" in client.open("/services/ER-000001").words
    assert SAID["legal_basis"] in client.open("/services/ER-000001/extract").words


def test_an_overdue_application_is_said_and_stands_on_top(enter, world):
    with transaction():
        world.applied(name="Birinci xidmət")
        late = world.applied(name="Gecikən xidmət")
        db.session().query(Application).filter_by(public_id=late).one().due_on = today() - timedelta(days=1)
    words = enter("operator").open(OFFICE).words
    assert "1 müraciətin müddəti ötüb" in words
    assert words.index("Gecikən xidmət") < words.index("Birinci xidmət")


def test_an_amendment_shows_old_and_new_side_by_side(enter, world):
    with transaction():
        number = world.registered().number
        public_id = world.applied(Request.AMEND, number=number, name="Yeni rəsmi ad")
    words = enter("operator").open(f"{OFFICE}/{public_id}").words
    assert "Nə dəyişir" in words
    assert SAID["name"] in words
    assert "Yeni rəsmi ad" in words


def test_a_refusal_says_why(enter, world):
    with transaction():
        public_id = world.applied()
    office = enter("operator")
    page = office.open(f"{OFFICE}/{public_id}")
    assert office.submit(page, f"{OFFICE}/{public_id}/refuse", reason="").status_code == 422
    office.submit(page, f"{OFFICE}/{public_id}/refuse", reason="Hüquqi əsas göstərilməyib")
    assert "Hüquqi əsas göstərilməyib" in enter("bus").open(f"{CABINET}/{public_id}").words


def test_others_neither_see_nor_decide(enter, world, client):
    with transaction():
        public_id = world.applied()
    enter("shop").open(f"{CABINET}/{public_id}", expect=404)
    enter("head").open(f"{OFFICE}/{public_id}")
    page = enter("head").open(f"{OFFICE}/{public_id}")
    assert "Qeydə al və nömrə ver" not in page.words
    enter("citizen").open(CABINET, expect=403)
    enter("bus").open(OFFICE, expect=403)


def test_bodies_that_have_not_registered_are_listed(enter):
    words = enter("operator").open(f"{OFFICE}/unregistered").words
    assert "Nəqliyyat Nazirliyi" in words


def test_the_agency_is_shown_which_of_its_definitions_wait(enter):
    page = enter("head").open(CABINET)
    assert page.link("Elektron əmtəə-nəqliyyat qaiməsi")
