"""Another bus: nobody lost, nobody doubled, families together, nobody moved who need not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.tickets.changing.seating import Bus, Sitting, seated

LARGE, SMALL, TINY = Bus(49, "2+2"), Bus(31, "2+2"), Bus(19, "2+1")


def who(*seats, family=None, start=0, end=2):
    return [Sitting(100 + seat, family or seat, seat, start, end) for seat in seats]


def test_who_can_keep_the_number_keeps_it():
    found = seated(who(1, 2, 17), LARGE, SMALL)
    assert found.placed == {101: 1, 102: 2, 117: 17}
    assert found.unplaced == ()


def test_a_seat_that_vanishes_becomes_the_nearest_of_its_kind():
    found = seated(who(40), LARGE, SMALL)  # 40 stands at a window
    assert LARGE.is_window(40)
    assert found.placed == {140: 31}
    aisle = seated(who(39), LARGE, SMALL).placed[139]
    assert not SMALL.is_window(aisle)


def test_a_family_stays_together():
    found = seated(who(31, 32, 33, family=9) + who(30), LARGE, SMALL)
    seats = [found.placed[ticket] for ticket in (131, 132, 133)]
    assert seats == [27, 28, 29]
    assert found.placed[130] == 30


def test_a_family_for_which_no_run_is_free_keeps_what_it_has():
    others = range(1, 32, 2)
    found = seated(who(*others) + who(28, 40, family=99), LARGE, SMALL)
    assert (found.placed[128], found.placed[140]) == (28, 24)


def test_an_open_cart_gives_way_only_when_nothing_else_is_free():
    assert seated(who(40), LARGE, SMALL, carts=[31, 28]).placed[140] not in {31, 28}
    full = who(*range(1, 31))
    assert seated([*full, *who(40)], LARGE, SMALL, carts=[31]).placed[140] == 31


def test_who_has_no_seat_is_named():
    found = seated(who(*range(1, 25)), LARGE, TINY)
    assert len(found.placed) == 19
    assert found.unplaced == tuple(range(120, 125))


def test_one_seat_serves_two_who_do_not_meet():
    found = seated([*who(40, start=0, end=1, family=1), Sitting(7, 2, 40, 1, 2)], LARGE, Bus(1, "2+1"))
    assert found.placed == {140: 1, 7: 1}


@pytest.mark.parametrize(("bus", "windows"), [(Bus(8, "2+2"), {1, 4, 5, 8}), (Bus(6, "2+1"), {1, 3, 4, 6})])
def test_windows_stand_at_the_ends_of_rows(bus, windows):
    assert {seat for seat in range(1, bus.seats + 1) if bus.is_window(seat)} == windows


@st.composite
def trips(draw):
    """A bus with people on it as the constraint of the table allows: one passenger a seat and piece of the way."""
    old = draw(st.sampled_from([LARGE, SMALL, TINY, Bus(50, "2+2")]))
    found, taken = [], set()
    wanted = st.tuples(st.integers(1, old.seats), st.integers(0, 3), st.integers(1, 3), st.integers(1, 8))
    for ticket, (seat, start, length, family) in enumerate(draw(st.lists(wanted, max_size=60))):
        pieces = {(seat, piece) for piece in range(start, start + length)}
        if not pieces & taken:
            taken |= pieces
            found.append(Sitting(ticket, family, seat, start, start + length))
    carts = draw(st.sets(st.integers(1, 50), max_size=5))
    return found, old, draw(st.sampled_from([LARGE, SMALL, TINY, Bus(7, "2+1")])), carts


@given(trips())
def test_nobody_is_lost_and_nobody_doubled(trip):
    people, old, new, carts = trip
    found = seated(people, old, new, carts)
    tickets = {one.ticket for one in people}
    assert set(found.placed) | set(found.unplaced) == tickets
    assert not set(found.placed) & set(found.unplaced)
    assert all(1 <= seat <= new.seats for seat in found.placed.values())
    places = [
        (found.placed[one.ticket], piece)
        for one in people
        if one.ticket in found.placed
        for piece in range(one.start, one.end)
    ]
    assert len(places) == len(set(places))
    by_ticket = {one.ticket: one for one in people}
    assert all(by_ticket[ticket].seat > new.seats for ticket in found.unplaced)  # who can keep a seat has one
    whole = {one.family for one in people} - {one.family for one in people if one.seat > new.seats}
    assert all(found.placed[one.ticket] == one.seat for one in people if one.family in whole)
