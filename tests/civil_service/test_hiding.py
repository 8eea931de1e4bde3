"""Somebody curious with all shown numbers cannot tell one of the hidden ones."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.civil_service.figures.hiding import SMALLEST, Sum, determined, hidden

ALL = "all"


def table(rows):
    """Return cells and sums of a table with its totals."""
    cells = {(r, c): count for r, row in enumerate(rows) for c, count in enumerate(row)}
    height, width = range(len(rows)), range(len(rows[0]))
    sums = [Sum(tuple((r, c) for c in width), (r, ALL)) for r in height]
    sums += [Sum(tuple((r, c) for r in height), (ALL, c)) for c in (*width, ALL)]
    for each in sums:
        cells[each.whole] = sum(cells[part] for part in each.parts)
    return cells, sums


def possible(cells, sums, shown_not):
    """Return which values each hidden cell may have, by trying up to eight: positive, and agreeing with everything shown."""
    inner = [key for key in cells if ALL not in key]
    free = [key for key in inner if key in shown_not]
    found = {key: set() for key in shown_not}
    for tried in product(range(1, 9), repeat=len(free)):
        guess = dict(cells) | dict(zip(free, tried, strict=True))
        for each in sums:
            guess[each.whole] = sum(guess[part] for part in each.parts)
        if all(guess[key] == cells[key] for key in cells if key not in shown_not):
            for key in shown_not:
                found[key].add(guess[key])
    return found


counts = st.integers(0, 6)


@given(st.lists(st.lists(counts, min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=12)
def test_every_hidden_cell_of_a_small_table_may_be_several_numbers(rows):
    cells, sums = table(rows)
    shown_not = hidden(cells, sums)
    assert all(len(values) > 1 for values in possible(cells, sums, shown_not).values()), shown_not


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 40), min_size=n, max_size=n), min_size=1, max_size=6)
    )
)
@settings(max_examples=40)
def test_no_small_number_is_shown_and_none_is_determined(rows):
    cells, sums = table(rows)
    shown_not = hidden(cells, sums)
    assert all(not 0 < count < SMALLEST for key, count in cells.items() if key not in shown_not)
    assert not determined(shown_not, sums)


def test_one_small_number_takes_a_second_row_and_column_with_it():
    cells, sums = table([[3, 30, 20], [40, 50, 60], [70, 80, 90]])
    found = hidden(cells, sums)
    assert (0, 0) in found
    assert len(found) == 4
    assert not any(ALL in key for key in found)


def test_a_table_without_small_numbers_is_shown_whole():
    assert hidden(*table([[0, 30], [40, 5]])) == frozenset()


def test_a_total_that_is_small_is_hidden_with_its_only_part():
    cells, sums = table([[0, 3], [40, 50]])
    found = hidden(cells, sums)
    assert {(0, 1), (0, ALL)} <= found
    assert not determined(found, sums)
