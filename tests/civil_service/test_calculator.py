"""The public calculator: signed out, without scripts, nothing kept, each fault by its row."""

from datetime import date

import pytest

from webapp.civil_service.length.forms import changed
from webapp.civil_service.length.law import FIRST, length_rules
from webapp.civil_service.length.rules import Effect, Kind

HERE = "/civil-service/length"


@pytest.fixture
def page(client):
    return client.open(HERE, expect=200)


def reckoned(client, page, do="reckon", expect=200, **typed):
    return client.submit(
        page, HERE, do=do, expect=expect, **{name.replace("_", "-"): said for name, said in typed.items()}
    )


def test_periods_typed_become_a_length_with_its_reasons(client, page):
    found = reckoned(
        client,
        page,
        on="22.11.2026",
        rows_0_since="03.09.2012",
        rows_0_label="Statistika Komitəsi",
        rows_1_kind="unpaid_leave",
        rows_1_since="01.03.2020",
        rows_1_until="31.03.2020",
    )
    assert "14 il 1 ay 19 gün" in found.words
    assert "Staja daxil edilmir" in found.words
    assert "665 nömrəli" in found.words
    assert "Statistika Komitəsi" in found.words


def test_rows_come_and_go_without_scripts(client, page):
    more = reckoned(client, page, "more", rows_0_since="01.01.2020")
    assert "rows-2-since" in more.form(HERE)
    fewer = reckoned(client, more, "without-1", rows_2_since="01.02.2021")
    assert (fewer.form(HERE)["rows-0-since"], fewer.form(HERE)["rows-1-since"]) == ("01.01.2020", "01.02.2021")
    assert "rows-2-since" not in fewer.form(HERE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"rows_1_since": "31.02.2020"}, "Dövr 2: Tarixi gün, ay və il kimi yazın."),
        ({"rows_1_since": "29.02.2023"}, "Dövr 2: Tarixi gün, ay və il kimi yazın."),
        ({"rows_0_since": "02.01.2020", "rows_0_until": "01.01.2020"}, "Dövr 1: son gün birinci gündən əvvəldir."),
        ({"rows_1_label": "Nazirlik"}, "Dövr 2: birinci günü yazın."),
        ({}, "Ən azı bir dövrün birinci gününü yazın."),
        ({"on": "sabah", "rows_0_since": "02.01.2020"}, "Tarixi gün, ay və il kimi yazın."),
    ],
)
def test_what_is_wrong_is_said_by_row(client, page, typed, said):
    found = reckoned(client, page, expect=422, **typed)
    assert said in found.words
    assert "Sayılan günlər" not in found.words


@pytest.mark.parametrize("do", ["without-99", "without-x", "more", "", "\u0662"])
def test_made_up_rows_break_nothing(client, page, do):
    answer = client.submit(page, HERE, do=do, **{"rows-7-since": "01.01.2020", "rows-0-kind": "emperor"})
    assert answer.status_code in {200, 422}


def test_no_more_rows_than_forty():
    typed = changed({f"rows-{n}-since": "01.01.2020" for n in range(60)}, "more")
    assert sum(name.endswith("since") for name in typed) == 40


def test_the_law_of_a_day_is_read_from_its_rows(opened):
    before, after = length_rules(date(2022, 12, 21)), length_rules(date(2022, 12, 22))
    assert (before.of(Kind.CONSCRIPTION).effect, after.of(Kind.CONSCRIPTION).effect) == (Effect.NOT, Effect.BETWEEN)
    assert after.of(Kind.CHILD_LEAVE).effect is Effect.COUNTS
    assert set(after.kinds) == set(Kind)
    assert length_rules(date(1990, 1, 1)) == length_rules(FIRST)


def test_the_page_of_the_law_and_the_catalogue_lead_here(client):
    assert "Fərz edilib" in client.open(f"{HERE}/law", expect=200).words
    assert HERE in client.open("/services/length-of-service-calculator", expect=200).get_data(as_text=True)
