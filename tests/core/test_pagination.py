"""Pages by key: complete, without doubles, in both directions, whatever is inserted meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from webapp.core.errors import NotFound
from webapp.core.numbering_tables import NumberSeries
from webapp.core.pagination import decode, descending, encode, page


def fetch(session, *, after=None, before=None, size=4):
    query, backwards = descending(
        select(NumberSeries), NumberSeries.last, NumberSeries.year, after=after, before=before, size=size
    )
    rows = session.scalars(query).all()
    return page(rows, lambda row: (row.last, row.year), backwards=backwards, started=bool(after or before), size=size)


@pytest.fixture
def rows(opened):
    opened.add_all(NumberSeries(series=f"s{n}", year=2000 + n, last=n // 3) for n in range(11))
    opened.flush()
    return opened


def test_forwards_every_row_comes_once_newest_first(rows):
    seen, cursor = [], None
    while True:
        shown = fetch(rows, after=cursor)
        seen += [(row.last, row.year) for row in shown.rows]
        cursor = shown.following
        if cursor is None:
            break

    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 11


def test_going_back_shows_the_page_that_was_there(rows):
    first = fetch(rows)
    second = fetch(rows, after=first.following)
    back = fetch(rows, before=second.previous)

    assert [r.year for r in back.rows] == [r.year for r in first.rows]
    assert first.previous is None
    assert back.previous is None


def test_a_row_inserted_meanwhile_neither_hides_nor_repeats_one(rows):
    first = fetch(rows)
    rows.add(NumberSeries(series="new", year=3000, last=99))
    rows.flush()
    second = fetch(rows, after=first.following)

    assert not {r.year for r in first.rows} & {r.year for r in second.rows}
    assert max(r.year for r in second.rows) < 2010


@given(
    st.lists(
        st.one_of(st.integers(), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))),
        min_size=1,
        max_size=3,
    )
)
def test_a_cursor_gives_back_its_key(key):
    assert decode(encode(*key), len(key)) == key


@given(st.text(max_size=60))
def test_nonsense_instead_of_a_cursor_is_a_page_that_does_not_exist(text):
    try:
        decode(text, 2)
    except NotFound:
        return
    assert len(decode(text, 2)) == 2
