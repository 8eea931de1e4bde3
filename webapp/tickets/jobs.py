"""What happens by itself: seats whose hold is over."""

from webapp.auth.api import account
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.tickets.services.holding import lapsed_orders
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.proving import answer, settle, unanswered
from webapp.tickets.services.waiting import offer


@job("tickets.ask_registers_again", attempts=1, cron="*/10 * * * *")
def ask_registers_again(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Ask about benefits of which a register was silent; a difference goes back to the card."""
    with transaction(read_only=True):
        waiting = [(key, fin, group, account(buyer)) for key, fin, group, buyer in unanswered()]
    for key, fin, group, buyer in waiting:
        state = answer(fin, group, buyer.fin) if buyer else "refused"
        with transaction():
            settle(key, state)


@job("tickets.offer_seats", attempts=3)
def offer_seats(trip_id: int) -> None:
    """Offer seats that became free to who waits for them."""
    with transaction():
        offer(trip_id)


@job("tickets.sweep", attempts=1, cron="* * * * *")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Tidy orders whose hold is over; their seats count as free already. Who is still paying is waited for a while."""
    with transaction(read_only=True):
        over = lapsed_orders()
    for public_id, grace_over in over:
        with transaction():
            let_lapse(public_id, while_paying=grace_over)
