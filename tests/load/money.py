"""Tickets, cards for city fares, and the ledger under both."""

from tests.load import cards, ledger, tickets


def measure(base, scale):
    """Yield the lines of its parts, one after another."""
    yield from tickets.measure(base, scale)
    yield from cards.measure(base, scale)
    yield from ledger.measure(base, scale)
