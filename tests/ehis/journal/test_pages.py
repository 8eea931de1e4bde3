"""The office's pages: headers for the office, messages for named persons with a reason, and nobody looks unseen."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.ehis.journal.conftest import DAY, ONE
from tests.ehis.test_client import question
from webapp.audit.models import AuditEntry
from webapp.core.actor import Actor, set_actor
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.archive import DatabaseArchive
from webapp.ehis.evidence import Side
from webapp.ehis.journal import container, gateways
from webapp.ehis.journal.models import ArchivedMessage
from webapp.ehis.journal.reading import name_reader, readers
from webapp.ehis.journal.seed import seed_readers
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.permissions import KEEP_JOURNAL, READ_JOURNAL, READ_MESSAGES
from webapp.ehis.trust import TrustStore

AYSEL = "5AYS3L1"
FAULT = "7d1c1a52-2a5e-4f0a-8f0e-1d7d5a0d4b11"
REASON = "Vətəndaşın 12 nömrəli şikayəti"
SERVICE = "AZ/GOV/DIN/registers/getPerson"


def person(account, fin, name, *rights):
    codes = frozenset(right.code for right in rights)
    return Actor(account_id=account, name=name, fin=fin, office_roles=frozenset({"auditor"}), rights=codes)


AUDITOR = person(17, "9MHR5Y2", "Mehri Bağırova", READ_JOURNAL, READ_MESSAGES)
HEAD = person(18, "5GNL4M3", "Günel Məmmədli", READ_JOURNAL, KEEP_JOURNAL)
CITIZEN = Actor(account_id=1, name="Aysel Quliyeva", fin=AYSEL, party_id=5, party_name="Aysel Quliyeva")


@pytest.fixture
def acting(app):
    """Says who asks; the last one said counts."""
    said = []

    def identifier():
        if said:
            set_actor(said[-1])

    app.identifiers.append(identifier)
    yield said.append
    app.identifiers.remove(identifier)


@pytest.fixture
def filled(database, authority, pki, monkeypatch):
    monkeypatch.setattr(
        authority, "members_trust", lambda: TrustStore.from_files(pki / "ca.pem", pki / "machine.crl"), raising=False
    )
    monkeypatch.setattr(gateways, "_authority", [authority])
    for number in range(3):
        journal.write([replace(ONE, message_id=f"message-{number}")])
    police = replace(ONE, client="AZ/GOV/POLICE/checks", service="AZ/GOV/AYNA/kabinet/getPermit/v1", side=Side.PROVIDED)
    journal.write([replace(police, message_id="asked", fault_id=FAULT, outcome="access_denied")])
    return database


def entry(message_id):
    with transaction(read_only=True) as session:
        return session.scalars(select(ArchivedMessage).filter_by(message_id=message_id)).one()


def code_of(message_id):
    return bytes(entry(message_id).hash).hex()


def entries(action):
    with transaction(read_only=True) as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def named(fin=AUDITOR.fin, service=SERVICE):
    with transaction():
        name_reader(service, fin, "Mehri Bağırova", actor=HEAD)


def read(client, code, reason=REASON, *, what="reading", expect=200):
    page = client.get(f"/office/ehis/journal/{code}", expect=200)
    token = page.form().get("csrf_token", "")
    return client.post(
        f"/office/ehis/journal/{code}/{what}", data={"csrf_token": token, "reason": reason}, expect=expect
    )


def test_only_the_office_sees_the_journal(client, filled, acting):
    addresses = ("/journal", f"/journal/{code_of('message-0')}", "/keeping/readers", "/keeping/periods")
    acting(CITIZEN)
    assert [client.get(f"/office/ehis{address}").status_code for address in addresses] == [403] * 4
    acting(AUDITOR)
    assert [client.get(f"/office/ehis{address}").status_code for address in addresses] == [200] * 4


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"message-0", "message-1", "message-2", "asked"}),
        ({"number": "message-1"}, {"message-1"}),
        ({"number": FAULT}, {"asked"}),
        ({"client": "AZ/GOV/POLICE/checks"}, {"asked"}),
        ({"service": ONE.service}, {"message-0", "message-1", "message-2"}),
        ({"day": f"{DAY:%d.%m.%Y}", "number": "message-2"}, {"message-2"}),
        ({"day": "21.11.2026"}, set()),
        ({"number": "nothing"}, set()),
    ],
)
def test_it_is_found_by_message_fault_client_service_and_day(client, filled, acting, asked, found):
    acting(AUDITOR)
    page = client.get("/office/ehis/journal", query_string=asked, expect=200)

    everything = ("message-0", "message-1", "message-2", "asked")
    assert {number for number in everything if code_of(number) in page.text} == found


def test_many_messages_come_in_pages(client, database, acting):
    acting(AUDITOR)
    journal.write([replace(ONE, message_id=f"m-{number:03d}") for number in range(60)])
    first = client.get("/office/ehis/journal", expect=200)
    second = client.get(first.link("Növbəti"), expect=200)

    assert code_of("m-059") in first.text
    assert code_of("m-009") not in first.text
    assert code_of("m-009") in second.text
    assert [client.get(f"/office/ehis/journal/{code}").status_code for code in ("x", "1" * 64, "ə" * 64)] == [404] * 3


def test_headers_and_signature_are_shown_but_not_the_message(client, filled, acting, registers, authority):
    with registers.exchange(DatabaseArchive()) as exchange:
        exchange.ask(question())
    with transaction(read_only=True) as session:
        last = session.scalars(select(ArchivedMessage).order_by(ArchivedMessage.id.desc()).limit(1)).one()
    acting(AUDITOR)
    page = client.get(f"/office/ehis/journal/{bytes(last.hash).hex()}", expect=200)
    unsigned = client.get(f"/office/ehis/journal/{code_of('message-0')}", expect=200)

    assert "İmza etibarlıdır" in page.words
    assert "AZ/GOV/DIN" in page.words
    assert "Bizim sorğumuz" in page.words
    assert "hələ vurulmayıb" in page.words
    assert "İmza etibarsızdır" in unsigned.words
    assert AYSEL not in unsigned.text


def test_who_is_not_named_reads_nothing_and_the_attempt_is_kept(client, filled, acting):
    acting(AUDITOR)
    code = code_of("message-0")
    page = client.get(f"/office/ehis/journal/{code}", expect=200)
    assert "adı siyahıya yazılmış" in page.words
    answer = client.post(
        f"/office/ehis/journal/{code}/reading",
        data={"csrf_token": client.get("/office/ehis/keeping/readers").form().get("csrf_token", ""), "reason": REASON},
    )

    assert answer.status_code == 403
    assert AYSEL not in answer.text
    (kept,) = entries("ehis.reading_refused")
    assert (kept.actor_name, kept.object_key, kept.detail) == (
        "Mehri Bağırova",
        "message-0",
        {"message": entry("message-0").id},
    )
    assert entries("ehis.message_read") == []


def test_a_named_reader_says_why_and_the_person_concerned_sees_it(client, filled, acting):
    named()
    acting(AUDITOR)
    code = code_of("message-1")
    answer = read(client, code)
    assert f"Aysel {AYSEL}" in answer.words
    assert REASON in answer.words
    (kept,) = entries("ehis.message_read")
    assert kept.detail == {"message": entry("message-1").id, "service": ONE.service, "reason": REASON}

    acting(CITIZEN)
    looks = client.get("/cabinet/looks", expect=200).words
    assert "Mehri Bağırova" in looks
    assert REASON in looks


def test_without_a_reason_nothing_is_read(client, filled, acting):
    named()
    acting(AUDITOR)
    answer = read(client, code_of("message-1"), "qısa", expect=422)

    assert "Səbəbi 10-300 simvolla yazın." in answer.words
    assert AYSEL not in answer.text
    assert entries("ehis.message_read") == []


def test_a_reader_of_one_service_reads_no_other(client, filled, acting):
    named(service="AZ/GOV/DVX/registers/getDebt")
    acting(AUDITOR)
    page = client.get(f"/office/ehis/journal/{code_of('message-0')}", expect=200)

    assert "adı siyahıya yazılmış" in page.words


def test_the_evidence_file_is_for_named_readers_too(client, filled, acting, authority):
    named()
    acting(AUDITOR)
    early = read(client, code_of("message-0"), what="container", expect=409)
    assert "Vaxt" in early.words or "vaxt" in early.words
    stamp_all(authority)
    answer = read(client, code_of("message-0"), what="container")

    assert answer.mimetype == container.MIMETYPE
    assert container.read(answer.data).message == ONE.message
    assert len(entries("ehis.message_exported")) == 1


def test_the_head_of_section_names_readers_and_takes_them_off(client, filled, acting):
    acting(HEAD)

    def send(*, expect, **changes):
        token = client.get("/office/ehis/keeping/readers", expect=200).form("readers")["csrf_token"]
        data = {"csrf_token": token, **typed, **changes}
        return client.post("/office/ehis/keeping/readers", data=data, expect=expect)

    typed = {"service": f"{SERVICE}/v1", "fin": "9mhr5y2", "name": "Mehri Bağırova"}
    assert send(expect=303)
    assert "artıq siyahıdadır" in send(expect=422).words
    assert "FİN 7 simvoldan" in send(fin="x", expect=422).words
    listed = client.get("/office/ehis/keeping/readers", expect=200)
    assert f"{SERVICE} " in listed.words
    assert "9MHR5Y2" not in listed.text
    client.submit(listed, "/end", expect=303)
    assert "Heç kim təyin edilməyib" in client.get("/office/ehis/keeping/readers").words
    acting(AUDITOR)
    assert client.post("/office/ehis/keeping/readers", data={**listed.form("/end"), **typed}).status_code == 403


def test_the_head_of_section_sets_periods_and_limits(client, filled, acting):
    acting(HEAD)

    def send(action, **typed):
        return client.submit(client.get("/office/ehis/keeping/periods", expect=200), f"/keeping/{action}", **typed)

    typed = {"service": SERVICE, "keep_days": "365", "what": "sorğu, cavab", "basis": "müqavilə 7"}
    assert send("periods", **typed, expect=303)
    assert send("limits", **{"limit-grace_seconds": "7200"}, expect=303)
    assert send("periods", **{**typed, "keep_days": "0"}, expect=422)
    assert send("limits", **{"limit-grace_seconds": "1"}, expect=422)
    changed = client.get("/office/ehis/keeping/periods", expect=200)

    assert "365" in changed.words
    assert "müqavilə 7" in changed.words
    assert changed.form("/keeping/limits")["limit-grace_seconds"] == "7200"
    assert [kept.detail["former"]["grace_seconds"] for kept in entries("ehis.limits_set")] == [14400]


def test_the_demonstration_names_its_auditor_once(opened):
    seed_readers()
    seed_readers()

    assert {reader.name for reader in readers()} == {"Mehri Bağırova"}
    assert len(readers()) == 2
