"""The ledger: balanced, once by key, taken back only by its opposite; the command proves the books."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, NoResultFound

from tests.payments.test_paying import back, begin
from webapp.core.transaction import savepoint, transaction
from webapp.payments.checking import faults
from webapp.payments.errors import KeyReused, Unbalanced
from webapp.payments.ledger import credited, entries_of, post, reverse, trial_balance

UNBALANCED = [{}, {"cash": 5}, {"cash": 5, "fees": -4}, {"cash": 0, "fees": 0}]


@pytest.mark.parametrize("sides", UNBALANCED)
def test_an_entry_that_does_not_balance_is_not_written(opened, sides):
    with pytest.raises(Unbalanced):
        post("key", "kind", "ref", sides)


def test_an_entry_is_written_once_for_its_key(opened):
    assert post("key", "kind", "ref", {"cash": 5, "fees": -5})
    assert not post("key", "kind", "ref", {"fees": -5, "cash": 5})
    with pytest.raises(KeyReused):
        post("key", "kind", "ref", {"cash": 6, "fees": -6})
    assert credited("key", "fees") == 5
    assert credited("another", "fees") == 0


def test_an_entry_is_taken_back_once_and_both_stay(opened):
    post("key", "sale", "ref", {"cash": 7, "fees": -7})
    assert reverse("key", "sale_undone")
    assert not reverse("key", "sale_undone")
    assert [entry.kind for entry, _sides in entries_of("ref")] == ["sale", "sale_undone"]
    assert {row.account: (row.debit, row.credit) for row in trial_balance()} == {"cash": (7, 7), "fees": (7, 7)}
    with pytest.raises(NoResultFound):
        reverse("no such key", "sale_undone")


@given(amounts=lists(integers(1, 10**9), min_size=1, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_posted_the_whole_balance_is_zero(opened, amounts):
    with savepoint():
        for number, amount in enumerate(amounts):
            post(f"key-{number}-{amounts}", "kind", "ref", {"cash": amount, f"fees:{number % 3}": -amount})
    assert sum(row.qepik for row in trial_balance()) == 0


ONE_SIDED = {
    "one posting": "INSERT INTO ledger_postings (entry_id, account, qepik) SELECT id, 'cash', 5 FROM ledger_entries",
    "an empty entry": "INSERT INTO ledger_entries (key, kind, ref, at) VALUES ('bare', 'kind', 'ref', now())",
}


@pytest.mark.parametrize("statement", ONE_SIDED.values(), ids=ONE_SIDED)
def test_the_database_itself_refuses_what_does_not_balance(opened, statement):
    post("key", "kind", "ref", {"cash": 5, "fees": -5})
    opened.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    with pytest.raises(IntegrityError, match="does not balance"), opened.begin_nested():
        opened.execute(text(statement))
    opened.execute(text("SET CONSTRAINTS ALL DEFERRED"))  # the wish outlives the savepoint of a test


def test_the_command_finds_the_books_in_order(app, client, asan, owed, world):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    with transaction():
        world.owes(ref="B-2")
    with transaction(read_only=True):
        assert faults() == []


def test_the_command_names_what_is_wrong(app, world, database):
    with transaction():
        owed = world.owes()
    with transaction() as session:
        session.execute(text("UPDATE payment_invoices SET state = 'paid', closed_at = now()"))
    with transaction(read_only=True):
        assert faults() == [f"paid invoice without receipt, payment or entry: {owed}"]
    told = app.test_cli_runner().invoke(args=["ledger", "check"])
    assert (told.exit_code, owed in told.output) == (1, True)
