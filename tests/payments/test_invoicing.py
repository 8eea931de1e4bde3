"""Invoices: opened from a tariff with its clause, once at a time for a matter, ended once."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.payments.conftest import THING
from webapp.core.actor import SYSTEM
from webapp.core.errors import AppError
from webapp.core.transaction import savepoint
from webapp.payments.api import Line, cancel_invoice, invoice, invoice_of
from webapp.payments.errors import AlreadyInvoiced, NoLegalBasis, NoSuchInvoice, NotPayable
from webapp.payments.ledger import trial_balance
from webapp.payments.services.invoicing import lapse_invoice


def test_an_invoice_is_the_sum_of_its_lines_and_can_be_found_by_its_matter(world, opened):
    found = invoice(world.owes())
    assert (found.qepik, found.state, found.receipt) == (25_000, "open", None)
    assert invoice_of(THING.code, "A-1") == found
    assert invoice_of(THING.code, "A-2") is None


BAD_LINES = {
    "no lines": (),
    "no clause": (Line("Rüsum", 100, 1, "  "),),
    "a negative price": (Line("Rüsum", -100, 1, "maddə 1"),),
    "a fraction of a qəpik": (Line("Rüsum", 99.5, 1, "maddə 1"),),
    "no units": (Line("Rüsum", 100, 0, "maddə 1"),),
    "nothing to pay": (Line("Rüsum", 0, 1, "maddə 1"),),
    "more than any tariff": (Line("Rüsum", 10**18, 1, "maddə 1"),),
    "a yes for an amount": (Line("Rüsum", True, 1, "maddə 1"),),
}


@pytest.mark.parametrize("lines", BAD_LINES.values(), ids=BAD_LINES)
def test_no_invoice_without_a_tariff_of_the_law(world, opened, lines):
    with pytest.raises(NoLegalBasis):
        world.owes(lines=lines)


def test_a_matter_has_one_open_invoice_and_another_after_that_ended(world, opened):
    first = world.owes()
    with pytest.raises(AlreadyInvoiced), savepoint():
        world.owes()
    cancel_invoice(first, reason="Səhv hesablanıb", actor=SYSTEM)
    assert world.owes() != first


@pytest.mark.parametrize("again", [lapse_invoice, lambda key: cancel_invoice(key, reason="", actor=SYSTEM)])
def test_what_has_ended_does_not_end_again(world, opened, again):
    first = world.owes()
    lapse_invoice(first)
    with pytest.raises(NotPayable):
        again(first)


def test_an_invoice_that_nobody_pays_leaves_no_trace_in_the_balances(world, opened):
    lapse_invoice(world.owes())
    assert [account.qepik for account in trial_balance()] == [0, 0]


def test_there_is_no_invoice_by_a_made_up_name(world, opened):
    with pytest.raises(NoSuchInvoice):
        invoice("0" * 26)


STAYS = {
    "amount": "UPDATE payment_invoices SET qepik = 1",
    "payer": "UPDATE payment_invoices SET party_id = party_id + 1",
    "invoice gone": "DELETE FROM payment_invoices",
    "line": "UPDATE payment_lines SET qepik = 1",
    "line gone": "DELETE FROM payment_lines",
    "ledger": "UPDATE ledger_postings SET qepik = 1",
    "ledger gone": "DELETE FROM ledger_entries",
    "lines emptied": "TRUNCATE payment_lines",
}


@pytest.mark.parametrize("statement", STAYS.values(), ids=STAYS)
def test_the_database_refuses_to_change_what_was_written(world, opened, statement):
    world.owes()
    with pytest.raises(Exception, match=r"append-only|stays") as refused, savepoint():
        opened.execute(text(statement))
    assert not isinstance(refused.value, AppError)


def test_the_database_refuses_a_line_without_clause(world, opened):
    world.owes()
    with pytest.raises(IntegrityError, match="legal_basis"), savepoint():
        opened.execute(
            text(
                "INSERT INTO payment_lines (invoice_id, position, what, qepik, units, basis) "
                "SELECT invoice_id, 5, what, qepik, units, ' ' FROM payment_lines"
            )
        )
