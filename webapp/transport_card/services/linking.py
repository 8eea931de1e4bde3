"""A card and its holder: the proof by number and printed code, linking to a cabinet, its name, the bound for a notice."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, delete
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.transport_card.errors import AlreadyLinked, NotProved, StepRefused
from webapp.transport_card.models import Card, ProofTries
from webapp.transport_card.queries import card_by_number, index_of, locked_card, product_of
from webapp.transport_card.rules import PROOF_TRIES, PROOF_WINDOW, State
from webapp.transport_card.services.issuing import code_fits
from webapp.transport_card.services.standing import note

LINKABLE: Final = frozenset({State.ACTIVE, State.BLOCKED})


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a number and a code: the card, or nothing, or nothing because too many were tried."""

    card: Card | None
    locked: bool = False


def prove(number: str, code: str) -> Proof:
    """Find the sold card that has both number and code. A wrong code counts for its number, whether or not a card has it.

    It raises nothing, so that the count is committed with the answer.
    """
    index = index_of(number)
    if _count(index) > PROOF_TRIES:
        return Proof(None, locked=True)
    card = card_by_number(number)
    if not code_fits(card, index, code) or card is None or card.state == State.NEW:
        return Proof(None)
    db.session().execute(delete(ProofTries).where(ProofTries.number_index == index))
    return Proof(card)


def link(found: Card, *, name: str, actor: Actor) -> None:
    """Put a proved card into the cabinet acted for. Raises AlreadyLinked, NotProved for one that cannot ride any more."""
    card = locked_card(found.id)
    if card.state not in LINKABLE or actor.party_id is None:
        raise NotProved
    if card.party_id is not None:
        raise AlreadyLinked
    card.party_id, card.name = actor.party_id, name
    db.session().flush()
    note("card_linked", card, actor)


def unlink(found: Card, *, actor: Actor) -> None:
    """Take a card out of the cabinet; it stays usable by whoever holds it. Raises StepRefused for a virtual or stopped one."""
    card = locked_card(found.id)
    if card.party_id != actor.party_id or card.state == State.LOST or product_of(card).kind == "virtual":
        raise StepRefused
    card.party_id, card.name, card.low_at = None, "", None
    db.session().flush()
    note("card_unlinked", card, actor)


def arrange(found: Card, *, name: str, low_at: int | None, actor: Actor) -> None:
    """Name a card, and say below which balance one wants to be told."""
    card = locked_card(found.id)
    card.name, card.low_at = name, low_at
    db.session().flush()
    note("card_arranged", card, actor)


def _count(index: bytes) -> int:
    """Count a try before it is judged: tries at the same moment are counted too; return how many there were in time."""
    fresh = ProofTries.since < now() - PROOF_WINDOW
    made = insert(ProofTries).values(number_index=index, wrong=1, since=now())
    again = made.on_conflict_do_update(
        index_elements=["number_index"],
        set_={
            "wrong": case((fresh, 1), else_=ProofTries.wrong + 1),
            "since": case((fresh, now()), else_=ProofTries.since),
        },
    )
    return int(db.session().scalar(again.returning(ProofTries.wrong)) or 0)
