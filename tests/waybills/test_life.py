"""A waybill from draft to receipt, by the services, with the chain of its acts."""

import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from tests.waybills.situations import APPLES
from webapp.cabinets.api import party
from webapp.carriers.permissions import DECIDE, KEEP
from webapp.carriers.registering import Told, register
from webapp.carriers.suspending import Proposal, decide, end, propose
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.transaction import in_transaction, transaction
from webapp.documents import api as documents
from webapp.ehis.api import LegalEntity
from webapp.signing.api import SignatureEnded
from webapp.waybills.chain import acts_of, first_break
from webapp.waybills.errors import (
    ActUnderWay,
    NoSuchWaybill,
    NotADraft,
    NotReady,
    NotYourStep,
    PartyNeeded,
    ReasonNeeded,
    StepNotPossible,
)
from webapp.waybills.numbers import normal_number
from webapp.waybills.queries import shelf, trips_of, waybill_by_public_id, waybill_seen_by
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.accepting import Loading, request_acceptance
from webapp.waybills.services.drafting import copy_waybill, save_draft, share_draft, start_draft
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.receiving import Receipt, request_receipt
from webapp.waybills.services.returning import ask_change, cancel_offer, withdraw_offer
from webapp.waybills.services.travelling import arrive, depart


def state_of(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id).state


def acts(public_id):
    with transaction(read_only=True):
        return [(act.action, act.outcome, act.role) for act in acts_of(waybill_by_public_id(public_id).id)]


def shelves(world, public_id):
    """Which shelf each party finds the waybill on."""
    found = {}
    with transaction(read_only=True):
        for part in ("consignor", "carrier", "consignee"):
            for name in ("needs_me", "in_progress", "done", "drafts"):
                if public_id in {line.public_id for line in shelf(world.actors[part].party_id, name).rows}:
                    found[part] = name
    return found


def test_a_waybill_travels_from_draft_to_receipt_by_the_signatures_of_its_parties(world):
    public_id = world.delivered()

    assert state_of(public_id) == "delivered"
    assert acts(public_id) == [
        ("offer", "done", "consignor"),
        ("accept", "done", "driver"),
        ("depart", "done", "driver"),
        ("arrive", "done", "driver"),
        ("receive", "done", "consignee"),
    ]
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        assert first_break(waybill) is None
        assert normal_number(waybill.number) == waybill.number
        assert [version.n for version in documents.versions(waybill.document_token)] == [1, 2, 3]
        assert acts_of(waybill.id)[1].party_name == "“Xəzər Yük” MMC"
        assert acts_of(waybill.id)[1].data["seals"] == ["P-1"]


def test_each_party_finds_it_where_it_belongs_at_every_step(world):
    draft, offered, accepted = world.draft(), world.offered(), world.accepted()
    arrived, delivered = world.arrived(), world.delivered()

    assert shelves(world, draft) == {"consignor": "needs_me", "carrier": "drafts"}
    assert shelves(world, offered) == {"consignor": "in_progress", "carrier": "needs_me", "consignee": "in_progress"}
    assert set(shelves(world, accepted).values()) == {"in_progress"}
    assert shelves(world, arrived)["consignee"] == "needs_me"
    assert set(shelves(world, delivered).values()) == {"done"}
    with transaction(read_only=True):
        assert {line.public_id for line in trips_of("2RSD4K7")} == {offered, accepted, arrived}


def test_a_draft_is_its_initiators_until_it_is_handed_over(world):
    with transaction():
        public_id = start_draft(frozenset({Role.CARRIER}), actor=world.carrier)
        save_draft(public_id, world.content(), version=1, actor=world.carrier)
    with transaction(read_only=True), pytest.raises(NoSuchWaybill):
        waybill_seen_by(public_id, actor=world.consignor)
    with transaction():
        share_draft(public_id, actor=world.carrier)
        share_draft(public_id, actor=world.carrier)
    with transaction(read_only=True):
        assert waybill_seen_by(public_id, actor=world.consignor)[1] == {Role.CONSIGNOR}
        for stranger in (world.consignee, world.driver):
            with pytest.raises(NoSuchWaybill):
                waybill_seen_by(public_id, actor=stranger)


def test_what_is_incomplete_is_not_offered_and_says_why(world):
    public_id = world.draft(goods=(replace(APPLES, gross_kg=Decimal(50_000), net_kg=None),))
    with pytest.raises(NotReady) as refusal, transaction():
        request_offer(public_id, version=world.version(public_id), actor=world.consignor)
    assert {finding.code for finding in refusal.value.findings} == {"overload"}
    assert state_of(public_id) == "draft"


def test_a_double_click_on_sign_is_one_request_and_nothing_moves_before_the_signature(world):
    public_id = world.draft()
    version = waybill_version(public_id)
    with transaction():
        first = request_offer(public_id, version=version, actor=world.consignor)
    with transaction():
        assert request_offer(public_id, version=version, actor=world.consignor) == first
    assert (state_of(public_id), acts(public_id)) == ("draft", [])
    with pytest.raises(ActUnderWay), transaction():
        save_draft(public_id, world.content(remarks="x"), version=version + 1, actor=world.carrier)
    world.signed(public_id, first, Action.OFFER, world.consignor)
    world.signed(public_id, first, Action.OFFER, world.consignor)
    assert acts(public_id) == [("offer", "done", "consignor")]


def waybill_version(public_id):
    with nullcontext() if in_transaction() else transaction(read_only=True):
        return waybill_by_public_id(public_id).version


def test_a_signature_given_up_frees_the_draft_and_one_that_comes_late_changes_nothing(world):
    public_id = world.draft()
    with transaction():
        request = request_offer(public_id, version=waybill_version(public_id), actor=world.consignor)
        publish(SignatureEnded(request_id=request, purpose="waybills.offer", ref=public_id, reason="refused"))
    with transaction():
        version, _at = save_draft(
            public_id, world.content(remarks="Yeni"), version=waybill_version(public_id), actor=world.carrier
        )
    world.signed(public_id, request, Action.OFFER, world.consignor)
    assert state_of(public_id) == "draft"
    assert acts(public_id) == [("offer", "refused", "consignor")]
    assert waybill_version(public_id) == version


def test_what_is_signed_is_not_edited(world):
    public_id = world.offered()
    with pytest.raises(NotADraft), transaction():
        save_draft(public_id, world.content(), version=waybill_version(public_id), actor=world.carrier)
    with pytest.raises(Exception, match="does not change"), transaction():
        db.session().execute(text("UPDATE waybills SET content = jsonb_set(content, '{remarks}', '\"x\"')"))


def test_acts_are_only_added_and_a_changed_one_would_be_noticed(world):
    public_id = world.delivered()
    for statement in ("UPDATE waybill_acts SET reason = 'x'", "DELETE FROM waybill_acts"):
        with pytest.raises(Exception, match="only added"), transaction():
            db.session().execute(text(statement))
    with transaction():
        db.session().execute(text("ALTER TABLE waybill_acts DISABLE TRIGGER append_only"))
        db.session().execute(text("UPDATE waybill_acts SET reason = 'x' WHERE seq = 3"))
        db.session().execute(text("ALTER TABLE waybill_acts ENABLE TRIGGER append_only"))
        assert first_break(waybill_by_public_id(public_id)) == 3


def test_the_consignor_withdraws_and_the_carrier_sends_back_with_reasons(world):
    public_id = world.offered()
    with pytest.raises(ReasonNeeded), transaction():
        withdraw_offer(public_id, reason="  ", version=waybill_version(public_id), actor=world.consignor)
    with transaction():
        ask_change(public_id, reason="Çəki səhvdir", version=waybill_version(public_id), actor=world.driver)
    assert state_of(public_id) == "draft"
    with transaction():
        request = request_offer(public_id, version=waybill_version(public_id), actor=world.consignor)
    world.signed(public_id, request, Action.OFFER, world.consignor)
    with transaction():
        withdraw_offer(public_id, reason="Yük hazır deyil", version=waybill_version(public_id), actor=world.consignor)
    assert [action for action, _outcome, _role in acts(public_id)] == ["offer", "ask_change", "offer", "withdraw"]


def test_a_cancelled_waybill_keeps_its_number_and_the_next_one_leaves_no_gap(world):
    public_id = world.offered()
    with transaction():
        request = request_acceptance(
            public_id, Loading(loaded_at=now()), version=waybill_version(public_id), actor=world.carrier
        )
    with transaction():
        cancel_offer(public_id, reason="Satılıb", version=waybill_version(public_id), actor=world.consignor)
    world.signed(public_id, request, Action.ACCEPT, world.carrier)
    assert state_of(public_id) == "cancelled"
    assert acts(public_id)[-1] == ("accept", "refused", "carrier")
    other = world.accepted()
    with transaction(read_only=True):
        first, second = (waybill_by_public_id(one).number for one in (public_id, other))
    assert sequence(second) == sequence(first) + 1


def sequence(number):
    return int(re.fullmatch(r"AZ-\d{4}-(\d{10})-\d", number)[1])


def test_nobody_takes_the_step_of_another(world):
    public_id = world.offered()
    version = waybill_version(public_id)
    for actor in (world.consignor, world.consignee):
        with pytest.raises(NotYourStep), transaction():
            request_acceptance(public_id, Loading(loaded_at=now()), version=version, actor=actor)
    with pytest.raises(NotYourStep), transaction():
        depart(public_id, version=version, actor=world.carrier)
    with pytest.raises(StepNotPossible), transaction():
        depart(public_id, version=version, actor=world.driver)
    viewer = replace(world.carrier, rights=frozenset({"waybills.view"}))
    with pytest.raises(NotYourStep), transaction():
        request_acceptance(public_id, Loading(loaded_at=now()), version=version, actor=viewer)


def test_a_second_tap_on_departed_is_the_first_one(world):
    public_id = world.accepted()
    version = waybill_version(public_id)
    for _tap in range(2):
        with transaction():
            depart(public_id, version=version, actor=world.driver)
    assert [action for action, *_ in acts(public_id)].count("depart") == 1
    with transaction():
        arrive(public_id, version=waybill_version(public_id), actor=world.driver)
    with pytest.raises(StepNotPossible), transaction():
        depart(public_id, version=version, actor=world.driver)


def test_less_is_received_only_with_words(world):
    public_id = world.arrived()
    version = waybill_version(public_id)
    for delivered in (Decimal(119), Decimal(121)):
        with pytest.raises(NotReady), transaction():
            request_receipt(public_id, Receipt(delivered=(delivered,)), version=version, actor=world.consignee)
    with transaction():
        less = Receipt(delivered=(Decimal(119),), difference="1 qutu əzilib")
        request = request_receipt(public_id, less, version=version, actor=world.consignee)
    world.signed(public_id, request, Action.RECEIVE, world.consignee)
    with transaction(read_only=True):
        assert acts_of(waybill_by_public_id(public_id).id)[-1].data["difference"] == "1 qutu əzilib"


def test_two_windows_do_not_overwrite_each_other(world):
    public_id = world.draft()
    version = waybill_version(public_id)
    with transaction():
        newer, _at = save_draft(public_id, world.content(remarks="bir"), version=version, actor=world.carrier)
    with pytest.raises(StaleVersion) as refusal, transaction():
        save_draft(public_id, world.content(remarks="iki"), version=version, actor=world.consignor)
    assert (refusal.value.facts["saved"].remarks, refusal.value.facts["version"]) == ("bir", newer)


def test_saving_the_same_again_changes_nothing(world):
    with transaction():
        public_id = start_draft(frozenset({Role.CONSIGNOR}), actor=world.consignor)
        content = world.content()
        first = save_draft(public_id, content, version=1, actor=world.consignor)
        assert save_draft(public_id, content, version=1, actor=world.consignor) == first


def test_a_copy_is_a_draft_of_ones_own(world):
    public_id = world.delivered()
    with transaction():
        copied = copy_waybill(public_id, actor=world.consignor)
        waybill, roles = waybill_seen_by(copied, actor=world.consignor)
        assert (waybill.state, waybill.number, roles) == ("draft", None, {Role.CONSIGNOR})
        with pytest.raises(NotYourStep):
            copy_waybill(public_id, actor=world.consignee)


def test_a_person_without_business_draws_up_no_waybill(world):
    person = replace(world.driver, rights=world.driver.rights | {"waybills.edit"})
    with pytest.raises(PartyNeeded), transaction():
        start_draft(frozenset({Role.CONSIGNOR}), actor=person)
    with pytest.raises(NotYourStep), transaction():
        start_draft(frozenset({Role.CONSIGNEE}), actor=world.consignee)


def suspended(party_id, ends_on):
    """The register of carriers has the firm as suspended from today on."""
    officer = Actor(account_id=901, name="Zaur", rights=frozenset({KEEP.code}))
    head = Actor(account_id=902, name="Günel", rights=frozenset({DECIDE.code}))
    firm = party(party_id)
    facts = LegalEntity(firm.number, firm.name, "", "legal", "Bakı", "", "", "", today(), "active", "AZ/GOV/DVX", now())
    told = Told(activities=("goods",), basis="Müraciət")
    row = register(facts, None, told, actor=officer)
    proposal = Proposal(ground="insurance", note="Sığorta bitib", starts_on=today(), ends_on=ends_on)
    found = propose(row.public_id, proposal, actor=officer)
    decide(found.public_id, confirm=True, note="", actor=head)
    return found.public_id, head


@pytest.mark.parametrize("days", [None, 10])
def test_a_suspended_carrier_is_neither_offered_goods_nor_departs_and_when_restored_it_does(world, days):
    waiting, draft = world.accepted(), world.draft()
    with transaction():
        suspension, head = suspended(world.carrier.party_id, days and today() + timedelta(days=days))
    code = "carrier-suspended-until" if days else "carrier-suspended"
    for step in (
        lambda: request_offer(draft, version=world.version(draft), actor=world.consignor),
        lambda: depart(waiting, version=world.version(waiting), actor=world.driver),
    ):
        with pytest.raises(NotReady) as refused, transaction():
            step()
        assert [finding.code for finding in refused.value.findings] == [code]
    with transaction():
        end(suspension, actor=head)
        depart(waiting, version=world.version(waiting), actor=world.driver)
    assert state_of(waiting) == "in_transit"
