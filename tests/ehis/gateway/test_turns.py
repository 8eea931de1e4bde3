"""How long a peer may hold a thread: long when there are threads enough, a second when all are taken and it says nothing."""

from threading import Thread
from time import monotonic

import pytest

from webapp.ehis.gateway.turns import Turn, all_is_read, begin


@pytest.mark.parametrize(
    ("seconds", "waiting", "crowded", "silent", "over"),
    [
        (0.5, True, True, True, False),
        (2, True, True, True, True),
        (2, True, False, True, False),
        (2, True, True, False, False),
        (2, False, True, True, False),
        (11, True, False, False, True),
        (11, False, False, False, True),
    ],
    ids=["at once", "slow", "slow, but nobody waits", "we are slow", "our work", "much too slow", "our work, too long"],
)
def test_a_turn_ends_by_whose_fault_it_is(seconds, waiting, crowded, silent, over):
    turn = Turn(monotonic() - seconds, waiting)

    assert turn.overdue(crowded=crowded, silent=lambda: silent) is over


def test_what_was_read_to_its_end_waits_for_nobody():
    turns = [begin()]
    other = Thread(target=lambda: turns.append(begin()))
    other.start()
    other.join()
    all_is_read()

    assert [turn.waiting for turn in turns] == [False, True]
