"""A buyer's pages for one ticket: giving it to another person, a claim after the bus has left, with its papers."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.attachments.api import MOST_BYTES_OF_CASE, copies_of, receive
from webapp.attachments.errors import RefusedFile
from webapp.core.actor import SYSTEM, current_actor
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tickets.changing import claiming
from webapp.tickets.changing.claiming import OWNER, SLOT
from webapp.tickets.changing.errors import NoSuchClaim, PapersMissing
from webapp.tickets.changing.forms import ClaimForm, TransferForm
from webapp.tickets.changing.models import Claim
from webapp.tickets.changing.reading import ticket_in
from webapp.tickets.changing.terms import tier_for
from webapp.tickets.changing.tiers import Band
from webapp.tickets.changing.transferring import transfer as give
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.views.changing import on_both
from webapp.tickets.views.desk import Desk
from webapp.tickets.views.presenting import way_of
from webapp.ui.rendering import render


def ask_transfer(desk: Desk, number: str) -> ResponseReturnValue:
    """Ask who travels instead."""
    return _transfer_page(desk, number, TransferForm(formdata=None))


def transfer(desk: Desk, number: str) -> ResponseReturnValue:
    """Give the ticket to another person."""
    order, form = desk.order(lock=True), TransferForm()
    if not form.validate():
        return _transfer_page(desk, number, form), 422
    try:
        give(order.public_id, number, form.passenger, actor=current_actor())
    except NoSuchTicket:
        raise
    except AppError as error:
        form.accept(error)
        return _transfer_page(desk, number, form, error), error.status
    return desk.go("changes", notice=_("Bilet başqa şəxsə verildi. Köhnə kod etibarsızdır, yeni bileti göndərin."))


def ask_claim(desk: Desk, number: str) -> ResponseReturnValue:
    """Ask what is wanted after the bus has left, or show the claim that waits for its papers."""
    return _claim_page(desk, number, ClaimForm(formdata=None))


def claim(desk: Desk, number: str) -> ResponseReturnValue:
    """Begin a claim; within two hours it goes to the carrier at once, later it waits for papers."""
    order, form = desk.order(lock=True), ClaimForm()
    if not form.validate():
        return _claim_page(desk, number, form), 422
    found = claiming.begin(
        order.public_id, number, wants=form.wants.data or "", words=form.words.data or "", actor=current_actor()
    )
    if found.state == "filling":
        return desk.go("claim", number=number)
    return desk.go("changes", notice=_("Müraciətiniz daşıyıcıya göndərildi. Cavab haqqında sizə bildiriləcək."))


def papers(desk: Desk, number: str) -> ResponseReturnValue:
    """Take the papers in and hand the claim in. A guest has no rights of an account: the link has been checked."""
    order = desk.order(lock=True)
    ticket, _ride = ticket_in(order, number)
    found = claiming.live_claim(ticket.id)
    if found is None:
        raise NoSuchClaim
    actor = current_actor() if desk.key is None else SYSTEM
    try:
        for upload in filter(lambda one: one.filename, request.files.getlist(SLOT)):
            receive(upload, kind=OWNER, ref=found.public_id, slot=SLOT, actor=actor)
        claiming.hand_in(found, current_actor())
    except (PapersMissing, RefusedFile) as error:
        return _claim_page(desk, number, ClaimForm(formdata=None), error), error.status
    return desk.go("changes", notice=_("Müraciətiniz daşıyıcıya göndərildi. Cavab haqqında sizə bildiriləcək."))


def _transfer_page(desk: Desk, number: str, form: TransferForm, error: AppError | None = None) -> str:
    ticket, ride = ticket_in(desk.order(), number)
    shown = {"desk": desk, "ticket": ticket, "ride": ride, "way": way_of(ride), "form": form}
    return render("tickets/changing/transfer.html", error=error if error and not error.fields else None, **shown)


def _claim_page(desk: Desk, number: str, form: ClaimForm, error: AppError | None = None) -> str:
    ticket, ride = ticket_in(desk.order(), number)
    found: Claim | None = claiming.live_claim(ticket.id)
    row, _tiers = tier_for(ticket, ride, found.made_at if found else now())
    return render(
        "tickets/changing/claim.html",
        desk=desk,
        ticket=ticket,
        way=way_of(ride),
        ride=ride,
        form=form,
        claim=found,
        copies=copies_of(OWNER, found.public_id) if found else [],
        with_papers=row.band is Band.PAPERS,
        error=error,
        slot=SLOT,
    )


on_both("/tickets/<number>/transfer", "ask_transfer", ask_transfer, "GET")
on_both("/tickets/<number>/transfer", "transfer", transfer, "POST")
on_both("/tickets/<number>/claim", "claim", ask_claim, "GET")
on_both("/tickets/<number>/claim", "make_claim", claim, "POST")
on_both("/tickets/<number>/claim/papers", "claim_papers", papers, "POST", body=MOST_BYTES_OF_CASE)
