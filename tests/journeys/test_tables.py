"""Passenger lists as files; what only an international form says; what is told too late."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from tests.journeys.test_checks import CONTENT, SITUATION
from tests.support.workbooks import workbook
from webapp.core.clock import now
from webapp.core.findings import blocking
from webapp.core.transaction import transaction
from webapp.journeys.checks import findings
from webapp.journeys.content import Passenger
from webapp.journeys.passengers import read_passengers, rows_as_typed
from webapp.journeys.queries import content_of, form_by_public_id, passengers_of
from webapp.journeys.services.living import add_entry

LIST = "№;Adı, soyadı;Sənəd;Vətəndaşlıq;Doğum tarixi\n1;Aysel Məmmədova;AA1234567;AZ;05.07.1990\n2;Elvin Quliyev;AA7654321;AZ;1985\n"
READ = [
    Passenger(name="Aysel Məmmədova", document="AA1234567", nationality="AZ", born=1990),
    Passenger(name="Elvin Quliyev", document="AA7654321", nationality="AZ", born=1985),
]


def test_rows_of_a_table_are_the_list_as_it_is_typed():
    rows = [
        ["№", "Ad, soyad", "Sənəd"],
        ["1", "Aysel Məmmədova", "AA1234567"],
        ["", "", ""],
        ["2", "Elvin; Quliyev", ""],
    ]
    assert rows_as_typed(rows) == "Aysel Məmmədova; AA1234567\nElvin  Quliyev"
    assert rows_as_typed([]) == ""
    assert read_passengers(rows_as_typed([["Aysel Məmmədova", "AA1234567", "AZ", "1990"]]), 2026) == READ[:1]


SENT = [(LIST.encode(), "siyahi.csv"), (LIST.encode("utf-16"), "siyahi.csv")]
SENT.append(
    (
        workbook(
            [
                ["Ad soyad", "Sənəd", "Vətəndaşlıq", "İl"],
                ["Aysel Məmmədova", "AA1234567", "AZ", 1990],
                ["Elvin Quliyev", "AA7654321", "AZ", 1985],
            ]
        ),
        "siyahi.xlsx",
    )
)


def posted(client, page, content, name):
    fields = {**page.form("/edit"), "passengers": "", "table": (BytesIO(content), name)}
    return client.open(page.request.path, method="POST", data=fields, content_type="multipart/form-data")


def test_a_list_is_taken_from_a_file_and_a_bad_file_is_named(enter, world):
    client = enter("carrier")
    for content, name in SENT:
        public_id = world.drawn(people=[])
        page = client.open(f"/cabinet/journeys/{public_id}/edit", expect=200)
        assert posted(client, page, content, name).status_code == 303
        with transaction(read_only=True):
            assert passengers_of(form_by_public_id(public_id)) == READ
    for content, words in ((b"PK\x03\x04 no", "Fayl oxunmur"), ("Ad\n" * 102, "ən çoxu 100")):
        raw = content if isinstance(content, bytes) else content.encode()
        answer = posted(client, page, raw, "a.xlsx")
        assert answer.status_code == 422
        assert words in answer.words
    long_name = f"Aysel {'M' * 300};AA1".encode()
    assert "Sətir 1: adı və soyadı yazın" in posted(client, page, long_name, "a.csv").words


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service": ""}, "service-missing"),
        ({"countries": ""}, "countries-missing"),
        ({"borders": ""}, "borders-missing"),
    ],
)
def test_abroad_a_form_says_more(changes, code):
    abroad = replace(
        CONTENT, model="international", service="closed_doors", countries="AZ, GE", borders="Qırmızı Körpü"
    )
    people = [Passenger(name="Aysel Məmmədova", document="AA1234567", nationality="AZ")]
    whole = replace(SITUATION, content=abroad, passengers=people)
    assert blocking(findings(whole)) == []
    assert [one.code for one in blocking(findings(replace(whole, content=replace(abroad, **changes))))] == [code]
    nameless = replace(whole, passengers=[replace(people[0], nationality="")])
    assert [one.code for one in blocking(findings(nameless))] == ["passport-missing"]
    at_home = replace(nameless, content=CONTENT)
    assert blocking(findings(at_home)) == []


def test_what_only_an_international_form_says_is_left_out_at_home(enter, world):
    client, public_id = enter("carrier"), world.drawn()
    page = client.open(f"/cabinet/journeys/{public_id}/edit", expect=200)
    client.submit(page, "/edit", countries="AZ", model="domestic", expect=303)
    assert content_of(world.form(public_id).content).countries == ""
    client.submit(
        client.open(f"/cabinet/journeys/{public_id}/edit"), "/edit", countries="AZ", model="international", expect=303
    )
    assert content_of(world.form(public_id).content).countries == "AZ"


def test_what_is_written_down_after_half_an_hour_is_marked(enter, world):
    public_id = world.signed()
    for minutes, words in ((20, "Vaxtında"), (31, "Gec")):
        with transaction():
            happened = now() - timedelta(minutes=minutes)
            add_entry(public_id, kind="unfinished", words=words, place="", happened_at=happened, actor=world.sevda)
    shown = enter("carrier").open(f"/cabinet/journeys/{public_id}", expect=200)
    assert shown.words.count("gec yazılıb") == 1
    assert shown.words.count("Səfər yarımçıq qaldı") == 2
