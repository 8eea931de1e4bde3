"""Accounts of other rooms: a floor that nothing passes, batches in which one refusal stops nobody, statements that add up."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, tuples
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from webapp.core.clock import now
from webapp.core.transaction import savepoint
from webapp.payments.api import Entry, Outcome, balance, book, book_all, open_account, statement
from webapp.payments.checking import faults
from webapp.payments.errors import BelowFloor, KeyReused, Unbalanced
from webapp.payments.ledger import post, reverse, trial_balance

B, K, F = Outcome.BOOKED, Outcome.KNOWN, Outcome.BELOW_FLOOR


def top_up(number, qepik, card="card:1"):
    return Entry(f"up-{number}", "top_up", card, {"clearing:stripe": qepik, card: -qepik})


def tap(number, qepik=40, card="card:1"):
    return Entry(f"tap-{number}", "tap", card, {card: qepik, "carrier:9": -qepik})


@pytest.fixture
def card(opened):
    open_account("card:1", floor_qepik=-100)


def test_what_an_account_holds_is_counted_on_its_own_side(opened, card):
    book_all([top_up(1, 500), tap(1)])
    assert (balance("card:1"), balance("carrier:9"), balance("clearing:stripe")) == (460, 40, 500)
    assert balance("card:2") == 0


def test_an_account_never_falls_below_its_floor(opened, card):
    assert book("t-1", "tap", "card:1", {"card:1": 100, "carrier:9": -100})
    with pytest.raises(BelowFloor):
        book("t-2", "tap", "card:1", {"card:1": 1, "carrier:9": -1})
    assert balance("card:1") == -100


def test_one_refusal_in_a_batch_stops_nobody(opened, card):
    batch = [tap(1, 90), tap(2, 90), tap(3, 10), top_up(4, 500), tap(5, 90), tap(6, 90, "card:2")]
    assert book_all(batch) == [B, F, B, B, B, B]
    assert balance("card:1") == 310
    assert faults() == []


def test_a_batch_again_is_known_and_changes_nothing(opened, card):
    batch = [top_up(1, 500), tap(1), tap(2)]
    assert book_all(batch) == [B, B, B]
    assert book_all([*batch, tap(3)]) == [K, K, K, B]
    assert book_all([tap(4), tap(4)]) == [B, K]
    assert balance("card:1") == 340


def test_a_known_key_with_other_postings_is_a_defect(opened, card):
    book_all([top_up(1, 500)])
    with pytest.raises(KeyReused):
        book_all([top_up(1, 501)])
    with pytest.raises(KeyReused):
        book_all([tap(7, 1), tap(7, 2)])
    with pytest.raises(Unbalanced):
        book("one side", "tap", "card:1", {"card:1": 1})


def test_a_refused_entry_may_come_again_when_there_is_enough(opened, card):
    assert book_all([tap(1, 101)]) == [F]
    assert book_all([top_up(1, 500), tap(1, 101)]) == [B, B]


def test_nothing_at_all_is_an_empty_batch(opened):
    assert book_all([]) == []


def test_a_floor_is_kept_by_the_database_itself(opened, card):
    with pytest.raises(BelowFloor), savepoint():
        post("direct", "tap", "card:1", {"card:1": 101, "carrier:9": -101})


def test_what_is_taken_back_stands_on_the_kept_balance_too(opened, card):
    book_all([top_up(1, 500), tap(1)])
    reverse("tap-1", "tap_undone")
    assert balance("card:1") == 500
    assert faults() == []


def test_a_balance_is_moved_by_postings_alone(opened, card):
    for statement_ in ("UPDATE ledger_accounts SET balance = 1000", "DELETE FROM ledger_accounts"):
        with pytest.raises(DBAPIError), savepoint():
            opened.execute(text(statement_))


def test_an_account_that_has_a_past_gets_its_floor_with_it(opened):
    book_all([top_up(1, 500, "card:7")])
    open_account("card:7", floor_qepik=0)
    assert balance("card:7") == 500
    open_account("card:7", floor_qepik=400)
    assert book_all([tap(1, 101, "card:7"), tap(2, 100, "card:7")]) == [F, B]
    with pytest.raises(BelowFloor), savepoint():
        open_account("card:7", floor_qepik=401)


def test_an_account_without_a_floor_is_opened_and_summed(opened):
    open_account("carrier:9", floor_qepik=None)
    book_all([tap(1, 40, "card:3")])
    assert balance("carrier:9") == 40


def test_the_check_finds_a_kept_balance_that_is_not_the_sum(opened, card):
    opened.execute(text("ALTER TABLE ledger_accounts DISABLE TRIGGER ledger_accounts_facts"))
    opened.execute(text("UPDATE ledger_accounts SET balance = 7"))
    assert faults() == ["kept balance is not the sum of its postings: card:1"]


def test_a_statement_is_read_page_by_page_and_adds_up(opened, card):
    book_all([top_up(0, 10_000), *[tap(number, number) for number in range(1, 30)]])
    lines, after = [], None
    while True:
        page = statement("card:1", after=after, limit=7)
        lines += page.lines
        after = page.following
        if after is None:
            break
    assert [line.qepik for line in reversed(lines)] == [10_000, *[-number for number in range(1, 30)]]
    standing = 0
    for line in reversed(lines):
        standing += line.qepik
        assert line.balance == standing
    assert lines[0].balance == balance("card:1")


def test_a_statement_of_a_span_has_what_was_booked_in_it(opened, card):
    book_all([top_up(0, 500)])
    day = timedelta(days=1)
    assert len(statement("card:1", since=now() - day, until=now() + day).lines) == 1
    assert statement("card:1", until=now() - day).lines == ()
    assert statement("card:1", since=now() + day).lines == ()


MOVES = lists(tuples(integers(0, 2), integers(-300, 300).filter(bool)), max_size=40)
EXAMPLES = count()


@given(moves=MOVES, floor=integers(-200, 0))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_booked_no_floor_is_passed_and_kept_balances_are_the_sums(opened, moves, floor):
    this = next(EXAMPLES)
    cards, paid = [f"card:{this}-{number}" for number in range(3)], f"carrier:{this}"
    for code in cards[:2]:
        open_account(code, floor_qepik=floor)
    entries = [
        Entry(f"{this}-{number}", "move", "m", {cards[card]: qepik, paid: -qepik})
        for number, (card, qepik) in enumerate(moves)
    ]
    outcomes = book_all(entries)
    assert all(balance(code) >= floor for code in cards[:2])
    assert balance(paid) == sum(q for (_card, q), outcome in zip(moves, outcomes, strict=True) if outcome is B)
    assert sum(row.qepik for row in trial_balance()) == 0
    assert faults() == []
