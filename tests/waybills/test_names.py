"""Names of parties asked from the register in a job; a silent register keeps the VÖEN and tries again."""

from dataclasses import replace
from datetime import date

import pytest

from tests.waybills.situations import CONSIGNOR
from webapp.cabinets.api import party_by_number
from webapp.core.clock import now
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.api import LegalEntity
from webapp.ehis.errors import NotInRegister, RegisterUnavailable
from webapp.waybills.content import PartyEntry
from webapp.waybills.demo import seed_drafts
from webapp.waybills.jobs import look_up_parties
from webapp.waybills.queries import recent_partners, shelf, waybill_by_public_id
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, start_draft

NEWCOMER = "9900010491"


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


def test_a_name_nobody_knew_is_asked_once_and_tied_to_the_draft(world, draft, register):
    assert consignee_of(draft) is None
    for _time in range(2):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert register["asked"] == [(NEWCOMER, "waybill", "7LYL5H2")]
    with transaction(read_only=True):
        assert party_by_number(NEWCOMER).name == "“Abşeron Avtobus” MMC"
    assert consignee_of(draft) is not None


def test_a_silent_register_is_asked_again_and_the_draft_stays(world, draft, register):
    register["of"] = lambda _number: RegisterUnavailable("timeout")
    with pytest.raises(RegisterUnavailable):
        look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    with transaction(read_only=True):
        assert waybill_by_public_id(draft).content["consignee"]["number"] == NEWCOMER


def test_a_number_without_a_firm_stays_without_a_name(world, draft, register):
    register["of"] = lambda _number: NotInRegister()
    look_up_parties.run(waybill=draft, account_id=world.carrier.account_id)
    assert consignee_of(draft) is None


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
