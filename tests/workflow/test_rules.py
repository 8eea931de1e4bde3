"""The rules of workflow, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.workflow.rules import (
    CLOSED,
    OPEN,
    TABLE,
    Line,
    NotAllowed,
    Officer,
    State,
    minutes_to_wait,
    next_state,
    proposal_of,
    stands_in_the_way,
    who_takes,
)

ACTIONS = sorted({action for _state, action in TABLE})


def test_the_table_is_the_whole_life():
    """Every pair that is not in the table is refused, and no closed state leads anywhere."""
    for state in State:
        for action in ACTIONS:
            if (state, action) in TABLE:
                assert next_state(state, action) is TABLE[state, action]
                assert state not in CLOSED
            else:
                with pytest.raises(NotAllowed):
                    next_state(state, action)


def test_every_open_case_can_end_and_every_state_is_reached():
    reached, ends = {State.DRAFT}, set(CLOSED)
    for _round in State:
        reached |= {to for (state, _action), to in TABLE.items() if state in reached}
        ends |= {state for (state, _action), to in TABLE.items() if to in ends}
    assert reached == set(State)
    assert ends >= OPEN


@pytest.mark.parametrize(
    ("verdicts", "proposal"),
    [
        ([], "approve"),
        (["agrees", "agrees"], "approve"),
        (["agrees", "differs"], "look"),
        (["absent"], "look"),
        (["differs", "silent"], "wait"),
        (["agrees", "silent"], "wait"),
    ],
)
def test_what_the_checks_come_to(verdicts, proposal):
    assert proposal_of(Line(verdict, blocking=False) for verdict in verdicts) == proposal


@pytest.mark.parametrize(
    ("verdict", "blocking", "in_the_way"),
    [
        ("agrees", True, False),
        ("differs", True, True),
        ("silent", True, True),
        ("differs", False, False),
        ("absent", True, True),
    ],
)
def test_only_a_blocking_check_stands_in_the_way(verdict, blocking, in_the_way):
    assert stands_in_the_way([Line("agrees", blocking=True), Line(verdict, blocking)]) is in_the_way


def test_a_silent_register_is_asked_more_and_more_seldom():
    assert [minutes_to_wait(tried) for tried in range(1, 7)] == [1, 5, 15, 60, 60, 60]


OFFICERS = st.lists(
    st.builds(
        Officer,
        account_id=st.integers(1, 9),
        load=st.integers(0, 5),
        away=st.booleans(),
        kinds=st.sets(st.sampled_from(["permits", "permits.taxi", "marks"])),
    ),
    unique_by=lambda one: one.account_id,
)


@given(OFFICERS, st.sampled_from(["permits.taxi.issue", "permits.cargo.issue", "marks.issue"]))
def test_who_takes_a_case_is_there_competent_and_has_the_least(officers, kind):
    taken = who_takes(kind, officers)
    able = [
        one
        for one in officers
        if not one.away and (not one.kinds or any(kind.startswith(f"{known}.") for known in one.kinds))
    ]
    if not able:
        assert taken is None
    else:
        assert taken in {one.account_id for one in able if one.load == min(o.load for o in able)}


def test_a_competence_reaches_its_own_kinds_only():
    assert who_takes("permits.taxis.issue", [Officer(1, 0, away=False, kinds={"permits.taxi"})]) is None
