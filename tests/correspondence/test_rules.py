"""The rules of correspondence, as tables."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.correspondence.rules import (
    NEXT,
    TERMS,
    Kind,
    NotAllowed,
    State,
    answer_number,
    letter_number,
    next_state,
    term_on,
)

ENDED = {State.ANSWERED, State.REFUSED, State.JOINED, State.WITHDRAWN, State.DISCARDED}


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_but_reopening_leads_out_of_an_end(state):
    possible = {action for action, (before, _after) in NEXT.items() if state in before}
    assert possible == ({"reopen"} if state in {State.ANSWERED, State.REFUSED} else set())


@pytest.mark.parametrize(
    ("state", "action", "after"),
    [
        ("draft", "send", "registered"),
        ("registered", "take", "in_work"),
        ("in_work", "ask", "waiting"),
        ("waiting", "reply", "waiting"),
        ("waiting", "answer", None),
        ("registered", "answer", None),
        ("in_work", "answer", "answered"),
        ("in_work", "forward", "registered"),
        ("waiting", "forward", None),
        ("draft", "withdraw", None),
    ],
)
def test_a_step_leads_where_the_table_says_or_is_refused(state, action, after):
    if after is None:
        with pytest.raises(NotAllowed):
            next_state(State(state), action)
    else:
        assert next_state(State(state), action) == after


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_a_term_that_names_its_law_and_what_is_assumed(kind):
    term = term_on(kind, date(2026, 11, 22))
    assert 0 < term.days < term.longer
    assert "Qanun" in term.clause
    assert set(term.assumed) <= set(term.__slots__)


def test_the_newest_row_that_has_begun_holds():
    newer = replace(TERMS[0], since=date(2027, 1, 1), days=10)
    terms = (*TERMS, newer)
    assert term_on("application", date(2026, 12, 31), terms).days == 15
    assert term_on("application", date(2027, 1, 1), terms).days == 10
    with pytest.raises(LookupError):
        term_on("application", date(2015, 1, 1), terms)


def test_numbers_are_read_aloud_easily():
    assert (letter_number(2026, 7), answer_number(2026, 1_234_567)) == ("M26-000007", "C26-1234567")
