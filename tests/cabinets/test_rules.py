"""Rights and the life of a delegation, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, frozensets, lists, none, one_of, sampled_from

from webapp.cabinets.errors import NotPossibleNow
from webapp.cabinets.rules import (
    LIVE,
    Action,
    RightCodes,
    Standing,
    State,
    in_force,
    next_state,
    rights,
    short_name,
)

CODES = RightCodes(
    everybody=frozenset({"me"}),
    areas=frozenset({"waybills", "fleet", "manage", "base"}),
    delegable=frozenset({"waybills", "fleet"}),
    manage="manage",
    base="base",
)


def test_the_head_with_the_stamp_has_every_right_of_the_organisation():
    assert rights(Standing(certificate=True, stamp=True), CODES) == CODES.areas


def test_a_certificate_without_stamp_brings_all_but_handing_rights_on():
    assert rights(Standing(certificate=True), CODES) == CODES.areas - {"manage"}


def test_a_responsible_person_has_what_was_handed_on_and_no_more():
    assert rights(Standing(delegated=frozenset({"waybills"})), CODES) == {"waybills", "base"}


@given(
    stamp=booleans(),
    certificate=booleans(),
    own=booleans(),
    delegated=one_of(none(), frozensets(sampled_from(["waybills", "fleet", "manage", "me", "audit.read", "nonsense"]))),
)
def test_only_the_stamp_hands_rights_on_and_nothing_invents_a_right(stamp, certificate, own, delegated):
    standing = Standing(own, certificate, stamp and certificate, delegated)
    found = rights(standing, CODES)

    assert ("manage" in found) == standing.stamp
    assert found <= CODES.areas | CODES.everybody
    assert bool(found) <= standing.any
    assert ("me" in found) == own


@given(actions=lists(sampled_from(Action)))
def test_no_sequence_of_actions_revives_what_is_over(actions):
    state = State.INVITED
    over = False
    for action in actions:
        try:
            state = next_state(state, action)
        except NotPossibleNow:
            continue
        assert not over
        over = state not in LIVE


@pytest.mark.parametrize(
    ("day", "holds"), [(1, False), (2, True), (5, True), (6, False)], ids=["before", "first", "last", "after"]
)
def test_both_dates_belong_to_the_time_of_a_right(day, holds):
    assert in_force(date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, day)) is holds


def test_a_right_without_last_day_holds_on():
    assert in_force(date(2026, 1, 2), None, date(2099, 1, 1))


def test_a_short_name_confirms_without_giving_away():
    assert short_name("Kamran", "Həsənov") == "Kamran H."
    assert short_name("Kamran", "") == "Kamran"
