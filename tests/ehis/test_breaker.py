import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.ehis.breaker import IN_A_ROW, OPEN_SECONDS, Breaker, State
from webapp.ehis.budget import RetryBudget
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable
from webapp.ehis.guard import BULKHEAD, Guard


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


def call(breaker, *, good):
    admitted = breaker.admit()
    if admitted:
        breaker.settle(good=good)
    return admitted


def opened(clock):
    breaker = Breaker(clock=clock)
    for _ in range(10):
        call(breaker, good=False)
    return breaker


def test_five_failures_in_a_row_open_it_and_a_good_call_between_begins_the_row_anew(clock):
    breaker = Breaker(clock=clock)
    states = []
    for good in (False, False, False, False, True, False, False, False, False, False):
        call(breaker, good=good)
        states.append(breaker.state)

    assert states == [State.CLOSED] * 9 + [State.OPEN]


def test_an_operator_closes_it_at_once(clock):
    breaker = opened(clock)
    breaker.close()

    assert breaker.state is State.CLOSED
    call(breaker, good=False)
    assert breaker.state is State.CLOSED


def test_half_of_the_last_twenty_failing_opens_and_less_does_not(clock):
    breaker = Breaker(clock=clock)
    for number in range(60):
        call(breaker, good=number % 5 < 3)
    assert breaker.state is State.CLOSED
    for number in range(10):
        call(breaker, good=number % 4 == 3)
    assert breaker.state is State.OPEN


def test_an_open_breaker_lets_nothing_through_until_its_time_then_one_probe(clock):
    breaker = opened(clock)
    clock.time = OPEN_SECONDS - 0.1
    assert not breaker.admit()
    clock.time = OPEN_SECONDS
    assert [breaker.admit(), breaker.admit(), breaker.admit()] == [True, False, False]


def test_two_good_probes_close_and_one_bad_one_opens_again(clock):
    breaker = opened(clock)
    clock.time = OPEN_SECONDS
    call(breaker, good=True)
    assert breaker.state is State.HALF_OPEN
    call(breaker, good=False)
    assert breaker.state is State.OPEN
    clock.time = 2 * OPEN_SECONDS
    call(breaker, good=True)
    call(breaker, good=True)
    assert breaker.state is State.CLOSED


def test_a_probe_that_says_nothing_makes_room_for_another(clock):
    breaker = opened(clock)
    clock.time = OPEN_SECONDS
    call(breaker, good=None)
    assert breaker.admit()


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 40)), max_size=200))
def test_half_open_never_has_two_probes_at_once(steps):
    clock = Clock()
    breaker = opened(clock)
    for good, wait in steps:
        clock.time += wait
        half_open = breaker.state is State.HALF_OPEN
        if breaker.admit():
            if half_open:
                assert not breaker.admit()
            breaker.settle(good=good)


def test_the_budget_allows_one_retry_in_ten_first_attempts():
    budget = RetryBudget()
    allowed = 0
    for _ in range(1000):
        budget.earn()
        allowed += budget.spend()

    assert 95 <= allowed <= 102


def test_a_rested_budget_is_capped():
    budget = RetryBudget()
    for _ in range(1000):
        budget.earn()

    assert sum(budget.spend() for _ in range(50)) == 10


def test_the_seventeenth_call_at_once_is_refused_and_places_come_free_again():
    guard = Guard()
    passages = [guard.passage() for _ in range(BULKHEAD)]
    for passage in passages:
        passage.__enter__()
    with pytest.raises(RegisterUnavailable) as caught, guard.passage():
        pass
    assert caught.value.reason == "bulkhead_full"
    for passage in passages:
        passage.__exit__(None, None, None)
    with guard.passage():
        pass


@pytest.mark.parametrize(
    ("error", "opens"),
    [
        (RegisterUnavailable("timeout"), True),
        (AnswerRejected("unsigned"), True),
        (RegisterUnavailable("archive_failed", upstream=False), False),
        (RegisterRefused("server.serverproxy.access_denied"), False),
        (NotInRegister(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_only_failures_of_the_register_open_its_breaker(error, opens):
    guard = Guard()
    for _ in range(IN_A_ROW):
        with pytest.raises(type(error)), guard.passage():
            raise error

    assert (guard.breaker.state is State.OPEN) == opens
