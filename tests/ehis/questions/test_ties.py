"""An answer counts only for the question that was asked: the same number, the same kind, the same days."""

from datetime import timedelta

import pytest

from tests.ehis.questions.asking import FLEET, QUESTIONS
from webapp.core.clock import today
from webapp.ehis import api
from webapp.ehis.errors import AnswerRejected, NotARegisterNumber
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question

TIED = [code for code, row in POLICIES.items() if row.subject]


@pytest.mark.parametrize("code", TIED)
def test_an_answer_about_somebody_else_is_refused_though_properly_signed(code, registers, archive, database):
    registers.switch("other_subject", service=code)
    with pytest.raises(AnswerRejected) as caught:
        QUESTIONS[code]()

    assert caught.value.reason == "another_subject"


def test_only_the_answer_about_an_employers_staff_has_nothing_to_tie_it_but_the_hash():
    assert set(POLICIES) - set(TIED) == {"listEmployees"}


def test_crossings_of_another_year_are_refused(registers):
    registers.switch("other_period")
    with pytest.raises(AnswerRejected) as caught:
        api.crossings_of("10-XY-101", today() - timedelta(days=10), today(), **FLEET)

    assert caught.value.reason == "another_subject"


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("getPolicies", {"kind": "liability"}),
        ("getPolicies", {"plate": "10-XY-101", "voen": "9900010101", "kind": "liability"}),
        ("getPolicies", {"plate": "10-XY-101", "kind": "life"}),
        ("getCrossings", {"plate": "10-XY-101", "since": "2026-02-30", "until": "2026-03-01"}),
        ("getCrossings", {"plate": "10-XY-101", "since": "2026-01-01"}),
        ("getVehicle", {"plate": "10-XY-101", "owner": "9900010101"}),
        ("getPowerByBarcode", {"barcode": "1000"}),
        ("getPowerByAct", {"registerNumber": "1-10", "registeredOn": "2026-02-30"}),
        ("getPowerByAct", {"registerNumber": "1-10"}),
    ],
)
def test_a_question_that_the_schema_does_not_know_is_never_sent(exchange, registers, archive, code, parameters):
    with pytest.raises(NotARegisterNumber):
        exchange.ask(Question(POLICIES[code], parameters, "AZ2ZAR9W1", Purpose.PERMIT))

    assert (registers.calls(), archive.kept) == ([], [])
