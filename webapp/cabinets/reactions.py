"""Answers to facts of other rooms."""

from webapp.auth.events import SignedIn
from webapp.cabinets.entering import enter
from webapp.core.bus import on


@on(SignedIn)
def make_cabinets(fact: SignedIn) -> None:
    """Make the cabinets of the person and of their organisations (charter 003, 9.2 and 9.3)."""
    enter(fact.account_id)
