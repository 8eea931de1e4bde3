"""The rules of correspondence, as tables."""

from datetime import date

import pytest

from webapp.correspondence.rules import (
    NEXT,
    RANGES,
    Dated,
    NotAllowed,
    State,
    answer_number,
    codes_of,
    first_disagreement,
    letter_number,
    next_state,
    number_on,
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


START = date(2016, 1, 1)
ROWS = [Dated("proposal", code, {"days": 15, "longer": 30}.get(code, 1), START) for code in codes_of("proposal")]


def row(code, value, since):
    return Dated("proposal", code, value, since)


def test_the_newest_row_that_has_begun_holds_and_of_one_day_the_one_written_last():
    january, may = date(2027, 1, 1), date(2027, 5, 1)
    rows = [*ROWS, row("days", 12, may), row("days", 9, january), row("days", 10, january)]
    held = [term_on("proposal", day, rows).days for day in (date(2026, 12, 31), january, date(2027, 4, 30), may)]
    assert held == [15, 10, 10, 12]
    assert term_on("proposal", may, rows).longer == 30
    with pytest.raises(LookupError):
        term_on("proposal", date(2015, 1, 1), rows)
    with pytest.raises(LookupError):
        number_on("every", "most_a_day", may, rows)


def test_a_longer_term_stays_longer_on_every_coming_day():
    march, june = date(2027, 3, 1), date(2027, 6, 1)
    assert first_disagreement("proposal", march, [*ROWS, row("days", 29, march)]) is None
    assert first_disagreement("proposal", march, [*ROWS, row("days", 30, march)]) == march
    shorter_later = [*ROWS, row("longer", 20, june), row("days", 25, march)]
    assert first_disagreement("proposal", march, shorter_later) == june


def test_every_number_has_its_place():
    assert {*codes_of("complaint"), *codes_of("every")} == set(RANGES)


def test_numbers_are_read_aloud_easily():
    assert (letter_number(2026, 7), answer_number(2026, 1_234_567)) == ("M26-000007", "C26-1234567")
