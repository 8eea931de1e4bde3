"""What follows from facts: signed papers take their step, defects of the exchange become tickets."""

from typing import Final

from webapp.connections.services.completing import complete, give_up
from webapp.connections.services.papers import COUNTERSIGN, KINDS
from webapp.connections.services.tickets import note_defect
from webapp.core.actor import current_actor
from webapp.core.bus import on
from webapp.ehis.events import ExchangeDefect
from webapp.signing.events import SignatureCompleted, SignatureEnded

PURPOSES: Final = frozenset({*KINDS, COUNTERSIGN})


@on(SignatureCompleted)
def take_the_signed_paper(fact: SignatureCompleted) -> None:
    """Our own purposes only: other rooms have documents signed too."""
    if fact.purpose in PURPOSES:
        complete(fact)


@on(SignatureEnded)
def free_the_paper(fact: SignatureEnded) -> None:
    """A signature that was given up does not hold the paper."""
    if fact.purpose in PURPOSES:
        give_up(fact)


@on(ExchangeDefect)
def open_a_ticket(fact: ExchangeDefect) -> None:
    """A defect is remedied and the owner is told (charter 003, 8.0.12)."""
    note_defect(fact, actor=current_actor())


REACTIONS: Final = (take_the_signed_paper, free_the_paper, open_a_ticket)
