"""The pages: the applicant's forms, the office's queue and decisions, who is kept out."""

from datetime import timedelta

import pytest

from tests.connections.conftest import HEADS, MEMBER
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.connections.demo import seed_cases
from webapp.connections.models import Participant, Service, Ticket
from webapp.connections.queries import open_breach
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis
from webapp.ehis.directory.seed import seed_directory
from webapp.ehis.events import ExchangeDefect


@pytest.fixture
def enter(app, world):
    """A client signed in for a party, or in the office."""

    def as_part(part):
        client = AssertingClient(app)
        office = {"officer": "2ZAR9W1", "head": "5GNL4M3"}
        if part in office:
            sign_in(client, office[part], office=True)
        else:
            sign_in(client, HEADS[part][0], party=world.actors[part].party_id)
        return client

    return as_part


@pytest.fixture
def demo(seeded, world):
    return seeded


@pytest.fixture(scope="module")
def seeded(app, footing, actors):
    with app.app_context(), transaction():
        seed_directory()
        seed_cases()
        return {row.member_code or row.name: row.public_id for row in db.session().query(Participant)}


PERSON = {"name": "Əliyev Vəli", "work_phone": "+994120000000", "mobile_phone": "+994501234567", "email": "a@b.az"}


def typed(place, row):
    return {f"{place}-{name}": value for name, value in row.items()}


def test_form_1_is_filled_saved_checked_and_led_to_the_signature(enter):
    client = enter("bus")
    page = client.get("/cabinet/connections", follow_redirects=True)
    page = client.submit(page, "/cabinet/connections")
    edit = client.get(page.location)
    address = page.location.removesuffix("/form")
    assert edit.form("/form")["voen"] == HEADS["bus"][1]
    one = {"system": "Bilet sistemi", "status": "other", **typed("support-0", PERSON), "do": "check"}
    answer = client.submit(edit, "/form", **one)
    check = client.get(answer.location, expect=200)
    assert "ən azı iki nəfər" in check.words
    assert "/sign" not in check.text
    edit = client.get(f"{address}/form")
    rest = {
        **typed("support-1", {**PERSON, "name": "Həsən"}),
        **typed("contact", PERSON),
        "legal_address": "Xırdalan",
        "actual_address": "Xırdalan",
        "basis_act": "118",
        "official_name": "Kərimova",
        "official_post": "Direktor",
        "do": "check",
    }
    check = client.get(client.submit(edit, "/form", **rest).location, expect=200)
    signing = client.submit(check, "/sign", expect=303)
    assert "/signing/" in signing.location
    assert "Müraciət imzalanır" in client.get(address).words


def test_a_line_is_added_without_a_script(enter):
    client = enter("bus")
    edit = client.get(client.submit(client.get("/cabinet/connections"), "/cabinet/connections").location)
    filled = {**typed("support-0", PERSON), **typed("support-1", PERSON), "do": "row"}
    more = client.get(client.submit(edit, "/form", **filled).location)
    assert "support-2-name" in more.form("/form")


def test_what_is_typed_is_saved_quietly_and_a_stale_page_is_told(enter):
    client = enter("bus")
    edit = client.get(client.submit(client.get("/cabinet/connections"), "/cabinet/connections").location)
    address = edit.request.path
    fields = {**edit.form("/form"), "system": "Bilet sistemi"}
    saved = client.post(address, data=fields, headers={"X-Autosave": "1", "Accept": "application/json"})
    assert saved.json["version"] == 2
    assert client.post(address, data=fields).status_code == 409


def test_another_organisations_case_is_not_there(enter, demo):
    client = enter("bus")
    for path in ("", "/form", "/check", "/contract"):
        client.get(f"/cabinet/connections/{demo['“Bazar 24” MMC']}{path}", expect=404)
    client.get("/office/connections", expect=403)


def test_the_queue_shows_filters_and_finds(enter, demo):
    client = enter("officer")
    page = client.get("/office/connections", expect=200)
    assert "Göyçay Meyvə" in page.words
    assert "Göyçay" not in client.get("/office/connections?state=deficient").words
    assert "Bazar 24" in client.get("/office/connections?q=bazar").words
    for code, public_id in demo.items():
        assert client.get(f"/office/connections/{public_id}", expect=200).heading, code


def test_the_check_is_answered_on_its_page(enter, demo):
    client = enter("officer")
    public_id = demo["“Göyçay Meyvə” MMC"]
    page = client.get(f"/office/connections/{public_id}/check", expect=200)
    refused = client.submit(page, None, expect=422, met_journal="unmet", to=page.request.path)
    assert "iradı yazın" in refused.words
    told = {"met_journal": "unmet", "remark_journal": "Şifrələnmir"}
    client.submit(page, None, expect=303, to=page.request.path, **told)
    client.get(f"/office/connections/{public_id}/decision/approve", expect=403)


def test_a_block_asks_for_confirmation_and_stops_the_member(enter, demo):
    client = enter("head")
    address = f"/office/connections/{demo['AZ/GOV/POLICE']}/decision/block"
    page = client.get(address, expect=200)
    fields = {"csrf_token": page.form()["csrf_token"], "reason": "1", "text": "Saniyədə 4000 sorğu"}
    assert "təsdiq edin" in client.post(address, data=fields, expect=422).words
    client.post(address, data={**fields, "confirmed": "y"}, expect=303)
    with transaction():
        assert ehis.state_of("AZ/GOV/POLICE") == "blocked"
        found = db.session().query(Participant).filter_by(public_id=demo["AZ/GOV/POLICE"]).one()
        assert open_breach(found).clause == "3.7.1"
    assert "Bloklanıb" in client.get("/exchange?kind=services").words


def test_a_block_wants_a_fresh_proof_of_identity(app, world, demo):
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True, acr="substantial")
    address = f"/office/connections/{demo['AZ/GOV/POLICE']}/decision/block"
    fields = {"csrf_token": client.get(address).form()["csrf_token"], "reason": "1", "text": "x", "confirmed": "y"}
    client.post(address, data=fields)
    with transaction():
        assert ehis.state_of("AZ/GOV/POLICE") == "registered"


def test_a_letter_is_received_by_a_button_and_the_month_is_shown(enter, demo):
    office, body = enter("head"), enter("bus")
    address = f"/office/connections/{demo['AZ/COM/ABUS']}/decision/breach"
    office.submit(office.get(address), None, to=address, expect=303, clause="6.3", text="Jurnal açıqdır")
    case = body.get(f"/cabinet/connections/{demo['AZ/COM/ABUS']}", expect=200)
    receive = body.get(case.link("Qəbul edildi"), expect=200)
    body.submit(receive, None, to=receive.request.path, expect=303)
    assert "gün qalıb" in body.get(case.request.path).words
    assert "gün qalıb" in office.get(f"/office/connections/{demo['AZ/COM/ABUS']}").words


def test_an_official_is_taken_off_by_a_button(enter, demo):
    client = enter("head")
    page = client.get(f"/office/connections/{demo['AZ/GOV/POLICE']}/contract", expect=200)
    assert "3.3.5" in client.get(f"/office/connections/{demo['AZ/GOV/POLICE']}/contract/print").words
    client.submit(page, "/remove", expect=303)
    with transaction():
        assert len(ehis.officials("AZ/GOV/POLICE/checks")) == 1
        assert next(iter(ehis.clients("AZ/GOV/POLICE"))).officials_listed


def test_a_report_of_the_test_is_written(enter, demo):
    client = enter("officer")
    with transaction():
        service = db.session().query(Service).filter_by(state="test").one().public_id
    address = f"/office/connections/services/{service}"
    page = client.get(f"{address}/report", expect=200)
    met = {f"met_{code}": "met" for code in ("requirements", "regulation", "answers", "limits", "denies")}
    client.submit(page, None, to=f"{address}/report", expect=422, do="pass")
    client.submit(page, None, to=f"{address}/report", expect=303, do="pass", **met)
    assert "gün qalıb" in client.get(address).words
    own = enter("bus")
    assert "Sınaqdan keçib" in own.get(f"/cabinet/connections/services/{service}", expect=200).words


def test_a_proposal_is_followed_until_it_is_done(enter, demo):
    office, body = enter("officer"), enter("bus")
    address = f"/office/connections/{demo['AZ/COM/ABUS']}/work/propose"
    office.submit(office.get(address), None, to=address, expect=303, title="TLS 1.3", text="Kanalı yeniləyin")
    case = body.get(f"/cabinet/connections/{demo['AZ/COM/ABUS']}")
    answer = body.get(case.link("Cavab ver"), expect=200)
    body.submit(answer, None, to=answer.request.path, expect=303, text="Yeniləndi")
    tickets = office.get("/office/connections/tickets", expect=200)
    done = office.get(f"{tickets.link('TLS 1.3')}/done", expect=200)
    office.submit(done, None, to=done.request.path, expect=303)
    with transaction():
        assert db.session().query(Ticket).one().state == "done"


def test_the_public_page_lists_what_the_acts_list(client):
    page = client.get("/exchange", expect=200)
    assert "siyahıda 92, qüvvədə 77" in page.words
    assert "siyahıda 32, qüvvədə 30" in client.get("/exchange?kind=authority").words
    assert "siyahıda 25" in client.get("/exchange?kind=source").words
    assert "Ünvan Reyestri" in client.get("/exchange?q=unvan reyestri").words
    repealed = client.get("/exchange?state=repealed")
    assert "gomap.az" in repealed.words
    assert "Naviqasiya" not in client.get("/exchange?state=connected").words
    entry = client.get("/exchange/source/4.1", expect=200)
    assert "(11)" in entry.words
    assert "ştrixkod" in entry.words
    assert "18 noyabr" not in entry.words
    client.get("/exchange/system/99.9", expect=404)
    client.get("/exchange?kind=other", expect=404)


def test_all_systems_are_reached_by_pages(client):
    seen, address = [], "/exchange"
    while address:
        page = client.get(address, expect=200)
        seen += [a.get("href") for a in page.all("a") if (a.get("href") or "").startswith("/exchange/system/")]
        address = next((a.get("href") for a in page.all("a") if a.get("rel") == "next"), None)
    assert len(seen) == len(set(seen)) == 92
    assert seen[0].endswith("/1.1")
    assert MEMBER not in seen


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_names_are_azerbaijani_in_every_language(client, language):
    page = client.get(f"/exchange?lang={language}", expect=200)
    title = next(a for a in page.all("a") if (a.get("href") or "").endswith("/system/1.2"))
    assert title.get("lang") == "az"
    assert "Yol Polisi" in "".join(title.itertext())


def test_the_queue_shows_what_is_overdue_and_services_that_wait(enter, demo):
    with transaction():
        case = db.session().query(Participant).filter_by(public_id=demo["“Göyçay Meyvə” MMC"]).one()
        case.due_on = today() - timedelta(days=2)
        service = db.session().query(Service).filter_by(state="test").one()
        service.state, service.due_on = "passed", today() - timedelta(days=1)
    page = enter("officer").get("/office/connections", expect=200)
    assert "2 işin müddəti ötüb" in page.words
    assert "2 gün gecikir" in page.words
    assert "Avtobus cədvəli" in page.words


def test_a_defect_shows_how_often_it_happened(enter, demo):
    fact = {"direction": "provided", "service": "carrierStatus", "client": "AZ/GOV/POLICE/checks"}
    with transaction():
        for _ in range(2):
            publish(ExchangeDefect(**fact, reason="invalid_body", message_id="M-1"))
    office = enter("officer")
    ticket = office.get(office.get("/office/connections/tickets").link("carrierStatus"), expect=200)
    assert "2 dəfə baş verib" in ticket.words
    assert "Baş Dövlət Yol Polisi" in ticket.words


ODD = ("\x00", "9" * 70_000, "' OR 1=1 --<script>", "🚚\u202e", "31.12.9999")
ACTS = ("block", "server", "users", "withdraw", "propose")
TYPED = ("text", "reason", "version", "last_day", "clause", "fin", "code", "replaces", "support-0-name")


def test_odd_input_breaks_no_page(enter, demo, app):
    with transaction():
        services = [row.public_id for row in db.session().query(Service)][:2]
    tried = 0
    for part in ("head", "bus"):
        client = enter(part)
        token = _token(client)
        for rule in app.url_map.iter_rules():
            if not rule.endpoint.startswith("connections"):
                continue
            subject = services[0] if "/services/" in rule.rule else demo["AZ/COM/ABUS"]
            for act in ACTS if "<act>" in rule.rule else ACTS[:1]:
                path = rule.rule.replace("<public_id>", subject).replace("<act>", act).replace("<official>", subject)
                assert client.get(path).status_code < 500, path
                for odd in ODD if "POST" in rule.methods else ():
                    answer = client.post(path, data={"csrf_token": token, **dict.fromkeys(TYPED, odd)})
                    assert answer.status_code < 500, (path, odd[:10])
                    tried += 1
                    if answer.status_code in {403, 404}:
                        break  # whom the door keeps out meets the same door whatever they say
    assert tried > 80


def _token(client):
    return client.get("/cabinet/connections").form("/cabinet/connections")["csrf_token"]
