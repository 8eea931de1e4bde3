"""Competitions: a number, refused after the closing, one's own scores alone, a reserve for state bodies only."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from tests.civil_service.changing.conftest import ILQAR, RENA, VUSAL
from webapp.civil_service.competitions.errors import (
    AheadOfTheTest,
    CompetitionWrong,
    NotAtThisStage,
    RegisteredAlready,
    RegistrationClosed,
)
from webapp.civil_service.competitions.models import ServiceCandidate, ServiceCompetition
from webapp.civil_service.competitions.registering import own_registrations, register, take_back
from webapp.civil_service.competitions.rules import Outcome, Scored, Stage, outcomes, reserve_until, stage_of
from webapp.civil_service.competitions.running import announce, publish, score
from webapp.civil_service.queries import body_by_id
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.transaction import transaction

AYSEL = "5AYS3L1"
PAGES = "/cabinet/competitions"
PAST = (
    "ALTER TABLE service_competitions DISABLE TRIGGER keep",
    "ALTER TABLE service_candidates DISABLE TRIGGER keep",
    "UPDATE service_candidates SET closes_at = closes_at - interval '10 days', registered_at = registered_at - interval '10 days'",
    "UPDATE service_competitions SET closes_at = closes_at - interval '10 days', announced_at = announced_at - interval '10 days'",
)


def test_the_best_is_first_and_ties_go_to_the_test_then_to_who_came_earlier():
    found = outcomes(
        [
            Scored(1, 80, 40, 1),
            Scored(2, 90, 30, 2),
            Scored(3, 90, 30, 3),
            Scored(4, 95, 29, 4),
            Scored(5, None, None, 5),
        ]
    )
    assert found == {
        2: Outcome.FIRST,
        1: Outcome.RESERVE,
        3: Outcome.RESERVE,
        4: Outcome.NOT_PASSED,
        5: Outcome.ABSENT,
    }


@pytest.mark.parametrize(("seconds", "stage"), [(-1, Stage.OPEN), (0, Stage.JUDGED), (1, Stage.JUDGED)])
def test_registration_ends_with_the_moment_itself(seconds, stage):
    closes = now()
    assert stage_of(closes, None, None, closes + timedelta(seconds=seconds)) is stage


def test_two_years_from_the_29th_of_february():
    assert reserve_until(date(2028, 2, 29), 2) == date(2030, 2, 28)


def announced(service, **changes):
    with transaction():
        body = body_by_id(service.body_id).public_id
        said = {
            "body": body,
            "unit": "Hüquq",
            "post_title": "Məsləhətçi",
            "post_class": "a6",
            "requirements": "Ali təhsil",
        }
        said |= {"closes_at": now() + timedelta(days=3), "test_on": today() + timedelta(days=10), **changes}
        return announce(said, actor=service.operator).public_id


def person(service, fin=ILQAR):
    return Actor(
        account_id=service.accounts[fin], name=f"Namizəd {fin[:2]}", fin=fin, rights=frozenset({"civil_service.own"})
    )


def registered(service, public_id, fin=ILQAR):
    with transaction():
        return register(public_id, education="BDU, hüquq", actor=person(service, fin)).public_id


def closed(public_id, *, held=True):
    """The moment of closing has passed: all instants of the competition lie ten days back, and the test was held."""
    with transaction() as session:
        for statement in PAST:
            session.execute(text(statement))
        if held:
            session.execute(text("UPDATE service_competitions SET test_on = test_on - 10"))


def test_a_number_is_given_and_one_person_is_one_candidate(service):
    public_id = announced(service)
    registered(service, public_id)
    with pytest.raises(RegisteredAlready):
        registered(service, public_id)
    with transaction(read_only=True):
        number = db.session().scalar(select(ServiceCandidate.number))
    assert number.startswith(f"MB-{today().year}-")
    with transaction():
        take_back(public_id, actor=person(service))
    registered(service, public_id)
    with transaction(read_only=True):
        assert db.session().scalar(select(ServiceCandidate.number)) == number


def test_after_the_closing_it_is_refused_and_the_row_itself_refuses(service):
    public_id = announced(service)
    closed(public_id)
    with pytest.raises(RegistrationClosed):
        registered(service, public_id)
    page = service.client(ILQAR).open(f"{PAGES}/{public_id}", expect=200)
    assert "qeydiyyat bağlanıb" in page.words
    open_one = announced(service)
    registered(service, open_one, RENA)
    with pytest.raises(RegistrationClosed), transaction() as session:
        session.execute(text("UPDATE service_candidates SET registered_at = closes_at"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_at": now() - timedelta(days=1)}, "closes_at"),
        ({"test_on": today()}, "test_on"),
        ({"body": "nobody"}, "body"),
    ],
)
def test_what_cannot_be_announced_is_named(service, changes, field):
    with pytest.raises(CompetitionWrong) as refused:
        announced(service, **changes)
    assert field in refused.value.fields


def test_nothing_is_written_or_published_before_the_day_of_the_test(service):
    public_id = announced(service)
    first = registered(service, public_id)
    closed(public_id, held=False)
    for deed in (
        lambda: score(public_id, first, test=80, interview=40, actor=service.operator),
        lambda: publish(public_id, actor=service.operator),
        lambda: db.session().execute(
            text("UPDATE service_competitions SET published_at = now(), published_name = 'X'")
        ),
    ):
        with pytest.raises(AheadOfTheTest), transaction():
            deed()
    page = service.client(VUSAL, office=True).open(f"/office/service-competitions/{public_id}", expect=200)
    assert "Test imtahanının günü" in page.words
    assert "Nəticələri elan et" not in page.words
    with transaction() as session:
        session.execute(text("UPDATE service_competitions SET test_on = (now() AT TIME ZONE 'Asia/Baku')::date"))
        score(public_id, first, test=80, interview=40, actor=service.operator)
        publish(public_id, actor=service.operator)


def test_each_sees_the_own_scores_and_the_reserve_is_for_bodies_only(service):
    public_id = announced(service)
    first, second = registered(service, public_id), registered(service, public_id, RENA)
    with transaction(), pytest.raises(NotAtThisStage):
        score(public_id, first, test=80, interview=40, actor=service.operator)
    closed(public_id)
    operator = service.client(VUSAL, office=True)
    there = f"/office/service-competitions/{public_id}"
    page = operator.open(there, expect=200)
    operator.submit(page, f"/candidates/{first}", test="101", interview="", expect=422)
    operator.submit(page, f"/candidates/{first}", test="71", interview="33", expect=303)
    operator.submit(page, f"/candidates/{second}", test="88", interview="44", expect=303)
    assert "71" not in service.client(ILQAR).open(f"{PAGES}/{public_id}").words
    with transaction():
        publish(public_id, actor=service.operator)
    words = service.client(ILQAR).open(f"{PAGES}/{public_id}").words
    assert "71" in words
    assert "88" not in words
    with transaction(read_only=True):
        mine = own_registrations(person(service))
        assert [one.outcome for one, _competition in mine] == ["reserve"]
    page = service.client(RENA).open("/cabinet/reserve?q=məsləhət&class=a6", expect=200)
    assert "Namizəd 4L" in page.words
    assert "Namizəd 8R" not in page.words
    service.client(AYSEL).open("/cabinet/reserve", expect=403)


def test_the_pages_announce_and_register(service):
    operator, candidate = service.client(VUSAL, office=True), service.client(AYSEL)
    page = operator.open("/office/service-competitions/new", expect=200)
    said = {"unit": "Aparat", "post_title": "Baş məsləhətçi", "post_class": "a5", "requirements": "Ali hüquq təhsili"}
    days = {
        "closes_at": f"{today() + timedelta(days=5):%d.%m.%Y} 18:00",
        "test_on": f"{today() + timedelta(days=9):%d.%m.%Y}",
    }
    operator.submit(page, to="/office/service-competitions/new", **said, **days, expect=303)
    with transaction(read_only=True):
        public_id = db.session().scalar(select(ServiceCompetition.public_id))
    assert "Baş məsləhətçi" in candidate.open(PAGES, expect=200).words
    page = candidate.open(f"{PAGES}/{public_id}")
    candidate.submit(page, to=f"{PAGES}/{public_id}", education="", expect=422)
    candidate.submit(page, to=f"{PAGES}/{public_id}", education="BDU, 2015", expect=303)
    assert "MB-" in candidate.open(f"{PAGES}/{public_id}").words
    page = operator.open(f"/office/service-competitions/{public_id}/cancel")
    there = f"/office/service-competitions/{public_id}/cancel"
    operator.submit(page, to=there, reason="Vəzifə ləğv edilib", expect=303)
    assert "Vəzifə ləğv edilib" in candidate.open(f"{PAGES}/{public_id}").words
    assert operator.open("/office/service-competitions", expect=200).heading == "Müsabiqələr"
