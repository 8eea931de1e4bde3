"""Names of parties asked from the register in a job; a silent register keeps the VÖEN and tries again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.jobs import run_jobs
from tests.waybills.situations import CONSIGNEE, CONSIGNOR
from webapp.cabinets.api import party_by_number
from webapp.core.clock import now
from webapp.core.findings import Level
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.api import LegalEntity
from webapp.ehis.errors import NotInRegister, RegisterUnavailable
from webapp.waybills.asked_numbers import naming_of
from webapp.waybills.content import PartyEntry
from webapp.waybills.content_json import content_from_json
from webapp.waybills.demo import seed_drafts
from webapp.waybills.jobs import look_up_parties
from webapp.waybills.queries import recent_partners, shelf, waybill_by_public_id
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, start_draft
from webapp.waybills.situating import situation_of
from webapp.waybills.validation.checks import findings

NEWCOMER, OTHER = "9900010491", "9900010771"


def entity(number):
    return LegalEntity(
        number,
        "“Abşeron Avtobus” MMC",
        "MMC",
        "legal",
        "Xırdalan",
        "9SVD3F6",
        "Sevda",
        "Direktor",
        date(2018, 1, 1),
        "active",
        "AZ/GOV/DVX",
        now(),
    )


@pytest.fixture(scope="module")
def engine(empty):
    """Nobody has been here: the names of firms are not known yet."""
    return empty


@pytest.fixture
def register(monkeypatch):
    """What the register answers: a function of the number."""
    answers = {"of": entity, "asked": []}

    def get_legal_entity(number, *, purpose, asked_by):
        assert not in_transaction()
        answers["asked"].append((number, str(purpose), asked_by))
        found = answers["of"](number)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr("webapp.ehis.api.get_legal_entity", get_legal_entity)
    return answers


@pytest.fixture
def draft(world):
    with transaction():
        public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
        content = world.content(consignee=PartyEntry(number=NEWCOMER))
        save_draft(public_id, content, version=1, actor=world.carrier)
    return public_id


def consignee_of(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id).consignee_party_id


def editor_of(enter, public_id):
    return enter("carrier").open(f"/cabinet/waybills/{public_id}/edit", expect=200).words


def check_of(enter, public_id):
    return enter("carrier").open(f"/cabinet/waybills/{public_id}/check", expect=200).words


def test_a_name_nobody_knew_is_asked_once_and_tied_to_the_draft(world, draft, register):
    assert consignee_of(draft) is None
    for _time in range(2):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert register["asked"] == [(NEWCOMER, "waybill", "7LYL5H2")]
    with transaction(read_only=True):
        assert party_by_number(NEWCOMER).name == "“Abşeron Avtobus” MMC"
    assert consignee_of(draft) is not None


def test_a_silent_register_is_asked_again_and_the_draft_stays(world, draft, register, enter):
    register["of"] = lambda _number: RegisterUnavailable("timeout")
    assert "Adı reyestrdən soruşulur." in editor_of(enter, draft)
    with pytest.raises(RegisterUnavailable):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert "Reyestr cavab vermir, yenidən soruşulur" in editor_of(enter, draft)
    assert "Reyestr cavab vermir: yükalanın adı yenidən soruşulur." in check_of(enter, draft)
    with transaction(read_only=True):
        assert waybill_by_public_id(draft).content["consignee"]["number"] == NEWCOMER


def test_a_number_without_a_firm_is_said_to_be_none_until_the_register_has_it(
    world, draft, register, enter, monkeypatch
):
    register["of"] = lambda _number: NotInRegister()
    for _time in range(2):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert len(register["asked"]) == 1
    assert consignee_of(draft) is None
    assert "Bu VÖEN reyestrdə yoxdur" in editor_of(enter, draft)
    assert "Yükalanın VÖEN-i reyestrdə yoxdur." in check_of(enter, draft)
    register["of"] = entity
    monkeypatch.setattr("webapp.waybills.asked_numbers.ASKED_AGAIN_AFTER", timedelta(0))
    look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert "“Abşeron Avtobus” MMC" in editor_of(enter, draft)
    with transaction(read_only=True):
        assert naming_of([NEWCOMER]) == {NEWCOMER: "asked"}


def test_one_silent_answer_does_not_keep_the_other_numbers_from_being_asked(world, draft, register):
    with transaction():
        content = world.content(consignee=PartyEntry(number=NEWCOMER), consignor=PartyEntry(number=OTHER))
        save_draft(draft, content, version=world.version(draft), actor=world.carrier)
    register["of"] = lambda number: entity(number) if number == NEWCOMER else RegisterUnavailable("timeout")
    with pytest.raises(RegisterUnavailable):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert consignee_of(draft) is not None


def test_a_carrier_that_the_register_does_not_have_stops_the_signature(world, register):
    with transaction():
        public_id = start_draft(frozenset({Role.CONSIGNOR}), actor=world.consignor)
        content = world.content(carrier=PartyEntry(number=NEWCOMER), consignee=PartyEntry(number=OTHER))
        save_draft(public_id, content, version=1, actor=world.consignor)
    register["of"] = lambda _number: NotInRegister()
    look_up_parties.run(waybill=public_id, account_id=world.consignor.account_id)
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        found = {item.code: item.level for item in findings(situation_of(waybill, content))}
    assert found["carrier-absent"] is Level.BLOCK
    assert found["consignee-absent"] is Level.WARN


def test_a_number_that_cannot_be_is_not_said_to_be_asked_for(world, enter):
    with transaction():
        public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
        save_draft(public_id, world.content(consignee=PartyEntry(number="1234")), version=1, actor=world.carrier)
    shown = editor_of(enter, public_id)
    assert "VÖEN-də səhv var: rəqəmləri yoxlayın" in shown
    assert "Adı reyestrdən soruşulur." not in shown


def test_saving_what_stands_asks_once_more_for_a_missing_name(world, draft, register, database):
    register["of"] = lambda _number: RegisterUnavailable("timeout")
    with pytest.raises(RegisterUnavailable):
        run_jobs(database, "waybills.look_up_parties")
    with transaction():
        version = world.version(draft)
        content = content_from_json(waybill_by_public_id(draft).content)
        assert save_draft(draft, content, version=version, actor=world.carrier)[0] == version
    register["of"] = entity
    assert run_jobs(database, "waybills.look_up_parties") == 1
    assert consignee_of(draft) is not None


def test_impossible_numbers_are_not_asked_for(world, register):
    with transaction():
        public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
        content = replace(world.content(), consignee=PartyEntry(number="1234"))
        save_draft(public_id, content, version=1, actor=world.carrier)
    look_up_parties.run(waybill=public_id, account_id=world.carrier.account_id)
    assert register["asked"] == []


def test_whom_one_dealt_with_is_remembered(world):
    world.offered()
    with transaction(read_only=True):
        partners = dict(recent_partners(world.carrier.party_id))
    assert partners[CONSIGNOR] == "“Göyçay Meyvə” MMC"


def test_demo_drafts_are_written_once(database):
    for _time in range(2):
        with transaction():
            seed_drafts()
    with transaction(read_only=True):
        carrier, consignor = (party_by_number(number).id for number in ("9900010101", CONSIGNOR))
        assert len(shelf(consignor, "drafts").rows) == 2
        assert len(shelf(carrier, "needs_me").rows) == 1
        assert len(shelf(carrier, "drafts").rows) == 1


def test_the_plate_of_a_carrier_whose_fleet_nobody_asked_for_is_not_said_to_be_somebody_elses(world):
    with transaction():
        public_id = start_draft(frozenset({Role.CONSIGNOR}), actor=world.consignor)
        content = world.content(carrier=PartyEntry(number=CONSIGNEE))
        save_draft(public_id, content, version=1, actor=world.consignor)
    with transaction(read_only=True):
        codes = {item.code for item in findings(situation_of(waybill_by_public_id(public_id), content))}
    assert {"vehicle-unread", "driver-unknown"} <= codes
    assert "vehicle-unknown" not in codes
