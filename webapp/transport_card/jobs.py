"""What happens by itself: paid money arrives on cards, cards end with their last day, old tries are forgotten."""

from typing import Final

from sqlalchemy import delete, select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.transport_card.models import Card, ProofTries
from webapp.transport_card.rules import PROOF_WINDOW
from webapp.transport_card.services.ending import expire
from webapp.transport_card.services.topping import credit

MOST: Final = 1000


@job("transport_card.credit", attempts=12)
def credit_top_up(top_up: str) -> None:
    """Put a paid top-up on its card."""
    with transaction():
        credit(top_up)


@job("transport_card.night", attempts=1, cron="10 20 * * *")
def end_the_day(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """After midnight in Baku: cards whose last day is over have ended; tries of codes that do not count any more go."""
    with transaction(read_only=True):
        over = select(Card.id).where(Card.expires_on < today(), Card.state.in_(["active", "blocked"])).limit(MOST)
        ended = list(db.session().scalars(over))
    for card_id in ended:
        with transaction():
            expire(card_id, actor=SYSTEM)
    with transaction():
        db.session().execute(delete(ProofTries).where(ProofTries.since < now() - PROOF_WINDOW))
