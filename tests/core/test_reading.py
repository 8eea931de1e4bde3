"""A page asks the same question once; who writes asks anew each time."""

import pytest

from webapp.core.reading import once_a_page, told
from webapp.core.transaction import transaction


@pytest.fixture
def asked():
    """What was really asked, in order."""
    return []


@pytest.fixture
def question(asked):
    @once_a_page
    def ask(number, *, lock=False):
        asked.append(number)
        return number * 2

    return ask


def test_a_reading_asks_for_each_thing_once(database, question, asked):
    with transaction(read_only=True):
        assert [question(1), question(1), question(2)] == [2, 2, 4]
    assert asked == [1, 2]


def test_the_next_reading_asks_anew(database, question, asked):
    for _ in range(2):
        with transaction(read_only=True):
            question(1)
    assert asked == [1, 1]


def test_who_writes_or_locks_asks_each_time(database, question, asked):
    with transaction():
        question(1)
        question(1)
    with transaction(read_only=True):
        question(1, lock=True)
        question(1, lock=True)
    assert asked == [1, 1, 1, 1]


def test_an_answer_that_another_statement_brought_is_not_asked_for(database, question, asked):
    with transaction(read_only=True):
        told(question, 10, 5)
        assert [question(5), question(6)] == [10, 12]
    assert asked == [6]


def test_who_writes_is_told_nothing(database, question, asked):
    with transaction():
        told(question, 11, 5)
        assert question(5) == 10
    assert asked == [5]
