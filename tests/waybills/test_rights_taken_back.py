"""A right that is taken back counts at once, also for a signature that is being given at this moment (charter 003, 9.2)."""

import pytest
from sqlalchemy import update

from webapp.cabinets.models import Membership
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.waybills.chain import acts_of
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.services.offering import request_offer


@pytest.fixture
def asked(world):
    """The consignor's head is asked to sign."""
    public_id = world.draft()
    with transaction():
        return public_id, request_offer(public_id, version=world.version(public_id), actor=world.consignor)


def outcome(public_id):
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        return waybill.state, [(act.outcome, act.reason) for act in acts_of(waybill.id)]


def test_a_signature_of_somebody_who_lost_the_right_meanwhile_changes_nothing(world, asked):
    public_id, request = asked
    with transaction() as session:
        held = Membership.account_id == world.consignor.account_id
        session.execute(update(Membership).where(held).values(ended_at=now()))
    world.signed(public_id, request, Action.OFFER, world.consignor)
    assert outcome(public_id) == ("draft", [("refused", "right_ended")])


def test_a_signature_of_somebody_who_keeps_the_right_counts(world, asked):
    public_id, request = asked
    world.signed(public_id, request, Action.OFFER, world.consignor)
    assert outcome(public_id) == ("offered", [("done", "")])
