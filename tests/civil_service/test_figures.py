"""Figures of the civil service: who is counted on which day, vacancies, pensions, turnover, what is late; open ones."""

import csv
import io
from datetime import date

import pytest

from tests.civil_service.conftest import SOURCE, identity, new_body, of_body, post
from tests.support.people import sign_in
from webapp.civil_service.figures.cube import DIMENSIONS, count_by
from webapp.civil_service.figures.execution import execution_on
from webapp.civil_service.figures.forecast import ages_of_law, pension_day, pensions
from webapp.civil_service.figures.movements import places_on, turnover_on
from webapp.civil_service.figures.opened import open_cells, quarter_of
from webapp.civil_service.figures.pages import PAGES
from webapp.civil_service.record_tables import ServicePost
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction

ON = date(2026, 10, 1)
OPERATOR = "6VSL3G4"


def person(number, body, *, sex="m", born=1980, since=date(2015, 1, 12), until=None, post_class="a5", **more):
    said = identity(sex=sex, birthdate=f"{born}-06-15", given_name=f"Ad{number}", family_name="Sınaq")
    servant = register_servant(f"9AA{number:04d}", said, SOURCE, actor=SYSTEM)
    record_fact(servant.id, post(body, since, until, post_class=post_class, **more), of_body(body), actor=SYSTEM)
    return servant


def line_of_staff_list(body, post_class, places):
    row = ServicePost(public_id=new_public_id(), body_id=body.id, unit="Şöbə", title="Məsləhətçi")
    row.post_class, row.places, row.valid_from, row.valid_to = post_class, places, date(2010, 1, 1), None
    db.session().add(row)


@pytest.fixture
def staffed(app, database):
    """Two bodies: eight people in one (six men, two women), three in the other; one left last year, one came."""
    with transaction():
        large, small = new_body(), new_body("Kiçik Agentlik", "9900070029", "4")
        for number in range(6):
            person(number, large, born=1975 + number, post_class="a5" if number else "a2")
        person(
            6,
            large,
            sex="f",
            born=1996,
            since=date(2026, 3, 2),
            post_class="y1",
            admission="probation",
            probation_until="2026-12-31",
        )
        person(7, large, sex="f", born=1962)
        person(8, large, until=date(2026, 2, 27))
        for number in range(9, 12):
            person(number, small, born=1990)
        line_of_staff_list(large, "a5", 9)
        line_of_staff_list(small, "a5", 2)
        db.session().flush()
        return large.id, small.id


def counted(*dimensions, on=ON, **where):
    with transaction():
        return {one.values: one.people for one in count_by(on, dimensions, where=where)}


def test_people_are_counted_once_by_the_main_post_of_the_day(staffed):
    large, small = map(str, staffed)
    assert counted("body") == {(large,): 8, (small,): 3}
    assert counted("body", on=date(2026, 2, 27)) == {(large,): 8, (small,): 3}
    assert counted("body", on=date(2014, 1, 1)) == {}
    assert counted("sex", body=large) == {("m",): 6, ("f",): 2}
    assert counted("age", "sex", kind="y") == {("30", "f"): 1}
    assert counted("status", "kind", sex="f", body=large) == {("probation", "y"): 1, ("in_service", "a"): 1}


def test_every_parameter_can_be_asked_for_and_none_loses_anybody(staffed):
    for dimension in DIMENSIONS:
        assert sum(counted(dimension).values()) == 11
        assert sum(counted(dimension, "body").values()) == 11


def test_vacancies_are_places_that_nobody_holds(staffed):
    large, small = staffed
    with transaction():
        found = {one.body_id: (one.places, one.held, one.vacant) for one in places_on(ON)}
    assert found == {large: (9, 6, 3), small: (2, 3, 0)}


def test_who_came_and_who_left_within_a_year(staffed):
    with transaction():
        found = {one.body_id: (one.before, one.came, one.left, one.now, one.percent) for one in turnover_on(ON)}
    assert found == {staffed[0]: (8, 1, 1, 8, 12.5), staffed[1]: (3, 0, 0, 3, 0.0)}


@pytest.mark.parametrize(
    ("born", "sex", "day"),
    [
        (date(1961, 6, 15), "m", date(2026, 6, 15)),
        (date(1961, 12, 15), "f", date(2026, 6, 15)),
        (date(1961, 8, 15), "f", date(2026, 2, 15)),
        (date(1962, 6, 15), "f", date(2027, 6, 15)),
        (date(1954, 1, 1), "m", date(2017, 1, 1)),
        (date(1960, 2, 29), "m", date(2025, 2, 28)),
    ],
)
def test_pension_age_is_that_of_the_day_on_which_it_is_reached(app, database, born, sex, day):
    with transaction():
        assert pension_day(born, sex, ages_of_law()) == day


def test_the_forecast_has_a_year_for_each(staffed):
    with transaction():
        found = [(one.year, one.people) for one in pensions(ON, 10)]
    assert found == [(2027, 1)]


def test_execution_names_what_is_late_and_what_is_missing(staffed):
    with transaction():
        found = {one.body_id: one for one in execution_on(ON)}
        then = {one.body_id: one for one in execution_on(date(2015, 6, 30))}
    one = found[staffed[0]]
    assert (one.people, one.vacant, one.without_order, one.without_attestation) == (8, 3, 0, 7)
    assert (one.late, one.entered) == (0, 0)
    assert then[staffed[0]].late == then[staffed[0]].entered == 9  # orders of that January, entered years later


def test_open_figures_hide_small_numbers_and_what_gives_them_away(staffed):
    with transaction():
        cells = {(one.body, one.table, one.value): one.people for one in open_cells(ON)}
    small = str(staffed[1])
    assert cells[small, "all", "all"] is None
    assert all(count is None or count == 0 or count >= 5 for count in cells.values())
    assert quarter_of(date(2026, 11, 22)) == ON


def test_anybody_reads_the_open_figures(staffed, client):
    page = client.open("/civil-service/statistics", expect=200)
    assert "Kiçik Agentlik" in page.words
    numbers = client.open("/civil-service/statistics/civil-service.json?on=2026-11-22", expect=200).json
    assert numbers["day"] == "2026-10-01"
    assert {"body", "table", "value", "people", "hidden"} <= set(numbers["numbers"][0])
    text = client.open("/civil-service/statistics/civil-service.csv", expect=200).get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == len(numbers["numbers"])
    assert "Sınaq" not in text


def test_the_operator_sees_every_page_and_takes_it_as_csv(staffed, client):
    sign_in(client, OPERATOR, office=True)
    for kind in PAGES:
        assert "Statistika Komitəsi" in client.open(f"/office/service-figures/{kind}?on=01.10.2026", expect=200).words
        text = client.open(f"/office/service-figures/{kind}.csv?on=2026-10-01", expect=200).get_data(as_text=True)
        assert ";" in text
    report = client.open("/office/service-figures/report?rows=age&columns=sex&is_kind=a&on=01.10.2026", expect=200)
    assert "30–39 yaş" in report.words
    for odd in ("rows=x&columns=y&is_body=x", "is_body=99999999999999999999", "on=9999-99-99"):
        client.open(f"/office/service-figures/report?{odd}", expect=200)
    assert client.open("/office/service-figures/secrets").status_code == 404
    sign_in(client, "7LYL5H2")
    assert client.open("/office/service-figures").status_code == 403
