"""A vehicle that one has by a power of attorney: its bar code is typed, the notaries' register says the rest."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.permits.test_issue import driver_id, found
from tests.support.cases import case_of, filled, sign, work
from tests.support.fleets import AS_OF, vehicle
from webapp.carriers.keeping import Told, keep_power
from webapp.carriers.rules import Right
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.permits.cases.sections import POWER
from webapp.workflow.errors import NotReady
from webapp.workflow.facts import applying_as

PLATE, VALID, REVOKED, STRANGE = "20-KY-501", "100020260004", "100020260002", "999999999999"


@pytest.fixture
def leyla(head):
    somebody = head(vehicles=(vehicle(),))
    theirs = replace(vehicle(PLATE), owner="9900010511")
    with transaction():
        told = Told(theirs, Right.POWER, today(), today(), "AZ/GOV/NOTARIAT", AS_OF, basis=VALID)
        keep_power(somebody.party_id, told, now())
    return somebody


def right(somebody, database, code):
    said = {"vehicles": {"plates": [PLATE]}, "power": {"barcode": code}, "drivers": {"drivers": [driver_id(somebody)]}}
    case = sign(filled(somebody.actor, said, code="permits.cargo.issue"), somebody.actor)
    work(database)
    assert case_of(case).state == "in_review"  # its inspection is over, whatever the right
    return found(case)["right", PLATE]


@pytest.mark.parametrize(
    ("code", "said"),
    [(VALID, ("agrees", "")), (REVOKED, ("differs", "not_yours")), (STRANGE, ("differs", "not_yours"))],
)
def test_the_register_says_whether_the_power_is_for_the_vehicle_and_holds(leyla, registers, database, code, said):
    assert right(leyla, database, code) == said


def test_what_is_no_bar_code_is_said_before_sending(leyla):
    said = {"vehicles": {"plates": [PLATE]}, "power": {"barcode": "12"}, "drivers": {"drivers": [driver_id(leyla)]}}
    case = filled(leyla.actor, said, code="permits.cargo.issue")
    with pytest.raises(NotReady) as refused:
        sign(case, leyla.actor)
    assert [place for place, _text in refused.value.missing] == ["power.barcode"]


def test_only_who_has_a_vehicle_by_power_is_asked(leyla, head):
    def asked():
        with transaction(read_only=True):
            return POWER.when(applying_as(leyla.actor, party_id=leyla.party_id, subject="", answers={}))

    assert asked()
    with transaction() as session:
        session.execute(text("UPDATE vehicle_holdings SET gone_at = now() WHERE \"right\" = 'power'"))
    assert not asked()
