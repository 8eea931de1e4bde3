"""Acts of control: once whatever the network did, numbered without gaps, signed, corrected, annulled, told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.journal import noted
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.documents.api import versions
from webapp.inspections.errors import ActStands, ActWrong, NoSuchAct, NotYourAct
from webapp.inspections.queries import office_act, party_act, violations_of
from webapp.inspections.reading import read_act
from webapp.inspections.services.acting import annul, correctable, file_act
from webapp.inspections.tiles import unsigned

ACT = {
    "key": "k-1",
    "region": "baku",
    "place": "M2, 41-ci km",
    "plate": "10-XY-101",
    "checked": ["waybill", "licence"],
    "outcome": "violations",
    "violations": ["no_waybill", "licence_over"],
    "subject": "driver",
    "driver_name": "Rəşad Tofiq oğlu Məmmədov",
}
SUPERIOR = Actor(account_id=900, name="Günel Mustafayeva", rights=frozenset({"inspections.oversee"}))


def filed(road, **changes):
    draft = read_act({"begun_at": now().isoformat()} | ACT | changes)
    with transaction():
        act, new = file_act(draft, actor=road.inspector)
        return act.public_id, new


def test_an_act_has_its_number_and_the_amounts_of_the_day_at_once(road):
    act = road.act(filed(road)[0])
    with transaction(read_only=True):
        found = {one.code: (one.qepik, one.article[:9]) for one in violations_of(act.id)}
    assert act.number.startswith("NA-2026-000000")
    assert found == {"no_waybill": (4000, "İnzibati "), "licence_over": (None, "İnzibati ")}


def test_sent_twice_it_is_one_act_and_takes_one_number(road):
    first, again, other = filed(road), filed(road, place="elsewhere"), filed(road, key="k-2")
    assert (again, first[1], other[1]) == ((first[0], False), True, True)
    numbers = [int(road.act(one[0]).number[-7:]) for one in (first, other)]
    assert numbers[1] - numbers[0] == 1


def test_a_wrong_act_takes_no_number(road):
    before = int(road.act(filed(road)[0]).number[-7:])
    with pytest.raises(ActWrong):
        filed(road, key="k-2", begun_at=(now() - timedelta(days=30)).isoformat())
    assert int(road.act(filed(road, key="k-3")[0]).number[-7:]) == before + 1


def test_a_colleague_neither_reads_nor_corrects_nor_counts_an_act(road):
    public_id, _new = filed(road)
    colleague = replace(road.inspector, account_id=901)
    with transaction(), pytest.raises(NoSuchAct):
        office_act(public_id, colleague)
    with transaction(), pytest.raises(NotYourAct):
        correctable(public_id, colleague)
    with transaction(read_only=True):
        assert office_act(public_id, SUPERIOR).public_id == office_act(public_id, road.inspector).public_id
        assert (unsigned(road.inspector), unsigned(colleague)) == (1, None)


def test_only_an_inspector_draws_up_an_act(road):
    draft = read_act({"begun_at": now().isoformat()} | ACT)
    with transaction(), pytest.raises(Forbidden):
        file_act(draft, actor=road.world.carrier)


def test_carrier_and_driver_know_of_the_act_when_it_is_signed(road):
    waybill = road.waybill(road.world.accepted())
    public_id, _new = filed(road, paper_kind="waybill", paper_number=waybill.number)
    for actor in (road.world.carrier, road.world.driver):
        with transaction(read_only=True), pytest.raises(NoSuchAct):
            party_act(public_id, actor)
    road.signed(public_id)
    for actor in (road.world.carrier, road.world.driver):
        with transaction(read_only=True):
            assert party_act(public_id, actor).carrier_name == "“Xəzər Yük” MMC"
            told = "SELECT count(*) FROM notices WHERE template = 'inspections.violations'"
    with transaction(read_only=True), pytest.raises(NoSuchAct):
        party_act(public_id, road.world.consignee)
    token = road.act(public_id).document_token
    with transaction(read_only=True):
        assert db.session().scalar(text(told)) == 2
        assert len(versions(token)) == 1


def test_an_act_is_corrected_by_another_one_and_stays(road):
    first, _new = filed(road)
    road.signed(first)
    with transaction():
        draft = read_act({"begun_at": now().isoformat()} | ACT | {"key": "k-2", "violations": ["no_waybill"]})
        further = file_act(draft, actor=road.inspector, corrects=correctable(first, road.inspector))[0].public_id
    assert road.act(first).state == "signed"
    road.signed(further)
    assert (road.act(first).state, road.act(further).state) == ("corrected", "signed")
    with transaction(), pytest.raises(ActStands):
        correctable(first, road.inspector)


def test_a_superior_annuls_with_a_reason_never_ones_own_act(road):
    public_id, _new = filed(road)
    road.signed(public_id)
    own = Actor(account_id=road.inspector_id, name="Faiq", rights=SUPERIOR.rights)
    for actor, reason, refusal in ((road.inspector, "x", Forbidden), (own, "x", NotYourAct), (SUPERIOR, " ", ActWrong)):
        with transaction(), pytest.raises(refusal):
            annul(public_id, reason=reason, actor=actor)
    with transaction():
        annul(public_id, reason="Nişan səhv yazılıb", actor=SUPERIOR)
    act = road.act(public_id)
    assert (act.state, act.annul_reason, act.annulled_by) == ("annulled", "Nişan səhv yazılıb", SUPERIOR.name)
    with transaction(), pytest.raises(ActStands):
        annul(public_id, reason="again", actor=SUPERIOR)
    assert noted(public_id)[0] == "filed"
    assert noted(public_id)[-1] == "annulled"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE control_acts SET plate = '99-ZZ-999'",
        "UPDATE control_acts SET number = 'NA-2026-9999999'",
        "DELETE FROM control_acts",
        "UPDATE control_act_violations SET qepik = 1",
        "DELETE FROM violation_rows",
    ],
)
def test_what_was_filed_does_not_change(road, statement):
    filed(road)
    with pytest.raises(DBAPIError, match=r"does not change|only added"), transaction() as session:
        session.execute(text(statement))
