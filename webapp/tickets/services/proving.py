"""What the register says of a benefit that a passenger claims.

Refused: the full fare is offered, nothing is lost. Silent: the full fare is paid, and when the register confirms within
three days, the difference goes back to the card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, select

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, Unavailable
from webapp.core.text import _
from webapp.ehis.api import Purpose, benefits_of
from webapp.ehis.errors import NotARegisterNumber, NotInRegister, SeveralInRegister
from webapp.payments.api import request_refund
from webapp.tickets.errors import PassengersWrong
from webapp.tickets.models import BenefitCheck, Leg, Order, Ticket
from webapp.tickets.queries import locked_order, ride_of_leg
from webapp.tickets.rules import OrderState, TicketState
from webapp.tickets.services.journal import note
from webapp.tickets.services.pricing import Passenger, price_of_passenger

ASKED_FOR: Final = timedelta(days=3)
BACK: Final = "Güzəşt reyestrdə sonradan təsdiqlənib: fərq qaytarılır"


@dataclass(frozen=True, slots=True)
class Claim:
    """A benefit that a passenger claims, and what the register said: confirmed, refused or silent."""

    position: int
    benefit: str
    fin: str
    state: str


def asked_of_registers(passengers: Sequence[Passenger], fins: Mapping[int, str], actor: Actor) -> list[Claim]:
    """Ask for every claimed benefit, in the name of the buyer; no transaction is open. Guests claim none."""
    if actor.fin is None:
        return []
    return [
        Claim(n, one.benefit, fins[n], answer(fins[n], one.benefit, actor.fin))
        for n, one in enumerate(passengers, 1)
        if one.benefit and n in fins
    ]


def ensure_own_birth(passengers: Sequence[Passenger], me: tuple[str, date | None] | None) -> None:
    """Compare the buyer's own birth date with that of the population register, as the sign-in told it; others' never.

    Raises PassengersWrong with the field.
    """
    if me is None or me[1] is None:
        return
    for n, one in enumerate(passengers, 1):
        if one.born and one.born != me[1] and fold(one.name) == fold(me[0]):
            raise PassengersWrong(fields={f"born_{n}": _("Əhali reyestrində sizin doğum tarixiniz başqadır.")})


def answer(fin: str, benefit: str, asked_by: str) -> str:
    """Return what the register says of a person and a group today: confirmed, refused or silent."""
    try:
        found = benefits_of(fin, purpose=Purpose.TICKET, asked_by=asked_by)
    except (NotInRegister, SeveralInRegister, NotARegisterNumber):
        return "refused"
    except (Unavailable, Forbidden):
        return "silent"
    day = today()
    good = any(one.code == benefit and (one.valid_to is None or one.valid_to >= day) for one in found)
    return "confirmed" if good else "refused"


def confirmed(order: Order, passengers: Sequence[Passenger], claims: Sequence[Claim]) -> list[Passenger]:
    """Keep what the register said of a locked order; return the passengers, a benefit only where it was confirmed."""
    if order.guest_key is None or order.party_id is not None:  # a guest claims none
        db.session().execute(delete(BenefitCheck).where(BenefitCheck.order_id == order.id))
    moment = now()
    for one in claims:
        silent = one.state == "silent"
        row = BenefitCheck(order_id=order.id, position=one.position, benefit=one.benefit, state=one.state)
        row.fin, row.asked_at, row.answered_at = one.fin if silent else None, moment, None if silent else moment
        db.session().add(row)
    db.session().flush()
    good = {one.position for one in claims if one.state == "confirmed"}
    return [one if n in good else replace(one, benefit=None) for n, one in enumerate(passengers, 1)]


def said(claims: Sequence[Claim]) -> str | None:
    """Return what the buyer reads of it."""
    states = {one.state for one in claims}
    if "refused" in states:
        return _("Reyestr güzəşti təsdiqləmədi: tam qiymət göstərilir. Yerləriniz saxlanılır.")
    if "silent" in states:
        return _("Reyestr hələ cavab vermir: tam qiyməti ödəyin, güzəşt təsdiqlənəndə fərq kartınıza qaytarılacaq.")
    return _("Güzəşt reyestrdə təsdiqləndi.") if states else None


def waits_for_register(order: Order) -> bool:
    """Whether a benefit of the order was claimed and the register has not answered."""
    query = select(BenefitCheck.id).where(BenefitCheck.order_id == order.id, BenefitCheck.state == "silent")
    return db.session().scalar(query.limit(1)) is not None


def unanswered() -> list[tuple[int, str, str, int]]:
    """Return the claims of paid orders of which a register was silent: key, number, group, the buyer's account."""
    query = select(BenefitCheck, Order.account_id).join(Order, Order.id == BenefitCheck.order_id)
    query = query.where(BenefitCheck.state == "silent", Order.state == OrderState.PAID, Order.account_id.is_not(None))
    query = query.where(BenefitCheck.asked_at > now() - ASKED_FOR).order_by(BenefitCheck.asked_at).limit(100)
    return [(row.id, row.fin or "", row.benefit, account_id or 0) for row, account_id in db.session().execute(query)]


def settle(check_id: int, state: str) -> None:
    """Write a late answer; for a confirmed benefit the difference goes back. A second time nothing happens."""
    query = select(BenefitCheck).where(BenefitCheck.id == check_id).with_for_update()
    check = db.session().scalar(query.execution_options(populate_existing=True))
    if check is None or check.state != "silent" or state == "silent":
        return
    check.state, check.fin, check.answered_at = state, None, now()
    db.session().flush()
    order = locked_order(db.session().get_one(Order, check.order_id).public_id)
    difference = _lower(order, check) if state == "confirmed" else 0
    if difference and order.invoice:
        key = f"bus-benefit:{check.id}"
        request_refund(order.invoice, qepik=difference, reason=BACK, key=key, actor=SYSTEM)
    note("benefit_answered", order, SYSTEM, state=state, qepik=difference)


def _lower(order: Order, check: BenefitCheck) -> int:
    """Give the passenger's live tickets the lower price; return by how much less it is."""
    query = select(Ticket, Leg).join(Leg, Leg.id == Ticket.leg_id).where(Ticket.order_id == order.id)
    query = query.where(
        Ticket.position == check.position, Ticket.state == TicketState.PAID, Ticket.boarded_at.is_(None)
    )
    saved = 0
    for ticket, leg in db.session().execute(query.with_for_update(of=Ticket)):
        price = price_of_passenger(ticket, leg, ride_of_leg(leg), Passenger(benefit=check.benefit))
        saved += (ticket.qepik or 0) - price.qepik
        ticket.rider, ticket.benefit, ticket.basis = price.rider, price.benefit, price.basis
        ticket.qepik, ticket.commission_qepik = price.qepik, price.commission_qepik
    db.session().flush()
    return saved
