"""The rest of a closed card, paid out in cash at a till."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.payments.api import book, till_account
from webapp.transport_card import accounts
from webapp.transport_card.errors import NoSuchCard, StepRefused
from webapp.transport_card.models import Card, Payout
from webapp.transport_card.services.standing import note


def pay_out(public_id: str, *, till: str, actor: Actor) -> int:
    """Say that a till paid the rest of a closed card in cash; return how much. Raises NoSuchCard, StepRefused when it was.

    The ledger's account of the till's cash has a floor: what is not in the till cannot be paid.
    """
    query = select(Payout).where(Payout.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchCard
    if found.state != "due":
        raise StepRefused
    found.state, found.paid_at, found.paid_by = "paid", now(), till
    db.session().flush()
    sides = {accounts.PAYOUTS: found.qepik, till_account(till, "cash"): -found.qepik}
    book(f"card-payout:{public_id}", "card_payout", public_id, sides)
    note("card_paid_out", db.session().get_one(Card, found.card_id), actor, qepik=found.qepik, till=till)
    return found.qepik
