"""Figures of the civil service: who is counted on which day, vacancies, pensions, turnover, what is late."""

from datetime import date

import pytest

from tests.support.people import sign_in
from webapp.civil_service.figures.cube import DIMENSIONS, count_by
from webapp.civil_service.figures.execution import execution_on
from webapp.civil_service.figures.forecast import ages_of_law, pension_day, pensions
from webapp.civil_service.figures.movements import places_on, turnover_on
from webapp.civil_service.figures.pages import PAGES
from webapp.core.transaction import transaction

ON = date(2026, 10, 1)
OPERATOR = "6VSL3G4"


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
