"""The life cycle of a waybill."""

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from webapp.waybills.rules import (
    ACTORS,
    FINAL_STATES,
    SIGNED,
    TRANSITIONS,
    Action,
    NotAllowed,
    Role,
    State,
    acting_role,
    needs,
    next_state,
    possible_actions,
)

WAY = [Action.OFFER, Action.ACCEPT, Action.DEPART, Action.ARRIVE, Action.RECEIVE]


def walk(actions):
    state = State.DRAFT
    taken = []
    for action in actions:
        try:
            state = next_state(state, action)
        except NotAllowed:
            continue
        taken.append(action)
    return state, taken


def test_the_ordinary_way_leads_from_draft_to_delivered():
    assert walk(WAY) == (State.DELIVERED, WAY)


def test_a_waybill_offered_and_withdrawn_can_be_offered_again():
    assert walk([Action.OFFER, Action.WITHDRAW, Action.OFFER])[0] is State.OFFERED


def test_nothing_is_withdrawn_or_cancelled_once_the_carrier_accepted():
    for action in (Action.WITHDRAW, Action.CANCEL, Action.ASK_CHANGE):
        with pytest.raises(NotAllowed):
            next_state(State.ACCEPTED, action)


@given(actions=lists(sampled_from(Action), max_size=30))
def test_no_sequence_of_steps_leaves_an_ended_waybill(actions):
    state = State.DRAFT
    for action in actions:
        ended = state in FINAL_STATES
        try:
            state = next_state(state, action)
        except NotAllowed:
            continue
        assert not ended


@given(actions=lists(sampled_from(Action), max_size=40))
def test_goods_travel_only_under_the_signatures_of_consignor_and_carrier(actions):
    state, taken = walk(actions)
    if state in {State.IN_TRANSIT, State.ARRIVED, State.DELIVERED}:
        assert taken.index(Action.OFFER) < taken.index(Action.ACCEPT) < taken.index(Action.DEPART)


def test_every_step_has_actors_and_the_table_knows_every_action():
    assert set(ACTORS) == set(Action) == {action for _, action in TRANSITIONS}


def test_the_three_legal_facts_are_the_signed_ones():
    assert set(SIGNED) == {Action.OFFER, Action.ACCEPT, Action.RECEIVE}


def test_only_the_consignor_offers_and_only_the_consignee_receives():
    assert possible_actions(State.DRAFT, frozenset(Role)) == (Action.OFFER, Action.CANCEL)
    assert Action.OFFER not in possible_actions(State.DRAFT, frozenset(Role) - {Role.CONSIGNOR})
    assert possible_actions(State.ARRIVED, frozenset({Role.CONSIGNOR, Role.CARRIER, Role.DRIVER})) == ()
    assert possible_actions(State.ARRIVED, frozenset({Role.CONSIGNEE})) == (Action.RECEIVE,)


def test_a_carrier_who_is_its_own_driver_accepts_as_the_carrier_and_departs_as_the_driver():
    both = frozenset({Role.CARRIER, Role.DRIVER})
    assert acting_role(Action.ACCEPT, both) is Role.CARRIER
    assert acting_role(Action.DEPART, both) is Role.DRIVER
    assert acting_role(Action.RECEIVE, both) is None


def test_who_is_waited_for_follows_the_state():
    assert needs(State.OFFERED) == {Role.CARRIER, Role.DRIVER}
    assert needs(State.ARRIVED) == {Role.CONSIGNEE}
    assert needs(State.DELIVERED) == frozenset()
