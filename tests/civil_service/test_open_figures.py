"""Open figures: published once, kept as they were, corrected only beside what stood; a hidden number stays hidden."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.civil_service.conftest import person
from tests.support.people import sign_in
from webapp.civil_service.errors import FactWrong
from webapp.civil_service.figures.errors import NothingToCorrect, NotPublished
from webapp.civil_service.figures.opened import quarter_of
from webapp.civil_service.figures.publishing import (
    QUARTERS,
    cells_of,
    comes_out_on,
    last_quarters,
    publications,
    publish_due,
    published,
    revise,
)
from webapp.civil_service.permissions import FIGURES
from webapp.civil_service.queries import body_by_id
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.ui.filters import day

OPERATOR = "6VSL3G4"
OFFICIAL = Actor(account_id=1, name="Vüsal Qasımov", rights=frozenset({FIGURES.code}))
ON = date(2026, 10, 1)
ALL = "all"


def numbers(quarter=ON, revision=None):
    with transaction(read_only=True):
        return {one.key: one.people for one in cells_of(published(quarter, revision))}


def joined(body_id, first, count, **more):
    """So many more people serve in a body, entered now, at work for years."""
    with transaction():
        for number in range(first, first + count):
            person(number, body_by_id(body_id), **more)


def corrected(reason="Əmrlər gec daxil edilib."):
    with transaction():
        return revise(ON, reason=reason, actor=OFFICIAL).revision


@pytest.fixture
def out(staffed):
    """The last eight quarters are out."""
    with transaction():
        publish_due(date(2026, 11, 22))
    return tuple(map(str, staffed))


def test_small_numbers_are_hidden_and_what_gives_them_away(out):
    cells = numbers()
    assert cells[out[1], ALL, ALL] is None
    assert all(count is None or count == 0 or count >= 5 for count in cells.values())
    assert len(cells) > 20


def test_a_quarter_comes_out_when_orders_had_their_term_and_once(staffed):
    ready = comes_out(ON)
    assert ready == ON + timedelta(days=10)
    with transaction():
        early = publish_due(ready - timedelta(days=1))
        assert (len(early), early[-1]) == (QUARTERS - 1, date(2026, 7, 1))
        assert publish_due(ready) == [ON]
        assert publish_due(ready) == []
        assert next(one.day for one in publications()) == ON
    assert last_quarters(date(2026, 2, 28))[-2:] == [date(2025, 10, 1), date(2026, 1, 1)]


def test_a_register_without_servants_publishes_nothing(app, database):
    with transaction():
        assert publish_due(today()) == []


def test_what_is_entered_later_changes_nothing_that_was_published(out, staffed, client):
    before = numbers()
    joined(staffed[0], 100, 7)
    with transaction():
        assert publish_due(date(2026, 11, 22)) == []
    assert numbers() == before
    said = client.open("/civil-service/statistics/civil-service.json?on=2026-11-22", expect=200).json
    assert (said["day"], said["revision"], len(said["revisions"])) == ("2026-10-01", 1, 1)
    assert {(one["table"], one["people"]) for one in said["numbers"]} == {(key[1], one) for key, one in before.items()}


def test_a_correction_stands_beside_with_its_reason(out, staffed, client):
    former = numbers()
    joined(staffed[0], 100, 7)
    assert corrected() == 2
    assert numbers()[ALL, ALL, ALL] is None or numbers()[ALL, ALL, ALL] != former[ALL, ALL, ALL]
    assert numbers(revision=1) == former
    page = client.open("/civil-service/statistics?on=01.10.2026", expect=200)
    assert "Əmrlər gec daxil edilib." in page.words
    assert "2-ci nəşr" in page.words
    older = client.open("/civil-service/statistics/civil-service.json?on=2026-10-01&revision=1", expect=200).json
    assert older["revision"] == 1
    with pytest.raises(NothingToCorrect):
        corrected()


@pytest.mark.parametrize(("quarter", "reason", "rights", "refusal"), [
    (ON, "  ", {FIGURES.code}, FactWrong),
    (ON, "Səbəb", set(), Forbidden),
    (date(2020, 1, 1), "Səbəb", {FIGURES.code}, NotPublished),
])  # fmt: skip
def test_who_corrects_has_the_right_a_reason_and_something_published(out, quarter, reason, rights, refusal):
    with pytest.raises(refusal), transaction():
        revise(quarter, reason=reason, actor=Actor(account_id=1, rights=frozenset(rights)))


def test_a_correction_by_one_person_does_not_show_whose_it_is(out, staffed):
    former = numbers()
    joined(staffed[0], 100, 1)
    corrected()
    now_shown, shown = numbers(), {key: one for key, one in former.items() if one is not None}
    assert not [
        key for key, one in shown.items() if now_shown.get(key) is not None and 0 < abs(now_shown[key] - one) < 5
    ]


def test_what_was_hidden_stays_hidden_in_a_correction_however_large_it_became(out, staffed):
    hidden = {key for key, one in numbers().items() if one is None}
    joined(staffed[1], 200, 40, sex="f", born=1988)
    corrected()
    assert hidden
    assert not [key for key in hidden if numbers()[key] is not None]


def test_what_was_hidden_a_quarter_ago_comes_out_only_when_it_is_clear_of_the_bound(staffed):
    with transaction():
        publish_due(date(2026, 9, 1))
    joined(staffed[1], 300, 4, born=1990, since=date(2026, 9, 2))
    with transaction():
        publish_due(date(2026, 11, 22))
    small = str(staffed[1])
    assert numbers(date(2026, 7, 1))[small, ALL, ALL] is None
    assert numbers()[small, ALL, ALL] is None  # seven now, three a quarter ago


@pytest.mark.parametrize(
    "statement",
    ["UPDATE open_figures SET cells = '[]'", "DELETE FROM open_figures", "TRUNCATE open_figures"],
)
def test_nobody_changes_what_was_published(out, statement):
    with pytest.raises(DBAPIError, match="stay as they were"), transaction() as session:
        session.execute(text(statement))


def test_anybody_reads_the_open_figures(out, client):
    page = client.open("/civil-service/statistics", expect=200)
    assert "Kiçik Agentlik" in page.words
    said = client.open("/civil-service/statistics/civil-service.json?on=2026-11-22&revision=x", expect=200).json
    assert said["day"] == "2026-10-01"
    assert {"body", "table", "value", "people", "hidden"} <= set(said["numbers"][0])
    file = client.open("/civil-service/statistics/civil-service.csv?on=2026-11-22", expect=200)
    rows = list(csv.DictReader(io.StringIO(file.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == len(said["numbers"])
    assert "Sınaq" not in file.get_data(as_text=True)
    earliest = client.open("/civil-service/statistics/civil-service.json?on=1999-01-01", expect=200).json
    assert earliest["day"] == last_quarters(date(2026, 11, 22))[0].isoformat()


def test_before_anything_is_out_the_page_says_when(app, database, client):
    words = client.open("/civil-service/statistics", expect=200).words
    assert "Bu günə göstərici yoxdur" in words
    assert day(comes_out(today())) in words
    assert client.open("/civil-service/statistics/civil-service.json", expect=200).json["numbers"] == []


def comes_out(on):
    with transaction(read_only=True):
        return comes_out_on(quarter_of(on))


def test_the_operator_corrects_on_a_page_that_says_how_much_differs(out, staffed, client):
    sign_in(client, OPERATOR, office=True)
    listed = client.open("/office/service-figures/publications", expect=200)
    page = client.open(listed.link(day(ON)), expect=200)
    assert "Reyestr dərc olunmuş göstəricilərlə eynidir." in page.words
    joined(staffed[0], 100, 7)
    page = client.open(page.request.path, expect=200)
    assert "başqa cür deyir" in page.words
    assert "Səbəbi yazın" in client.submit(page, to=page.request.path, reason="", expect=422).words
    client.submit(page, to=page.request.path, reason="Gec daxil edilib.", expect=303)
    assert "2-ci nəşr" in client.open(page.request.path, expect=200).words
    for odd in ("2026-10-02", "x", "2031-01-01"):
        assert client.open(f"/office/service-figures/publications/{odd}").status_code == 404
    sign_in(client, "7LYL5H2")
    assert client.open("/office/service-figures/publications").status_code == 403
