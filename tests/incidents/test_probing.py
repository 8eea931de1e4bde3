"""Requests that try to break in: told apart from what people write, registered once, without a word of what was sent."""

import pytest
from sqlalchemy import text

from webapp.core import db
from webapp.core.transaction import transaction
from webapp.incidents import watching
from webapp.incidents.models import Incident
from webapp.incidents.probing import probe_in
from webapp.incidents.queries import notices_of

MARKER = "marker7731"
EVERYTHING = (
    "SELECT t::text FROM incidents t",
    "SELECT t::text FROM incident_steps t",
    "SELECT t::text FROM incident_notices t",
    "SELECT t::text FROM audit_entries t",
)


@pytest.fixture(autouse=True)
def nobody_noticed():
    watching.forget()
    yield
    watching.forget()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("1 UNION  ALL SELECT password FROM users", "sql"),
        ("' OR 1=1 --", "sql"),
        ("x' and 'a'='a", "sql"),
        ("1; DROP TABLE incidents", "sql"),
        ("1);select pg_sleep(5)", "sql"),
        ("<script>alert(1)</script>", "script"),
        ("<img src=x onerror=alert(1)>", "script"),
        ("javascript:alert(1)", "script"),
        ("../../../etc/hosts", "path"),
        ("..\\..\\windows", "path"),
        ("file:///etc/passwd", "path"),
        ("${jndi:ldap://x/a}", "command"),
        ("a; cat /var/log", "command"),
        ("{{7*7}}", "template"),
        ("${7*7}", "template"),
    ],
)
def test_forms_of_attack_are_told(said, kind):
    assert probe_in(["Bakı", said]) == kind


@pytest.mark.parametrize(
    "said",
    [
        "Bakı–Qazax; Gəncə küçəsi 7/2, mənzil 5",
        "O'Reilly və 'Araz' or 2 palet",
        "Union of drivers, select a date",
        "A && B <10 tonna> 5*7 {ölçü}",
        "https://kabinet.az/verify/ABC?x=../a",
        "Sürücü dedi: ' və ya' 1",
        "information schema; table",
        "",
    ],
)
def test_what_people_write_is_no_attack(said):
    assert probe_in([said]) is None


def test_only_so_much_is_read():
    assert probe_in(["a" * 4_000 + "<script>"]) is None
    assert probe_in(["a"] * 80 + ["<script>"]) is None


def registered():
    with transaction(read_only=True):
        return db.session().query(Incident).filter(Incident.cause_key.like("probe:%")).order_by(Incident.id).all()


def test_a_probe_becomes_one_incident_with_a_report_ready_and_nothing_of_it_is_kept(client, bodies):
    address = f"/verify?code={MARKER}'+OR+1%3D1--"
    assert client.get(address).status_code < 500
    client.get(address)
    (incident,) = registered()
    assert (incident.kind, incident.attempt, incident.source, incident.seen) == ("security", True, "automatic", 1)
    with transaction(read_only=True):
        ready = {row.body for notice, row in notices_of(incident) if notice.state == "ready"}
        everything = [str(db.session().execute(text(wanted)).all()) for wanted in EVERYTHING]
    assert ready == {"police"}
    assert MARKER not in incident.title + incident.description + str(everything)


def test_another_kind_or_a_later_time_is_counted(client, bodies):
    client.get("/verify?code=<script>x")
    client.get("/verify?code=../../../x")
    watching.forget()
    client.get("/verify?code=<script>y")

    assert [(row.cause_key.split(":")[1], row.seen) for row in registered()] == [("script", 2), ("path", 1)]


def test_a_path_that_leads_nowhere_and_a_form_are_looked_at_too(client, bodies):
    client.get("/nothing/<script>alert")
    assert len(registered()) == 1
    assert "script" not in registered()[0].description
    page = client.get("/report")
    client.submit(page, "/report", description="{{7*7}}", hindrance="small", contact="")
    assert [row.cause_key.split(":")[1] for row in registered()] == ["script", "template"]


def test_the_form_of_an_incident_shows_whom_to_reach(browser, bodies):
    page = browser("admin").open("/office/incidents/new", expect=200)
    assert "Əlaqə saxlanılan orqanlar" in page.words
    assert "Xüsusi Rabitə və İnformasiya Təhlükəsizliyi Dövlət Xidməti" in page.words
    assert "@" in page.words
