"""A servant reads the own record: what stands in it, whence and since when, also as it was known on another day."""

import json
from datetime import date, timedelta

import pytest

from tests.civil_service.record.conftest import AYSEL, ILQAR, RENA
from tests.support.jobs import run_jobs
from webapp.civil_service.groups import Origin
from webapp.civil_service.services.recording import given_of, revise_fact
from webapp.civil_service.values import Entered
from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.transaction import transaction


def test_the_page_says_of_each_fact_who_entered_it_whence_and_when(register):
    page = register.client(ILQAR).open("/cabinet/service", expect=200)
    assert page.heading == "Axundov İlqar Cavad oğlu"
    for words in (
        "Sektor müdiri, Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi",
        "28 yanvar 2022 tarixli, 01-112 nömrəli əmr",
        "Daxil edib: Rəna Hikmət qızı Cəfərova, Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi",
        "EHİS ilə ötürülüb: Təhsil Nazirliyi: təhsil haqqında sənədlər",
        "müvəqqəti icra",
        "Mübadilə mümkün olmadığı üçün əl ilə daxil edib",
        "Azərbaycan Respublikasının mülkiyyətidir",
    ):
        assert words in page.words
    assert "/cabinet/service-corrections/new?entry=" in page.link("Səhv var?")


def test_what_the_law_hides_is_named_with_the_reason_and_not_told(register):
    client = register.client(ILQAR)
    page = client.open("/cabinet/service", expect=200)
    assert "Dövlət sirri ilə bağlı rəsmiləşdirmə" in page.words
    assert "2-ci forma" not in page.text
    entry = register.record().of("vetting")[0].entry
    client.open(f"/cabinet/service/facts/{entry}", expect=403)
    assert "2-ci forma" not in client.open("/cabinet/service/record.json", expect=200).text


def test_the_life_of_a_corrected_fact_shows_both_readings_and_the_reason(register):
    corrected = next(one for one in register.record().of("post") if one.cause == "correction")
    page = register.client(ILQAR).open(f"/cabinet/service/facts/{corrected.entry}", expect=200)
    assert "Əmrdə 1 fevral göstərilib" in page.words
    assert "10 fevral 2016 – 31 yanvar 2022" in page.words
    assert "1 fevral 2016 – 31 yanvar 2022" in page.words


def test_another_day_shows_what_was_true_then_and_what_was_known_then(register):
    client = register.client(ILQAR)
    page = client.open("/cabinet/service?on=15.03.2014", expect=200)
    assert "Məsləhətçi, Baş Dövlət Yol Polisi İdarəsi" in page.words
    assert "Sektor müdiri, Rəqəmsal" not in page.words
    yesterday = today() - timedelta(days=1)
    page = client.open(f"/cabinet/service?known={yesterday:%d.%m.%Y}", expect=200)
    assert "Bu gün üçün məlumat yoxdur" in page.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [("on=31.02.2020", "Tarixi gün.ay.il kimi yazın"), ("known=01.01.2150", "Reyestrin gələcəkdə nə biləcəyi")],
)
def test_a_day_that_cannot_be_is_said_and_the_record_of_now_stays(register, typed, words):
    page = register.client(ILQAR).open(f"/cabinet/service?{typed}", expect=200)
    assert words in page.words
    assert "Sektor müdiri" in page.words


def test_the_fact_of_another_record_is_not_found(register):
    other = register.record(RENA).of("post")[0].entry
    register.client(ILQAR).open(f"/cabinet/service/facts/{other}", expect=404)


def test_who_has_no_record_reads_what_the_register_is(register):
    client = register.client(AYSEL)
    assert "Sizin adınıza qeyd yoxdur" in client.open("/cabinet/service", expect=200).words
    client.open("/cabinet/service/record.json", expect=404)
    page = client.open("/cabinet/service", expect=200)
    client.submit(page, to="/cabinet/service/extracts", expect=404)


def test_the_record_as_json_has_periods_sources_and_whose_property_it_is(register):
    answer = register.client(ILQAR).open("/cabinet/service/record.json", expect=200)
    said = json.loads(answer.text)
    assert said["property"] == "Azərbaycan Respublikası"
    post = next(one for one in said["facts"] if one["content"].get("title") == "Sektor müdiri")
    assert (post["valid_from"], post["origin"], post["clause"]) == ("2022-02-01", "participant", "2.1.1.1")
    assert all(one["source"] and one["known_from"] for one in said["facts"])


def test_an_extract_costs_nothing_is_sealed_and_anybody_can_check_it(register, database, monkeypatch):
    monkeypatch.setattr("webapp.civil_service.jobs.seal_pdf", lambda pdf: pdf)
    client = register.client(ILQAR)
    page = client.open("/cabinet/service", expect=200)
    waiting = client.submit(page, "/extracts", expect=303).location
    assert client.submit(page, "/extracts", expect=303).location == waiting
    assert "möhürlənir" in client.open(waiting, expect=200).words
    client.open(f"{waiting}/pdf", expect=404)
    with register.app.app_context():
        assert run_jobs(database, "civil_service.seal_extract") == 1
    ready = client.open(waiting, expect=200)
    assert "Hazırdır" in ready.words
    assert client.open(f"{waiting}/pdf", expect=200).data.startswith(b"%PDF")
    checked = client.open(ready.link("Yoxlama səhifəsi"), expect=200)
    assert "Axundov İlqar Cavad oğlu" in checked.words
    assert "Həqiqidir" in checked.words
    register.client(RENA).open(waiting, expect=404)


def test_a_former_servant_still_reads_the_own_record(register):
    post = next(one for one in register.record().of("post") if one.valid_to is None)
    with register.app.app_context(), transaction():
        said = Entered(origin=Origin.OPERATOR, source="DIM", by="Vüsal Qasımov", reason="öz arzusu ilə")
        revise_fact(register.ilqar_id, post.entry, given_of(post, valid_to=date(2026, 1, 31)), said, actor=SYSTEM)
    page = register.client(ILQAR).open("/cabinet/service", expect=200)
    assert "Qulluğu başa çatıb" in page.words
    assert "31 yanvar 2026" in page.words
