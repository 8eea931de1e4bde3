"""What an accountant's day consists of, line by line: what was expected and what is there. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.payments import api as payments
from webapp.settlements.rules import EXCHANGES, ORDERS, Line
from webapp.tills.api import Report, reports_of_day

TILL: Final = "till"
CARDS: Final = "card:"


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of the day: it agrees when what was expected was found. `subject` names the provider, shift or account."""

    line: Line
    subject: str
    expected: int
    found: int

    @property
    def agrees(self) -> bool:
        """Whether nothing is to be cleared up."""
        return self.expected == self.found


@dataclass(frozen=True, slots=True)
class DayCheck:
    """A day as it stands now: its lines, and the figures behind them."""

    day: date
    lines: tuple[Checked, ...]
    books: payments.DayBooks
    reports: tuple[Report, ...]
    cards: int

    @property
    def differing(self) -> list[Checked]:
        """The lines that do not agree."""
        return [one for one in self.lines if not one.agrees]


def check_day(day: date) -> DayCheck:
    """Return a day of Baku compared with itself: providers, tills, cards, tickets, the whole ledger."""
    books, reports = payments.books_of(day), tuple(reports_of_day(day))
    held, posted = payments.kept_and_posted(CARDS)
    lines = (
        *_providers(books),
        *_tills(reports),
        Checked(Line.CARDS, "card", posted, held),
        Checked(Line.TICKETS, "tickets", 0, payments.balance(ORDERS) + payments.balance(EXCHANGES)),
        Checked(Line.TRIAL_BALANCE, "ledger", 0, payments.out_of_balance()),
    )
    return DayCheck(day, lines, books, reports, held)


def _providers(books: payments.DayBooks) -> Iterator[Checked]:
    """Give the providers' lines: what their own file does not confirm counts as not found."""
    for one in books.providers:
        came = one.paid - one.returned
        if one.provider != TILL:
            yield Checked(Line.PROVIDERS, one.provider, came, came if one.outcome == "agrees" else 0)
    yield Checked(Line.PAYMENT_DIFFERENCES, "payments", 0, books.unresolved)


def _tills(reports: tuple[Report, ...]) -> Iterator[Checked]:
    """Give a line for each shift and, where cash was over or short, another."""
    for report in reports:
        shift, name = report.shift, report.shift.z_number or report.till.code
        if shift.state == "open":
            yield Checked(Line.SHIFTS_OPEN, f"{name}: {shift.cashier}", 0, 1)
            continue
        yield Checked(Line.TILLS, name, report.expected + report.terminal, report.ledger_cash + report.ledger_terminal)
        if report.difference:
            yield Checked(Line.CASH_DIFFERENCES, name, 0, report.difference)
