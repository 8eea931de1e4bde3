"""Who may enter what, and which order stands in the way: literal tables."""

from datetime import date

import pytest

from webapp.civil_service.entering.rules import Hand, Held, Verdict, in_the_way, key_of, root_of, strangers, verdict
from webapp.civil_service.groups import GROUPS

OURS = {"post", "termination", "rank", "training", "attestation", "incentive", "discipline", "leave", "interests"}


def test_a_participant_enters_exactly_its_groups():
    free = {one.code for one in GROUPS if verdict(one.origin, Hand.PARTICIPANT, gap=False) is Verdict.YES}
    with_gap = {one.code: verdict(one.origin, Hand.PARTICIPANT, gap=True) for one in GROUPS}
    assert free == OURS
    assert {code for code, found in with_gap.items() if found is Verdict.NO} == {"certificate"}
    assert with_gap["education"] is Verdict.WITH_REASON


@pytest.mark.parametrize(
    ("origin", "correction", "expected"),
    [
        ("operator", False, Verdict.YES),
        ("participant", False, Verdict.NO),
        ("ehis", False, Verdict.NO),
        ("participant", True, Verdict.YES),
        ("ehis", True, Verdict.YES),
    ],
)
def test_the_operator_enters_his_own_and_confirmed_corrections(origin, correction, expected):
    assert verdict(origin, Hand.OPERATOR, gap=True, correction=correction) is expected


FIRST = Held("a", date(2010, 3, 1), date(2016, 2, 28), "Məsləhətçi", "1")
NOW = Held("b", date(2016, 2, 29), None, "Baş məsləhətçi", "2")


@pytest.mark.parametrize(
    ("posts", "first", "last", "entry", "expected"),
    [
        ((FIRST, NOW), date(2020, 1, 1), None, None, None),  # a further post ends the open one
        ((FIRST, NOW), date(2015, 1, 1), None, None, "a"),  # retroactive: overlaps what was held
        ((FIRST, NOW), date(2016, 2, 29), None, None, "b"),  # on the same day as the open one began
        ((FIRST, NOW), date(2009, 1, 1), date(2010, 3, 1), None, "a"),  # by one day
        ((FIRST, NOW), date(2009, 1, 1), date(2010, 2, 28), None, None),
        ((NOW,), date(2016, 2, 28), None, None, "b"),  # a later order stands
        ((FIRST, NOW), date(2010, 4, 1), date(2016, 2, 28), "a", None),  # the fact itself is changed
        ((FIRST, NOW), date(2010, 4, 1), date(2016, 3, 1), "a", "b"),
        ((FIRST, NOW), date(2016, 2, 29), date(2024, 2, 29), "b", None),
        ((), date(2024, 2, 29), None, None, None),
    ],
)
def test_the_order_in_the_way_is_named(posts, first, last, entry, expected):
    found = in_the_way(posts, first, last, entry=entry)
    assert (found.entry if found else None) == expected


def test_fields_of_other_groups_are_named():
    assert strangers(["kind", "salary", "place", "rank"], ["kind", "place"]) == ["salary", "rank"]


def test_the_same_change_has_the_same_key_and_the_digest_knows_the_order():
    said = {"content": {"kind": "annual"}, "valid_from": "2026-02-02"}
    first = key_of(1, "leave", "record", said, None, None)
    assert first == key_of(1, "leave", "record", dict(reversed(said.items())), None, None)
    assert first != key_of(2, "leave", "record", said, None, None)
    assert root_of([first, b"x"]) != root_of([b"x", first])
