"""One permit through all that can be done to it, each by a case of its own, by its holder and by the office."""

from dataclasses import replace

import pytest

from tests.permits.conftest import run
from tests.permits.test_issue import driver_id
from tests.support.cases import approve, case_of, filled, sign, version_of
from tests.support.fleets import fill_fleet, vehicle
from webapp.core.transaction import transaction
from webapp.documents.api import Status, by_number, card_facts
from webapp.permits.errors import OperationNotAllowed
from webapp.permits.queries import cards_of_permits, history_of, permit_by_public_id
from webapp.workflow.errors import SecondPersonNeeded
from webapp.workflow.services import deciding
from webapp.workflow.services.opening import open_by_office

FIRST, SECOND, NEW = "10-XY-101", "10-XY-102", "77-AA-777"
SAYS = {"reason": {"ground": "control", "text": "Nəzarət zamanı pozuntu aşkar edilib"}}


@pytest.fixture
def life(held, registers, database):
    """Return the holder, the permit, and a function that does an operation by a case: `does("duplicate", {…})`."""
    leyla, public_id = held("cargo", FIRST)

    def does(operation, **said):
        said = {"what": {"thing": f"permit:{public_id}"}} | said
        case = filled(leyla.actor, said, code=f"permits.cargo.{operation}", subject=public_id)
        sign(case, leyla.actor)
        run(database)
        assert case_of(case).state == "issued", operation
        return standing(public_id)

    return leyla, public_id, does


def standing(public_id):
    with transaction(read_only=True):
        permit = permit_by_public_id(public_id)
        cards = [(one.plate, one.state) for one in cards_of_permits([permit.id])[permit.id]]
        return permit.state, permit.revision, cards


def fleet(somebody, *vehicles):
    with transaction():
        fill_fleet(somebody.party_id, somebody.actor.account_id, vehicles=vehicles)


def test_six_operations_in_a_row_and_what_was_revoked_stays_so(life):
    leyla, public_id, does = life
    does("duplicate", reason={"ground": "lost"})
    with transaction(read_only=True):
        assert card_facts(permit_by_public_id(public_id).document_token).copy == 2

    fleet(leyla, vehicle(FIRST), vehicle(SECOND))
    annex = {"vehicles": {"plates": [SECOND]}, "drivers": {"drivers": [driver_id(leyla)]}}
    assert does("annex", **annex)[2] == [(FIRST, "active"), (SECOND, "active")]
    assert does("annex", remove={"plates": [SECOND]})[2] == [(FIRST, "active"), (SECOND, "revoked")]

    with transaction():
        permit_by_public_id(public_id).holder_name = "“Xəzər Yük və Ticarət” MMC"  # as it was called when it was given
    assert does("reregistration")[1] == 2
    with transaction(read_only=True):
        permit = permit_by_public_id(public_id)
        assert permit.holder_name == "“Xəzər Yük” MMC"
        assert {one.status for one in by_number(permit.number)} == {Status.VALID, Status.REPLACED}

    fleet(leyla, replace(vehicle(FIRST), plate=NEW), vehicle(SECOND))
    assert does("reregistration")[1:] == (3, [(NEW, "active"), (SECOND, "revoked")])

    assert does("suspension")[0] == "suspended"
    assert does("restoration") == ("active", 3, [(NEW, "active"), (SECOND, "revoked")])
    assert does("revocation", reason={"sure": True})[0] == "revoked"
    for operation in ("restoration", "duplicate", "annex"):
        with pytest.raises(OperationNotAllowed):
            does(operation)
    with transaction(read_only=True):
        steps = [one.operation for one in history_of(permit_by_public_id(public_id).id) if one.card_id is None][::-1]
    names = ["issue", "duplicate", "annex", "annex", "reregistration", "reregistration"]
    assert steps == [*names, "suspension", "restoration", "revocation"]


def begun(operation, life, actor, database):
    leyla, public_id, _does = life
    answers = {"what": {"thing": f"permit:{public_id}"}, **SAYS}
    if operation == "revocation":
        answers["reason"] = {**SAYS["reason"], "ground": "not_cured"}
    with transaction():
        code = f"permits.cargo.{operation}.office"
        case = open_by_office(code, party_id=leyla.party_id, subject=public_id, answers=answers, actor=actor)
    run(database)
    assert case_of(case).state == "in_review"
    return case


@pytest.mark.parametrize(("operation", "state"), [("suspension", "suspended"), ("revocation", "revoked")])
def test_what_the_office_does_against_the_holder_takes_two_officers(life, officer, database, operation, state):
    first, second = officer("case_officer", "2ZAR9W1")[0], officer()[0]
    case = begun(operation, life, second, database)
    approve(None, case, second)
    with pytest.raises(SecondPersonNeeded), transaction():
        deciding.confirm(case, version=version_of(case), actor=second)
    with transaction():
        deciding.disagree(case, reason="Aktı əlavə edin", version=version_of(case), actor=second)
    assert standing(life[1])[0] == "active"

    approve(None, case, first)
    with transaction():
        deciding.confirm(case, version=version_of(case), actor=second)
    assert case_of(case).state == "issued"
    assert standing(life[1]) == (state, 1, [(FIRST, state)])


def test_the_office_gives_back_what_it_suspended(life, officer, database):
    _leyla, public_id, does = life
    does("suspension")
    one = officer()[0]
    with transaction():
        said = {"what": {"thing": f"permit:{public_id}"}, "reason": {**SAYS["reason"], "ground": "mistake"}}
        party_id = life[0].party_id
        code = "permits.cargo.restoration.office"
        case = open_by_office(code, party_id=party_id, subject=public_id, answers=said, actor=one)
    run(database)
    approve(None, case, one)
    assert standing(public_id)[0] == "active"
