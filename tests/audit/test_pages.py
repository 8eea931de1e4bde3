"""The person sees who looked; the auditor reads the journal; others read nothing."""

import csv
import io

import pytest

from tests.audit.conftest import AYSEL, LEYLA
from webapp.audit.api import record, record_view
from webapp.core.transaction import transaction


def looked(officer, fin=AYSEL, purpose="Müraciətin yoxlanması"):
    with transaction():
        record_view(actor=officer, subject_fin=fin, object_type="person", object_key="", purpose=purpose)


def test_nobody_having_looked_is_said_in_words(client, as_aysel):
    page = client.get("/cabinet/looks")
    assert page.status_code == 200
    assert "Məlumatınıza hələ heç kim baxmayıb" in page.words


def test_a_person_sees_looks_at_their_own_data_only(client, as_aysel, officer):
    looked(officer)
    looked(officer, LEYLA, "Başqasının işi")

    page = client.get("/cabinet/looks")
    assert "Zaur Şirinov" in page.words
    assert "Auditor" in page.words
    assert "Müraciətin yoxlanması" in page.words
    assert "Başqasının işi" not in page.words


def test_many_looks_come_in_pages_without_gap_or_repeat(client, as_aysel, officer):
    for number in range(45):
        looked(officer, purpose=f"Baxış-{number:02}")

    address, seen = "/cabinet/looks", []
    for _ in range(3):
        page = client.get(address)
        seen += [" ".join("".join(h.itertext()).split()) for h in page.all("h2") if "Baxış-" in "".join(h.itertext())]
        links = [a.get("href") for a in page.all("a") if a.get("rel") == "next"]
        address = links[0] if links else None
    assert address is None
    assert seen == [f"Baxış-{number:02}" for number in reversed(range(45))]


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "W10", "%00", "9" * 3000])
def test_a_made_up_cursor_is_no_page(client, as_aysel, cursor):
    assert client.get(f"/cabinet/looks?after={cursor}").status_code in {400, 404}


def test_visitors_and_people_without_the_post_do_not_read_the_journal(client, as_aysel):
    assert client.get("/office/audit").status_code == 403
    assert client.get("/office/audit.csv").status_code == 403


def test_the_auditor_narrows_the_journal_by_action_day_and_object(client, as_auditor, officer):
    with transaction():
        record("waybill.signed", actor=officer, object_type="waybill", object_key="AZ-1")
        record("waybill.opened", actor=officer, object_type="waybill", object_key="AZ-2")

    everything = client.get("/office/audit")
    assert "AZ-1" in everything.words
    assert "AZ-2" in everything.words
    narrowed = client.get("/office/audit?action=waybill.signed")
    assert "AZ-1" in narrowed.words
    assert "AZ-2" not in narrowed.words
    assert "AZ-2" in client.get("/office/audit?object_type=waybill&object_key=AZ-2").words
    assert "AZ-1" not in client.get("/office/audit?day=2001-01-01").words
    assert client.get("/office/audit?day=never&_external=1").status_code == 200


def test_the_export_is_a_file_without_formulas_and_is_itself_an_entry(client, as_auditor, officer):
    with transaction():
        record("waybill.signed", actor=officer, object_type="waybill", object_key="=1+1")

    answer = client.get("/office/audit.csv?action=waybill.signed")
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert answer.mimetype == "text/csv"
    assert row["object_key"] == "'=1+1"
    assert "Jurnalın fayla çıxarılması" in client.get("/office/audit").words
