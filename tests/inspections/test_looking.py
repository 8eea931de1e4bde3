"""A look-up on the road: by code, number and plate; registers that are silent; numbers guessed; who is told."""

import json
from hashlib import sha256

import pytest

from webapp.audit.api import views_of
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.documents.api import verification_url
from webapp.inspections.errors import TooManyGuesses
from webapp.inspections.models import RoadCheck
from webapp.inspections.queries import looks_at_party
from webapp.inspections.road_list import taken_along
from webapp.inspections.services.looking import GUESSES, look
from webapp.inspections.values import found_of
from webapp.waybills.roadside import accepted_at, road_address_of

DRIVER, LOOKS = "2RSD4K7", "/cabinet/control-acts/looks"


def kept(public_id):
    with transaction(read_only=True):
        row = db.session().query(RoadCheck).filter_by(public_id=public_id).one()
        return row, found_of(json.loads(row.found))


def test_a_plate_brings_everything_on_the_road_and_what_the_registers_say(road, answering):
    public_id = road.world.accepted()
    row, found = kept(look("10xy101", actor=road.inspector))
    assert [(one.kind, one.ref, one.in_force) for one in found.papers] == [("waybill", public_id, True)]
    paper = found.papers[0]
    assert paper.seals == ("P-1",)
    assert paper.people == ("Rəşad Tofiq oğlu Məmmədov",)
    assert {(one.code, one.answer) for one in found.rows} == {
        ("vehicle", "ok"),
        ("inspection", "ok"),
        ("liability", "ok"),
        ("licence", "ok"),
        ("restrictions", "ok"),
    } | {("carrier", "ok") for one in found.rows if one.code == "carrier"}
    assert all(asked[1:] == ("control", "7FAQ6P2") for asked in answering.asked)
    assert (row.means, row.wrong, row.silent) == ("plate", 0, 0)


def test_a_silent_register_is_a_row_and_what_is_over_is_wrong(road, answering):
    road.world.accepted()
    answering.silent = {"licence"}
    answering.inspected_to = answering.inspected_to.replace(year=2020)
    row, found = kept(look("10-XY-101", actor=road.inspector))
    answers = {one.code: one.answer for one in found.rows}
    assert (answers["licence"], answers["inspection"]) == ("silent", "not")
    assert (row.wrong, row.silent) == (1, 1)


@pytest.mark.parametrize("form", ["number", "address", "code"])
def test_number_address_and_signed_code_lead_to_the_same_waybill(road, answering, form):
    public_id = road.world.accepted()
    waybill = road.waybill(public_id)
    with transaction(read_only=True):
        typed = {
            "number": waybill.number.lower(),
            "address": verification_url(waybill.document_token),
            "code": road_address_of(waybill, accepted_at(waybill)),
        }[form]
    _row, found = kept(look(typed, actor=road.inspector))
    assert [one.number for one in found.papers] == [waybill.number]


def test_each_party_of_a_waybill_reads_that_it_was_looked_at_and_nobody_else(road, answering):
    public_id = road.world.accepted()
    look("10-XY-101", actor=road.inspector)
    waybill, world = road.waybill(public_id), road.world
    for actor in (world.carrier, world.consignor, world.consignee):
        with transaction(read_only=True):
            (seen,) = looks_at_party(actor.party_id).rows
        assert (seen.kind, seen.number, seen.means) == ("waybill", waybill.number, "plate")
    with transaction(read_only=True):
        assert not looks_at_party(world.driver.party_id).rows
    page = road.client("6NGR2C5", office=False, party=world.consignor.party_id).open(LOOKS, expect=200)
    assert waybill.number in page.words
    assert "Faiq Zahid oğlu Rüstəmov" in page.words
    assert "10-XY-101" not in page.words
    road.client("2RSD4K7", office=False).open(LOOKS, expect=403)


def test_a_draft_is_not_found(road, answering):
    road.world.draft()
    _row, found = kept(look("10-XY-101", actor=road.inspector))
    assert not found.papers


def test_the_driver_reads_who_looked_and_why(road, answering):
    road.world.accepted()
    look("10-XY-101", actor=road.inspector)
    with transaction(read_only=True):
        looks = views_of(DRIVER).rows
    assert [(one.actor_name, one.purpose) for one in looks] == [
        ("Faiq Zahid oğlu Rüstəmov", "Yolda nəzarət: sənədlərin yoxlanılması")
    ]


def test_guessing_numbers_ends_soon(road, answering):
    for number in range(GUESSES):
        look(f"AZ-2026-{number:010d}-0", actor=road.inspector)
    with pytest.raises(TooManyGuesses):
        look("AZ-2026-0000000099-1", actor=road.inspector)


def test_what_ended_is_on_the_list_by_its_mark_and_the_one_on_the_road_is_not(road):
    gone, there = road.world.delivered(), road.world.accepted()
    with transaction(read_only=True):
        lines = taken_along()["over"]["list"].split("\n")
    assert lines[0].startswith("W1|")
    assert _mark(road.waybill(gone).number) + "d" in lines
    assert not [line for line in lines if line.startswith(_mark(road.waybill(there).number))]


def _mark(number):
    return sha256(number.encode()).hexdigest()[:10]
