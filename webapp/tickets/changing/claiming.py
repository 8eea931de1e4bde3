"""Who missed the bus: a claim within two hours, or three days with papers; a person of the carrier decides."""

from typing import Final

from sqlalchemy import select

from webapp.attachments.api import copies_of, seal
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.ending import new_change
from webapp.tickets.changing.errors import AnswerMissing, ClaimStands, NoSuchClaim, PapersMissing
from webapp.tickets.changing.models import Claim
from webapp.tickets.changing.permissions import CLAIMS
from webapp.tickets.changing.quoting import line_of
from webapp.tickets.changing.refunding import give_tickets_back, words_of
from webapp.tickets.changing.telling import tell
from webapp.tickets.changing.terms import is_late, tier_for, tiers_of
from webapp.tickets.changing.tiers import CLAIMED, Band, Tier
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import locked_order, ride_of_leg

OWNER: Final = "bus_claim"
SLOT: Final = "papers"
LONGEST: Final = 1000


def begin(order_id: str, number: str, *, wants: str, words: str, actor: Actor) -> Claim:
    """Begin a claim for a ticket whose bus has left; with papers it waits for them (`hand_in`), without it is handed in.

    The caller checks whose order it is. Raises TooLate, ClaimStands for a ticket that needs no claim, and as `chosen`.
    """
    order = locked_order(order_id)
    (ticket,) = chosen(order, [number], leaving=False)
    ride = ride_of_leg(db.session().get_one(Leg, ticket.leg_id))
    row, _tiers = tier_for(ticket, ride, now())
    if not (row.band in CLAIMED or (is_late(row, ride) and now() > ride.expected)) or wants not in {
        "refund",
        "exchange",
    }:
        raise ClaimStands
    state = "filling" if row.band is Band.PAPERS else "waiting"
    claim = Claim(public_id=new_public_id(), ticket_id=ticket.id, order_id=order.id, party_id=ride.route.party_id)
    claim.band, claim.wants, claim.words, claim.state = row.band.value, wants, words[:LONGEST], state
    claim.made_at, claim.answer = now(), ""
    db.session().add(claim)
    db.session().flush()
    _note("claim_made", claim, actor, wants=wants)
    return claim


def hand_in(claim: Claim, actor: Actor) -> None:
    """Let the carrier see a claim with its papers. Raises PapersMissing, ClaimStands."""
    if claim.state != "filling":
        raise ClaimStands
    if not copies_of(OWNER, claim.public_id):
        raise PapersMissing
    seal(OWNER, claim.public_id)
    claim.state = "waiting"
    db.session().flush()
    _note("claim_handed_in", claim, actor)


def decide(public_id: str, *, accept: bool, answer: str, actor: Actor) -> Claim:
    """Decide a claim of the carrier acted for: money back at once, or the right to choose another trip.

    Raises NoSuchClaim, ClaimStands, AnswerMissing for a no without words, Ended or Travelled when the ticket was used.
    """
    ensure_may(actor, CLAIMS)
    known = claim_of_carrier(public_id, actor)
    order = locked_order(db.session().get_one(Order, known.order_id).public_id)
    claim = db.session().get_one(Claim, known.id, populate_existing=True, with_for_update=True)
    if claim.state != "waiting":
        raise ClaimStands
    if not accept and not answer.strip():
        raise AnswerMissing
    ticket = db.session().get_one(Ticket, claim.ticket_id)
    claim.answer, claim.decided_at, claim.decided_by = answer.strip()[:LONGEST], now(), actor.account_id
    claim.state = "accepted" if accept else "refused"
    db.session().flush()
    _note("claim_accepted" if accept else "claim_refused", claim, actor)
    if not accept:
        tell(order, "tickets.claim_refused", ticket=ticket.number or "", why=claim.answer)
    elif claim.wants == "exchange":
        tell(order, "tickets.claim_exchange", ticket=ticket.number or "")
    else:
        _give_back(claim, order, actor)
    return claim


def tier_of_claim(claim: Claim, route_id: int) -> Tier:
    """Return the row by which a claim is paid: that of the day on which it was made."""
    return tiers_of(route_id, local(claim.made_at).date())[Band(claim.band)]


def claim_of_carrier(public_id: str, actor: Actor) -> Claim:
    """Return a claim that was handed in to the carrier acted for. Raises NoSuchClaim."""
    found = claim_by(public_id)
    if found is None or found.party_id != actor.party_id or found.state == "filling":
        raise NoSuchClaim
    return found


def claim_by(public_id: str) -> Claim | None:
    """Return a claim, whoever asks."""
    return db.session().scalar(select(Claim).where(Claim.public_id == public_id))


def live_claim(ticket_id: int) -> Claim | None:
    """Return the claim of a ticket that was not refused."""
    return db.session().scalar(select(Claim).where(Claim.ticket_id == ticket_id, Claim.state != "refused"))


def claims_to(party_id: int) -> list[Claim]:
    """Return the claims to a carrier: those that wait first, then the newest."""
    query = select(Claim).where(Claim.party_id == party_id, Claim.state != "filling")
    return list(db.session().scalars(query.order_by(Claim.state != "waiting", Claim.id.desc()).limit(100)))


def _give_back(claim: Claim, order: Order, actor: Actor) -> None:
    number = db.session().get_one(Ticket, claim.ticket_id).number or ""
    (ticket,) = chosen(order, [number], leaving=False)
    ride = ride_of_leg(db.session().get_one(Leg, ticket.leg_id))
    row = tier_of_claim(claim, ride.route.id)
    change = new_change(order, "claim", actor, reason=words_of(row.band), basis=row.basis)
    line = line_of(ticket, row, ())
    give_tickets_back(change, order, [(ticket, line)], actor=actor)
    claim.state = "used"
    db.session().flush()
    tell(order, "tickets.claim_accepted", ticket=ticket.number or "", qepik=line.back)


def _note(action: str, claim: Claim, actor: Actor, **detail: str) -> None:
    record(f"tickets.{action}", actor=actor, object_type=OWNER, object_key=claim.public_id, detail=detail or None)
