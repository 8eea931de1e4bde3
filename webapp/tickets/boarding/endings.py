"""Tickets whose code is not good any more: written with the fact, listed until nobody can show the code any more."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.bus import on
from webapp.core.clock import now
from webapp.tickets.boarding.keys import ensure_key
from webapp.tickets.boarding.models import TicketEnding
from webapp.tickets.boarding.passengers import LATE
from webapp.tickets.events import TicketEnded, TicketsSold
from webapp.tickets.models import Leg, Ticket
from webapp.tickets.queries import ride_of_leg


def end_code(number: str, how: str, *, issue_no: int | None = None) -> None:
    """List the ticket's code up to this issue (the present one if not said) as ended; a second time nothing happens.

    For a new code of the same ticket, call it with the former issue.
    """
    row = (
        db.session()
        .execute(select(Ticket, Leg).join(Leg, Leg.id == Ticket.leg_id).where(Ticket.number == number))
        .one()
    )
    ticket, leg = row[0], row[1]
    ending = {"ticket_id": ticket.id, "issue_no": issue_no or ticket.issue_no, "how": how, "ended_at": now()}
    ending["listed_until"] = ride_of_leg(leg).arrives + LATE
    db.session().execute(insert(TicketEnding).values(ending).on_conflict_do_nothing())


@on(TicketEnded)
def list_the_ended(fact: TicketEnded) -> None:
    """Tell devices without a network, the next time they have one."""
    end_code(fact.number, fact.how)


@on(TicketsSold)
def have_a_key(fact: TicketsSold) -> None:  # noqa: ARG001 - that something was sold is enough
    """See that there is a key before the first code is shown."""
    ensure_key()
