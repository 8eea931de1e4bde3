"""Bodies before the public: card, services, both addresses, the list for a body's own site; addresses that are dead."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from webapp.catalogue import jobs
from webapp.catalogue.bodies import dead, dead_addresses, shown_addresses
from webapp.catalogue.demo import seed_catalogue
from webapp.catalogue.elsewhere import OF_OTHERS
from webapp.catalogue.gateways import NOT_FOUND_NAME, NOT_PUBLIC, answer_of
from webapp.catalogue.law import list_of_the_act
from webapp.catalogue.models import Authority, Entry
from webapp.core import db
from webapp.core.jobs import queue
from webapp.core.transaction import transaction

CARD = {"address": "Bakı, Tbilisi pr. 1054", "phone": "012 000 00 00", "email": "info@orqan.example.az"}
OFFICE = "/office/catalogue/bodies"


@pytest.fixture
def site():
    """A server on the loopback whose paths answer with their own number."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path.strip("/")))
            self.send_header("Location", "/500")
            self.end_headers()

        def log_message(self, *_arguments):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_body_is_shown_signed_out_with_what_it_gave_and_what_it_did_not(enter, client):
    page = client.open("/services/authorities/17")
    assert page.heading == "Nəqliyyat Nazirliyi"
    assert "verilməyib" in page.words
    assert "Orqan hələ təsdiq etməyib" in page.words
    assert page.link("Rəqəmsal taxoqraf kartlarının verilməsi üçün e-müraciət")
    operator = enter("operator")
    form = operator.open(f"{OFFICE}/17")
    wrong = operator.submit(form, f"{OFFICE}/17", **CARD, site="orqan")
    assert wrong.status_code == 422
    operator.submit(form, f"{OFFICE}/17", **CARD, site="https://orqan.example.az/")
    words = client.open("/services/authorities/17").words
    for said in (*CARD.values(), "https://orqan.example.az/", "Orqan təsdiq edib"):
        assert said in words
    assert "https://orqan.example.az/" in client.open("/services/17.2").words


def test_only_the_operator_writes_cards(enter):
    enter("head").open(OFFICE)
    enter("head").open(f"{OFFICE}/17", expect=403)
    enter("bus").open(OFFICE, expect=403)
    enter("operator").open(f"{OFFICE}/999", expect=404)


def test_every_authority_has_its_page_with_all_its_services(client, database):
    for body in list_of_the_act()["authorities"]:
        page = client.open(f"/services/authorities/{body['no']}")
        for item in body["services"]:
            assert (item["name"] in page.words) is (item["status"] == "in_force")


@pytest.mark.parametrize("no", OF_OTHERS)
def test_a_service_of_another_body_leads_to_its_source_in_clear_words(client, database, no):
    page = client.open(f"/services/{no}")
    assert str(OF_OTHERS[no]) in page.words
    assert page.link("Orqanın saytına keç").startswith("https://")


def test_both_addresses_stand_on_the_card_of_a_service(app, client, world):
    with app.test_request_context(), transaction():
        seed_catalogue()
    for code in ("verify-document", "17.2"):
        words = client.open(f"/services/{code}").words
        assert f"/services/{code}" in words
        assert "Orqanın saytında" in words


@pytest.mark.parametrize(
    ("path", "alive"), [("/200", True), ("/302", True), ("/403", True), ("/404", False), ("/503", False)]
)
def test_what_the_server_says_tells_whether_the_address_is_alive(site, path, alive):
    assert answer_of(f"{site}{path}", may_ask=lambda _host: True) == (alive, path.strip("/"))


def test_our_own_network_is_never_asked(site):
    assert answer_of(f"{site}/200") == (False, NOT_PUBLIC)
    assert answer_of("http://nobody.invalid/", may_ask=lambda _host: True) == (False, NOT_FOUND_NAME)
    assert answer_of("ftp://127.0.0.1/", may_ask=lambda _host: True) == (False, NOT_FOUND_NAME)


def test_dead_addresses_are_reported_to_the_office_and_on_the_page(app, client, enter, site, world):
    with transaction():
        db.session().query(Authority).update({"site": ""})
        db.session().get(Authority, 17).site = f"{site}/404"
    with app.app_context():
        assert jobs.ask_all(may_ask=lambda _host: True) == 1
    with transaction():
        first = dead(f"{site}/404").dead_since
        assert [row.answer for row in dead_addresses()] == ["404"]
    assert f"{site}/404" in enter("operator").open(OFFICE).words
    assert "cavab vermir" in client.open("/services/authorities/17").words
    with app.app_context():
        jobs.ask_all(may_ask=lambda _host: True)
    with transaction():
        assert dead(f"{site}/404").dead_since == first
        db.session().get(Authority, 17).site = f"{site}/200"
    with app.app_context():
        jobs.ask_all(may_ask=lambda _host: True)
    assert "cavab vermir" not in client.open("/services/authorities/17").words


def test_nobody_is_asked_while_the_setting_is_off(app, database, monkeypatch):
    monkeypatch.setattr(jobs, "ask_all", lambda: pytest.fail("asked"))
    with app.app_context():
        queue().tasks["catalogue.ask_addresses"].func(timestamp=0)
    with transaction():
        assert len(shown_addresses()) >= 15


def test_a_page_of_any_site_may_read_a_bodys_list(client, app, world):
    answer = client.open("/api/v1/services?authority=17")
    rows = answer.json["services"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert [row["authority"]["no"] for row in rows] == [17] * len(rows)
    assert "17.2" in [row["code"] for row in rows]
    assert answer.json["next"] is None
    client.open("/api/v1/services?authority=999", expect=404)
    assert client.open("/api/v1/services?after=x", expect=404)


def test_the_list_is_read_to_its_end_page_by_page(client, app, world):
    with app.test_request_context(), transaction():
        seed_catalogue()
        ours = db.session().query(Entry).filter(Entry.offer_code.is_not(None)).count()
        whole = db.session().query(Entry).filter(Entry.shown).count()
    seen, address = [], "/api/v1/services"
    while address:
        answer = client.open(address).json
        seen += [row["code"] for row in answer["services"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == whole
    assert ours > 20


def test_the_list_is_described(client, database):
    described = client.open("/api/v1/openapi.json").json
    assert "/services" in described["paths"]
    wanted = set(described["components"]["schemas"]["RegisteredService"]["required"])
    assert set(client.open("/api/v1/services").json["services"][0]) == wanted
