"""The operator's pages: how services stand, a trial about nobody, stopping and resuming, what waits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from tests.ehis.asking.conftest import AYSEL, ZAUR
from tests.support.jobs import waiting_jobs
from tests.support.people import sign_in
from webapp.auth.demo import OPERATOR
from webapp.auth.models import StaffPost
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking import standing
from webapp.ehis.asking.jobs import ask_waiting
from webapp.ehis.asking.models import BreakerRow
from webapp.ehis.asking.reasons import reason_shown
from webapp.ehis.asking.testing import NOBODY, try_service
from webapp.ehis.policy import POLICIES

ADMINISTRATOR, CITIZEN = "6VSL3G4", AYSEL
SERVICE = "/office/ehis/services/getPerson"


@pytest.fixture
def post():
    with transaction() as session:
        row = {"fin_index": blind_index(ADMINISTRATOR), "role": "operator_admin", "body": OPERATOR}
        session.execute(insert(StaffPost).values(valid_from=today() - timedelta(days=1), **row))


@pytest.fixture
def operator(client, post):
    sign_in(client, ADMINISTRATOR, office=True)
    return client


def sent(client, page, action, **typed):
    """Send the form and return the page to which it leads."""
    answer = client.submit(page, action, expect=303, **typed)
    return client.open(answer.headers["Location"])


def journal(action):
    with transaction(read_only=True) as session:
        found = text("SELECT detail FROM audit_entries WHERE action = :action ORDER BY seq")
        return list(session.execute(found, {"action": action}).scalars())


def waiting_question():
    with transaction():
        return api.ask_later(
            "getPerson",
            {"fin": AYSEL},
            purpose=Purpose.PERMIT,
            asked_by=ZAUR,
            ref="permits.case:AB12CD34",
            until=now() + timedelta(days=10),
        )


def test_every_asked_service_stands_on_the_page_with_its_state(operator):
    page = operator.open("/office/ehis/services")

    assert page.heading == "Reyestrlər"
    assert all(code in page.words for code in POLICIES)
    assert "İşləyir" in page.words


def test_a_service_shows_its_purposes_basis_roles_fields_and_memory(operator):
    page = operator.open(SERVICE)

    for words in (
        "EHİS-AYNA-DIN-2026",
        "İcazə üzrə müraciətə baxılması",
        "bəndi",
        "Kabinetin istifadəçisi",
        "birthDate",
    ):
        assert words in page.words
    assert "1 saat" in page.words


def test_a_service_that_nobody_asks_has_no_page(operator):
    operator.open("/office/ehis/services/getEverything", expect=404)


def test_a_trial_of_every_service_is_answered_and_finds_nobody(registers, archive):
    administrator = replace(SYSTEM, fin=ADMINISTRATOR)
    ends = {code: try_service(code, actor=administrator) for code in POLICIES}

    assert {code: end.reason for code, end in ends.items() if not end.good} == {}
    assert len(registers.calls()) == len(POLICIES)
    assert not any(one.subject_fin not in {None, NOBODY["fin"]} for one in archive.kept)


def test_a_trial_shows_the_number_of_its_message_and_looks_at_nobody(operator, registers):
    page = operator.submit(operator.open(SERVICE), f"{SERVICE}/try")
    (call,) = registers.calls()

    assert "cavab verdi" in page.words
    assert call["message_id"] in page.words
    assert call["user_id"] == f"AZ{ADMINISTRATOR}"
    assert journal("ehis.service_tested")[0]["message_id"] == call["message_id"]


def test_a_failed_trial_says_why_and_is_not_repeated(operator, registers):
    registers.switch("http_503_empty")
    page = operator.submit(operator.open(SERVICE), f"{SERVICE}/try")

    assert "reyestrin serverində xəta baş verdi (kod: http_503 )" in page.words
    assert registers.calls() != []
    assert len(registers.calls()) == 1


def test_what_was_never_exchanged_has_the_same_dash_everywhere(operator):
    rows = [row for row in operator.open("/office/ehis/services").all("tr") if row.find("td") is not None]
    cells = {"".join(cell.itertext()).strip() for row in rows for cell in row.findall("td")[-3:-1]}
    assert cells == {"—"}


def test_a_process_says_in_words_how_it_treats_a_service(operator):
    with transaction() as session:
        breaker = {"process": "p1", "service": "getPerson", "state": "half-open"}
        session.add(BreakerRow(**breaker, since=now(), at=now()))
    page = operator.open(SERVICE)
    assert "p1 : Sınaqdan keçirilir" in page.words
    assert "half-open" not in page.words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("timeout", "vaxtında cavab gəlmədi"),
        ("network.ConnectionRefusedError", "bağlantı qurulmadı"),
        ("server.serverproxy.access_denied", "sorğuya icazə verilmədi"),
        ("headers_changed", "cavab yoxlamadan keçmədi"),
        ("business.SomethingNew", "texniki səbəb"),
    ],
)
def test_a_reason_is_said_in_words_and_keeps_its_code(app, code, words):
    with app.app_context():
        assert str(reason_shown(code)).startswith(f"{words} (kod: <code")
        assert code in reason_shown(code)


def test_stopping_needs_a_reason_and_holds_until_resumed(operator, registers):
    page = operator.open(SERVICE)
    operator.submit(page, f"{SERVICE}/stop", reason="", expect=422)
    page = sent(operator, page, f"{SERVICE}/stop", reason="Reyestrdə texniki iş")
    assert "Dayandırılıb" in page.words
    assert "Reyestrdə texniki iş" in page.words
    assert standing.order_for("getPerson").standing == "open"
    page = sent(operator, page, f"{SERVICE}/resume", reason="İş bitib")

    assert "İşləyir" in page.words
    assert standing.order_for("getPerson").standing == "close"
    assert [one["reason"] for one in journal("ehis.breaker_open") + journal("ehis.breaker_close")] == [
        "Reyestrdə texniki iş",
        "İş bitib",
    ]


def test_stopping_asks_who_is_there_first(client, post):
    sign_in(client, ADMINISTRATOR, office=True, acr="substantial")
    answer = client.submit(client.open(SERVICE), f"{SERVICE}/stop", reason="Reyestrdə texniki iş")

    assert "/auth/step-up" in answer.headers["Location"]
    assert standing.order_for("getPerson") is None


def test_what_waits_is_shown_without_naming_anybody_and_can_be_asked_now(operator, registers, database):
    public_id = waiting_question()
    registers.switch("http_503_empty")
    ask_waiting.run(timestamp=0)
    page = operator.open("/office/ehis/waiting")
    for words in ("getPerson", "permits.case:AB12CD34", "http_503", registers.calls()[-1]["message_id"]):
        assert words in page.words
    assert AYSEL not in page.words
    operator.submit(page, f"/office/ehis/waiting/{public_id}")

    assert waiting_jobs(database, "ehis.ask_waiting_one") == [{"public_id": public_id}]
    operator.open("/office/ehis/waiting")


def test_a_citizen_sees_nothing_of_this(client):
    sign_in(client, CITIZEN)
    for address in ("/office/ehis/services", SERVICE, "/office/ehis/waiting"):
        client.open(address, expect=403)


def test_the_auditor_looks_and_steers_nothing(client):
    sign_in(client, "9MHR5Y2", office=True)
    page = client.open(SERVICE)

    assert "Xidməti yoxla" not in page.words
    client.open("/office/ehis/waiting")
