"""Officials: found by name or FİN, opened for a purpose, each look kept; strangers have no way in."""

import pytest

from tests.civil_service.record.conftest import AYSEL, ILQAR, MEHRI, RENA, VUSAL
from webapp.core.azerbaijani import sort_key


def test_a_servant_is_found_by_the_beginning_of_a_name_without_marks(register):
    page = register.client(VUSAL, office=True).open("/office/service?q=ilq+axun", expect=200)
    assert page.words.count("Axundov İlqar") == 1
    assert "Sektor müdiri" in page.words
    nothing = register.client(VUSAL, office=True).open("/office/service?q=nobodyhere", expect=200)
    assert "Heç kim tapılmadı" in nothing.words


def test_the_list_stands_in_the_order_of_the_azerbaijani_alphabet(register):
    page = register.client(VUSAL, office=True).open("/office/service?status=in_service", expect=200)
    names = [" ".join(one.itertext()).strip() for one in page.all("h2") if one.find("a") is not None]
    families = [name.split()[0] for name in names]
    assert families == sorted(families, key=sort_key)
    assert families.index("Axundov") < families.index("Allahverdiyev")


def test_the_list_goes_on_from_page_to_page_and_keeps_its_filter(register):
    client = register.client(VUSAL, office=True)
    first = client.open("/office/service?status=in_service", expect=200)
    following = first.link("Növbəti")
    assert "status=in_service" in following
    second = client.open(following, expect=200)
    shown = [
        {one.get("href") for one in page.all("a") if "/office/service/" in one.get("href")} for page in (first, second)
    ]
    assert len(shown[0]) > 20
    assert not {one for one in shown[0] & shown[1] if "certificates" not in one}
    client.open("/office/service?after=nonsense", expect=404)


def test_a_fin_is_sent_and_stands_in_no_address(register):
    client = register.client(VUSAL, office=True)
    page = client.open("/office/service", expect=200)
    answer = client.submit(page, "/find", fin="4lqr2j5", expect=303)
    assert answer.location.endswith(f"/office/service/{register.ilqar}/open")
    assert "tapılmadı" in client.submit(page, "/find", fin="7ZZZZZZ", expect=422).words
    assert "7 simvoldan" in client.submit(page, "/find", fin="12", expect=422).words


def test_a_record_opens_only_for_a_purpose_and_the_servant_reads_who_looked_and_why(register):
    client = register.client(VUSAL, office=True)
    answer = client.open(f"/office/service/{register.ilqar}", expect=303)
    page = client.open(answer.location, expect=200)
    assert "Siyahıdakı qiymətlərdən" in client.submit(page, "/open", purpose="", expect=422).words
    assert "Bu sahəni doldurun" in client.submit(page, "/open", purpose="request", expect=422).words
    client.submit(page, "/open", purpose="request", basis="3-118, 20.11.2026", expect=303)
    record = client.open(f"/office/service/{register.ilqar}", expect=200)
    assert "2-ci forma" in record.words
    entry = register.record().of("post")[0].entry
    client.open(f"/office/service/{register.ilqar}/facts/{entry}", expect=200)
    own = register.client(ILQAR).open("/cabinet/service", expect=200)
    assert "Vüsal Arif oğlu Qasımov" in own.words
    assert "3-118, 20.11.2026" in own.words


def test_a_fact_without_a_purpose_is_refused(register):
    entry = register.record().of("post")[0].entry
    client = register.client(VUSAL, office=True)
    client.open(f"/office/service/{register.ilqar}/facts/{entry}", expect=403)


@pytest.mark.parametrize(("fin", "office"), [(AYSEL, False), (RENA, False), ("2ZAR9W1", True), (MEHRI, True)])
def test_strangers_and_readers_without_a_grant_have_no_way_in(register, fin, office):
    client = register.client(fin, office=office)
    for path in ("/office/service", f"/office/service/{register.ilqar}", f"/office/service/{register.ilqar}/open"):
        client.open(path, expect=403)


def test_certificates_are_found_by_number_and_by_name(register):
    client = register.client(VUSAL, office=True)
    assert "DQ-15/20418" in client.open("/office/service/certificates?q=dq-15/20418", expect=200).words
    assert "Rus dili" in client.open("/office/service/certificates?q=axundov", expect=200).words
    assert "Belə sertifikat yoxdur" in client.open("/office/service/certificates?q=zzz", expect=200).words
