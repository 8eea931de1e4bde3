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

ON_THE_WAY = (State.IN_TRANSIT, State.AT_STORAGE, State.STOPPED, State.ARRIVED)
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
def test_what_has_ended_is_only_closed(actions):
    state = State.DRAFT
    for action in actions:
        before = state
        try:
            state = next_state(state, action)
        except NotAllowed:
            continue
        assert before not in FINAL_STATES or state in {before, State.CLOSED}
    assert [(b, a) for b, a in TRANSITIONS if b in {State.CLOSED, State.CANCELLED, State.VOID}] == []


@given(actions=lists(sampled_from(Action), max_size=40))
def test_goods_travel_only_under_the_signatures_of_consignor_and_carrier(actions):
    state, taken = walk(actions)
    if state in {*ON_THE_WAY, State.REFUSED, State.RETURNING, State.DELIVERED, State.CLOSED}:
        assert taken.index(Action.OFFER) < taken.index(Action.ACCEPT) < taken.index(Action.DEPART)


def test_every_step_has_actors_and_the_table_knows_every_action():
    assert set(ACTORS) == set(Action) == {action for _, action in TRANSITIONS}


def test_every_step_that_binds_a_party_is_signed():
    reports = {Action.DEPART, Action.ARRIVE}
    before_the_contract = {Action.WITHDRAW, Action.ASK_CHANGE, Action.CANCEL, Action.REFUSE_TO_LOAD}
    nobody_is_bound = {
        Action.DECLINE,
        Action.DROP,
        Action.SEND_BACK,
    }  # goods go back under a signed waybill of their own
    by_the_portal = {action for action, roles in ACTORS.items() if roles == {Role.PORTAL}}
    assert set(Action) - set(SIGNED) == reports | before_the_contract | nobody_is_bound | by_the_portal
    assert by_the_portal == {Action.CLOSE, Action.VOID}


def test_only_the_consignor_offers_and_only_the_consignee_receives():
    assert possible_actions(State.DRAFT, frozenset(Role)) == (Action.OFFER, Action.CANCEL)
    assert Action.OFFER not in possible_actions(State.DRAFT, frozenset(Role) - {Role.CONSIGNOR})
    others = possible_actions(State.ARRIVED, frozenset({Role.CONSIGNOR, Role.CARRIER, Role.DRIVER}))
    assert not {Action.RECEIVE, Action.RECEIVE_PART, Action.REFUSE} & set(others)
    assert {Action.RECEIVE, Action.RECEIVE_PART, Action.REFUSE} < set(
        possible_actions(State.ARRIVED, frozenset({Role.CONSIGNEE}))
    )


def test_who_was_a_party_once_reads_and_does_nothing():
    assert [state for state in State if possible_actions(state, frozenset({Role.FORMER}))] == []


def test_a_carrier_who_is_its_own_driver_accepts_as_the_carrier_and_departs_as_the_driver():
    both = frozenset({Role.CARRIER, Role.DRIVER})
    assert acting_role(Action.ACCEPT, both) is Role.CARRIER
    assert acting_role(Action.DEPART, both) is Role.DRIVER
    assert acting_role(Action.RECEIVE, both) is None


def test_who_is_waited_for_follows_the_state():
    assert needs(State.OFFERED) == {Role.CARRIER, Role.DRIVER}
    assert needs(State.ARRIVED) == {Role.CONSIGNEE}
    assert needs(State.DELIVERED) == frozenset()
