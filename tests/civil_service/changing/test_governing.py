"""Two persons for a parameter and for a closed entry; readers whose access ends."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.civil_service.changing.conftest import GUNEL, ILQAR, MEHRI, RENA, VUSAL
from webapp.civil_service.governing.changing import propose_value
from webapp.civil_service.governing.closing import propose_closing
from webapp.civil_service.governing.errors import AskedAlready, OwnersConsentNeeded, ProposalEnded, ProposalWrong
from webapp.civil_service.governing.models import ServiceClosing, ServiceReader
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.governing.proposing import decide
from webapp.civil_service.governing.readers import grant
from webapp.civil_service.governing.rules import BY_CODE, Extent, fits, may_decide, reads_on
from webapp.civil_service.permissions import CONSENT, PROPOSE
from webapp.civil_service.queries import body_by_id
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction

HOME = "/office/service-governing"


def owner(service, account=None):
    rights = frozenset({CONSENT.code})
    return Actor(account_id=account or service.accounts[GUNEL], name="Günel Mustafayeva", rights=rights)


def proposed(service, value=12, days=5):
    with transaction():
        day = today() + timedelta(days=days)
        return propose_value("complaint", value, day, reason="Təcrübə göstərir", actor=service.operator).public_id


def decided(public_id, actor, *, agreed=True, words=""):
    with transaction():
        decide(public_id, agreed=agreed, words=words, actor=actor)


@pytest.mark.parametrize(
    ("state", "asked", "decider", "expected"),
    [("asked", 1, 2, True), ("asked", 1, 1, False), ("given", 1, 2, False), ("asked", 1, None, False)],
)
def test_the_owner_is_another_person(state, asked, decider, expected):
    assert may_decide(state, asked, decider) is expected


@pytest.mark.parametrize(
    ("day", "ended", "reads"),
    [
        (date(2028, 2, 28), None, False),
        (date(2028, 2, 29), None, True),
        (date(2028, 3, 31), None, True),
        (date(2028, 4, 1), None, False),
        (date(2028, 3, 10), date(2028, 3, 10), False),
        (date(2028, 3, 9), date(2028, 3, 10), True),
    ],
)
def test_both_days_count_and_an_end_is_at_once(day, ended, reads):
    assert reads_on(date(2028, 2, 29), date(2028, 3, 31), ended, day) is reads


def test_bounds_of_a_parameter():
    complaint = BY_CODE["complaint"]
    assert [fits(complaint, value) for value in (0, 1, 30, 31, None)] == [False, True, True, False, False]


def test_a_parameter_changes_on_its_day_by_consent_and_never_before(service):
    public_id = proposed(service)
    with transaction(read_only=True):
        assert value_of("complaint", today() + timedelta(days=5)) == 15
    with pytest.raises(AskedAlready):
        proposed(service)
    both = Actor(account_id=service.accounts[VUSAL], name="V", rights=frozenset({CONSENT.code, PROPOSE.code}))
    with pytest.raises(OwnersConsentNeeded):
        decided(public_id, both)
    decided(public_id, owner(service))
    with transaction(read_only=True):
        found = [value_of("complaint", today() + timedelta(days=days)) for days in (4, 5)]
    assert found == [15, 12]
    with pytest.raises(ProposalEnded):
        decided(public_id, owner(service))


def test_the_database_refuses_one_person_too(service):
    proposed(service)
    with pytest.raises(OwnersConsentNeeded), transaction() as session:
        session.execute(text("UPDATE service_consents SET state='given', decided_by=asked_by, decided_at=now()"))


def test_rows_of_parameters_are_only_added(service):
    with pytest.raises(DBAPIError, match="does not change"), transaction() as session:
        session.execute(text("UPDATE service_parameters SET value = 1"))


@pytest.mark.parametrize(("value", "days"), [(31, 5), (12, 0)])
def test_a_wrong_proposal_is_refused_by_its_field(service, value, days):
    with pytest.raises(ProposalWrong):
        proposed(service, value, days)


def test_a_body_may_only_read_when_the_owner_agreed_and_again_when_it_was_lifted(service):
    officer, operator, head = (
        service.client(RENA),
        service.client(VUSAL, office=True),
        service.client(GUNEL, office=True),
    )
    with transaction():
        body = body_by_id(service.body_id).public_id
        asked = propose_closing(body, "", extent=Extent.READING, reason="Saxta əmr", actor=service.operator).public_id
    new = f"/cabinet/personnel/{service.servant}/new/training"
    officer.open(new, expect=200)
    page = head.open(f"{HOME}/consents/{asked}")
    head.submit(page, f"/consents/{asked}", outcome="refuse", words="", expect=422)
    head.submit(page, f"/consents/{asked}", outcome="agree", expect=303)
    officer.open(new, expect=403)
    officer.open("/cabinet/personnel", expect=200)
    with transaction(read_only=True):
        closing = db.session().scalar(select(ServiceClosing.public_id))
    there = f"{HOME}/limits/{closing}/lift"
    answer = operator.submit(operator.open(there), to=there, reason="Aradan qaldırılıb", expect=303)
    officer.open(new, expect=403)
    page = head.open(answer.location)
    head.submit(page, "/consents/", outcome="agree", expect=303)
    officer.open(new, expect=200)


def test_a_users_entry_is_closed_by_consent(service):
    with transaction():
        asked = propose_closing(
            "", ILQAR, extent=Extent.CLOSED, reason="Parolu paylaşıb", actor=service.operator
        ).public_id
    decided(asked, owner(service))
    service.client(ILQAR).open("/cabinet/service-corrections", expect=403)


def test_only_the_operator_proposes_and_only_the_owner_agrees(service):
    public_id = proposed(service)
    with transaction(), pytest.raises(Forbidden):
        decide(public_id, agreed=True, words="", actor=service.operator)
    with transaction(), pytest.raises(Forbidden):
        propose_value("message", 9, today() + timedelta(days=3), reason="x", actor=owner(service))


def test_a_reader_reads_while_the_access_lasts(service):
    reader = service.client(MEHRI, office=True)
    reader.open(f"{HOME}/review", expect=403)
    said = {"account": service.accounts[MEHRI], "kind": "auditor", "purpose": "İllik audit", "document": "12/A"}
    with transaction():
        grant({**said, "valid_from": today(), "valid_to": today() + timedelta(days=10)}, actor=service.operator)
    assert "İllik audit" in reader.open(f"{HOME}/review", expect=200).words
    with transaction(), pytest.raises(ProposalWrong):
        grant({**said, "valid_from": today(), "valid_to": today() + timedelta(days=400)}, actor=service.operator)
    with transaction(read_only=True):
        public_id = db.session().scalar(select(ServiceReader.public_id))
    operator = service.client(VUSAL, office=True)
    page = operator.open(f"{HOME}/readers", expect=200)
    operator.submit(page, f"/readers/{public_id}/end", expect=303)
    reader.open(f"{HOME}/review", expect=403)


def test_the_offices_pages_open(service):
    operator, head = service.client(VUSAL, office=True), service.client(GUNEL, office=True)
    proposed(service)
    for page in ("", "/parameters", "/limits", "/participants", "/readers"):
        assert operator.open(HOME + page, expect=200).heading
        assert head.open(HOME + page, expect=200).heading
    for page in ("/parameters/new", "/limits/new", "/readers/new"):
        operator.open(HOME + page, expect=200)
        head.open(HOME + page, expect=403)
