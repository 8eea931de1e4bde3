"""Every page for whom it is, as people use it; nothing of the register can be deleted by any address."""

import json

import pytest
import time_machine

from tests.incidents.conftest import told
from tests.support.jobs import run_jobs
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.incidents.models import BodyNotice, FaultReport, Incident
from webapp.incidents.services import registering
from webapp.incidents.services.handling import begin

pytestmark = pytest.mark.usefixtures("bodies")
SECURITY = ["", "/data-map", "/self-test"]


@pytest.fixture
def incident(people):
    with transaction():
        return registering.register(told(attempt=True), actor=people["admin"]).public_id


def one(model):
    with transaction(read_only=True):
        return db.session().query(model).order_by(model.id.desc()).first()


def test_an_incident_from_the_form_to_the_report(browser):
    client = browser("admin")
    page = client.open("/office/incidents/new", expect=200)
    refused = client.submit(page, expect=422, to="/office/incidents/new", happened_at="sabah")
    assert "nümunədəki kimi" in refused.words
    typed = {"title": "Kütləvi sorğular", "description": "4 000 sorğu", "happened_at": "20.11.2026 10:00"}
    future = client.submit(page, to="/office/incidents/new", expect=422, **{**typed, "happened_at": "20.11.2126 10:00"})
    assert "gələcəkdə" in future.words
    typed["happened_at"] = "20.01.2026 10:00"
    client.submit(page, to="/office/incidents/new", expect=303, **typed)
    public_id = one(Incident).public_id
    shown = client.open(f"/office/incidents/{public_id}", expect=200)
    assert "Dövlət Təhlükəsizliyi Xidməti" in shown.words
    for act, words in (
        ("begin", {"text": ""}),
        ("note", {"text": "Bağlandı"}),
        ("close", {"cause": "x", "report": "y"}),
    ):
        step = f"/office/incidents/{public_id}/step/{act}"
        client.submit(client.open(step, expect=200), to=step, expect=303, **words)
    assert one(Incident).state == "closed"
    assert "Kütləvi sorğular" in client.open("/office/incidents?state=closed&kind=security", expect=200).words
    assert "Belə insident yoxdur" in client.open("/office/incidents?state=registered", expect=200).words


def test_the_notice_shows_when_it_arrived(browser, incident, database, monkeypatch):
    taken = []
    monkeypatch.setattr(
        "webapp.notifications.sending.send", lambda message, base_url: taken.append((message, base_url))
    )
    assert run_jobs(database, "incidents.tell") == 3
    assert {message.to for message, _ in taken} == {
        "novbetci@dtx.example",
        "cert@xritdx.example",
        "sahib@ayna.example",
    }
    words = browser("auditor").open(f"/office/incidents/{incident}", expect=200).words
    assert "Çatdırılıb" in words
    assert "Göndərilməyə hazırdır" in words
    with transaction(read_only=True):
        assert [row.state for row in db.session().query(BodyNotice).order_by(BodyNotice.id)].count("sent") == 3


@pytest.mark.parametrize("method", ["DELETE", "POST", "PUT", "PATCH"])
def test_no_address_deletes(app, browser, incident, method):
    client = browser("admin")
    token = client.open("/office/incidents/new").form()["csrf_token"]
    for path in ("", "/delete", "/remove", "/step/delete"):
        answer = client.open(f"/office/incidents/{incident}{path}", method=method, data={"csrf_token": token})
        assert answer.status_code in {400, 404, 405}
    assert one(Incident).public_id == incident
    ours = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(("incidents", "security_office"))]
    assert ours
    assert [rule.rule for rule in ours if "DELETE" in rule.methods] == []


@pytest.mark.parametrize(
    ("part", "path", "status"),
    [
        *[
            ("admin", path, 200)
            for path in ("/incidents", "/incidents/new", "/incidents/requests", "/security/settings")
        ],
        *[("admin", f"/security{path}", 200) for path in (*SECURITY, "/changes", "/inspections", "/releases/new")],
        *[("admin", path, 403) for path in ("/incidents/export.csv", "/security/control")],
        *[
            ("owner", path, 200)
            for path in ("/incidents", "/incidents/export.json", "/security/control", "/security/changes")
        ],
        *[("owner", path, 403) for path in ("/incidents/new", "/security/settings", "/incidents/requests/new")],
        *[
            ("auditor", path, 200)
            for path in ("/incidents", "/incidents/faults", "/incidents/export.csv", "/security/control")
        ],
        *[("auditor", path, 403) for path in ("/incidents/new", "/security/changes/new", "/security/releases/new")],
        *[("assessor", f"/security{path}", 200) for path in SECURITY],
        *[("assessor", path, 403) for path in ("/incidents", "/security/control", "/security/settings", "/audit")],
        *[("officer", path, 403) for path in ("/incidents", "/security", "/security/settings", "/security/self-test")],
        *[("citizen", path, 403) for path in ("/incidents", "/security", "/security/control")],
    ],
)
def test_pages_are_for_whom_they_are(browser, part, path, status):
    browser(part).open(f"/office{path}", expect=status)


def test_a_role_that_only_reads_has_no_button(browser, incident):
    words = browser("auditor").open(f"/office/incidents/{incident}", expect=200).words
    assert "Araşdırmaya başlamaq" not in words
    with pytest.raises(StopIteration):
        browser("owner").open("/office/incidents", expect=200).link("Yeni insident")


def test_the_range_goes_out_as_csv_and_json_and_the_export_is_an_entry(browser, incident, people):
    with transaction():
        registering.register(told(title="=1+1", description="-x"), actor=people["admin"])
        begin(incident, cause="", actor=people["admin"])
    client = browser("auditor")
    lines = client.open("/office/incidents/export.csv?kind=security", expect=200).text
    assert "'=1+1" in lines
    found = json.loads(client.open("/office/incidents/export.json?since=01.01.2026", expect=200).text)["incidents"]
    assert [row["state"] for row in found] == ["handling", "registered"]
    assert {entry["body"] for entry in found[0]["told"]} == {"dtx", "xritdx", "owner", "police"}
    assert json.loads(client.open("/office/incidents/export.json?until=01.01.2026").text)["incidents"] == []
    assert "fayla çıxarılması" in client.open("/office/audit", expect=200).words


def test_the_register_goes_page_by_page(browser, people):
    with transaction():
        for _ in range(27):
            registering.register(told(kind="fault"), actor=people["admin"])
    client = browser("auditor")
    first = client.open("/office/incidents?kind=fault", expect=200)
    second = client.open(first.link("Növbəti"), expect=200)
    assert len(second.all("tr")) == 3
    assert len(client.open(second.link("Əvvəlki"), expect=200).all("tr")) == 26


def test_a_request_is_registered_answered_with_a_document_and_shown(browser):
    client = browser("admin")
    page = client.open("/office/incidents/requests/new", expect=200)
    typed = {"body": "xritdx", "subject": "İnsidentlər", "question": "Siyahını verin"}
    shown = client.submit(page, to="/office/incidents/requests/new", expect=303, **typed)
    path = shown.headers["Location"]
    assert "23 saat 5" in client.open(path, expect=200).words
    answering = client.open(f"{path}/answer", expect=200)
    fields = {
        **answering.form(),
        "text": "Əlavə olunur",
        "document": (__import__("io").BytesIO(b"%PDF-1.7\n%%EOF"), "a.pdf"),
    }
    client.open(f"{path}/answer", method="POST", data=fields, expect=303)
    assert "Vaxtında cavablandırılıb" in client.open(path, expect=200).words
    assert browser("auditor").open(f"{path}/document", expect=200).data.startswith(b"%PDF")


def test_a_fault_is_reported_from_any_page_by_anybody(client, browser):
    at = client.open("/help", expect=200)
    page = client.open(at.link("Nasazlıq bildir"), headers={"Referer": "http://localhost/verify?code=1"}, expect=200)
    assert "Səhifə: /verify" in page.words
    client.submit(page, "/report", expect=422)
    typed = {"description": "Açılmır", "hindrance": "blocked", "contact": "a@b.az"}
    sent = client.submit(page, "/report", expect=303, **typed)
    assert "Qəbul edilib" in client.open(sent.headers["Location"], expect=200).words
    row = one(FaultReport)
    assert (row.page, row.priority, row.contact, row.account_id) == ("/verify", 1, "a@b.az", None)
    admin = browser("admin")
    assert "/verify" in admin.open("/office/incidents/faults", expect=200).words
    done = f"/office/incidents/faults/{row.public_id}/step/done"
    admin.submit(admin.open(done, expect=200), to=done, expect=303, text="Düzəldildi")
    assert "Düzəldildi" in client.open(sent.headers["Location"], expect=200).words


def test_a_reporter_sees_the_state_of_own_reports_only(browser):
    citizen = browser("citizen")
    page = citizen.open("/report", expect=200)
    citizen.submit(page, "/report", expect=303, description="Səhvdir", hindrance="wrong")
    assert one(FaultReport).number in citizen.open("/cabinet/fault-reports", expect=200).words
    assert "Hələ heç nə" in browser("officer").open("/cabinet/fault-reports", expect=200).words


def test_a_machine_that_fills_in_everything_leaves_nothing(client):
    page = client.open("/report", expect=200)
    client.submit(page, "/report", expect=303, description="buy", hindrance="small", website="http://spam.example")
    assert one(FaultReport) is None


def test_one_address_reports_only_so_often(client):
    page = client.open("/report", expect=200)
    typed = {"description": "x", "hindrance": "small"}
    place = {"REMOTE_ADDR": "127.77.77.77"}
    fields = {**page.form("/report"), **typed}
    with time_machine.travel(now(), tick=False):  # the minute for which reports are counted does not end meanwhile
        codes = [client.post("/report", data=fields, environ_overrides=place).status_code for _ in range(12)]
    assert codes.count(303) == 10
    assert codes[-1] == 429


def test_a_fault_becomes_an_incident_of_which_bodies_are_told(client, browser):
    page = client.open("/report", expect=200)
    client.submit(page, "/report", expect=303, description="Açılmır", hindrance="blocked")
    public_id = one(FaultReport).public_id
    admin, step = browser("admin"), f"/office/incidents/faults/{public_id}/step/promote"
    admin.submit(admin.open(step, expect=200), to=step, expect=303)
    assert (one(Incident).source, one(Incident).kind) == ("report", "fault")
    assert one(FaultReport).incident_id == one(Incident).id
    first = one(Incident).id
    admin.submit(admin.open(step, expect=200), to=step)
    assert one(FaultReport).incident_id == one(Incident).id == first


def test_public_pages_state_numbers_purposes_and_releases(client):
    assert "DİER-2026-00417" in client.open("/about", expect=200).words
    assert "FMS-2026-01138" in client.open("/about", expect=200).words
    assert "Yolda nəzarət" in client.open("/privacy", expect=200).words
    client.open("/releases", expect=200)


def test_the_four_layers_show_live_figures(browser):
    words = browser("assessor").open("/office/security", expect=200).words
    for part in ("Fiziki mühafizə", "fərdi identifikasiya", "Şifrələmə açarları", "Əks-sorğu", "118/2014, 6.2.4"):
        assert part in words
    assert "accounts" in words
    assert "fin" in words


def test_settings_contacts_and_their_history(browser):
    client = browser("admin")
    path = "/office/security/settings/backup_last"
    client.submit(client.open(path, expect=200), to=path, expect=303, value="22.11.2026 03:00")
    path = "/office/security/addressees/new"
    typed = {"body": "dtx", "name": "Növbətçi", "email": "x", "topics": "security"}
    client.submit(client.open(path, expect=200), to=path, expect=422, **typed)
    client.submit(client.open(path, expect=200), to=path, expect=303, **{**typed, "email": "n@dtx.example"})
    words = client.open("/office/security/settings", expect=200).words
    assert "22.11.2026 03:00" in words
    assert "n@dtx.example" in words
    assert "novbetci@dtx.example" in words
    assert "22.11.2026 03:00" in browser("owner").open("/office/security/control", expect=200).words
