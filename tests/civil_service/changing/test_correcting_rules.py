"""The life of a correction, state by state; to whom it goes."""

import pytest

from webapp.civil_service.correcting.rules import (
    COMPLAINABLE,
    ENDED,
    TRANSITIONS,
    State,
    Step,
    Why,
    after,
    needs_proof,
    straight_to_operator,
)


def test_every_state_is_reached_and_only_the_ends_end():
    reached = {State.WITH_BODY, State.WITH_OPERATOR} | set(TRANSITIONS.values())
    left = {state for state, _step in TRANSITIONS}
    assert reached == set(State)
    assert set(State) - left == ENDED


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("step", list(Step))
def test_nothing_brings_an_ended_one_back(state, step):
    assert after(state, step) is None


def test_the_operator_is_reached_only_over_the_participant():
    ways = {
        state for (state, step), found in TRANSITIONS.items() if found is State.WITH_OPERATOR and step is Step.ESCALATE
    }
    assert ways == {State.REFUSED, State.SILENT}
    assert all(state in {State.REFUSED, State.SILENT, State.REJECTED} for state in COMPLAINABLE)


@pytest.mark.parametrize(
    ("origin", "there", "why"),
    [
        ("participant", True, None),
        ("participant", False, Why.GONE),
        ("ehis", True, Why.NOT_THEIRS),
        ("operator", True, Why.NOT_THEIRS),
    ],
)
def test_the_participant_has_it_first_unless_that_is_impossible(origin, there, why):
    assert straight_to_operator(origin, body_is_there=there) is why
    assert needs_proof(why) is (why is not None)
