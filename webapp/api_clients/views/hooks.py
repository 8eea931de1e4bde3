"""Webhooks in the cabinet: added, their log, a message sent once more, a new secret, ended."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.api_clients.forms import DeedForm, HookForm
from webapp.api_clients.offer import event_kinds
from webapp.api_clients.permissions import MANAGE_PROGRAMS
from webapp.api_clients.services.letting_in import own_program
from webapp.api_clients.services.subscribing import (
    change_secret,
    deliveries,
    own_subscription,
    replay,
    subscribe,
    unsubscribe,
)
from webapp.api_clients.views.blueprint import programs
from webapp.api_clients.wording import OUTCOMES
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@programs.get("/<public_id>/webhooks/new")
@requires(MANAGE_PROGRAMS, step_up=True)
def new_hook(public_id: str) -> str:
    """Ask where to send what."""
    row = own_program(public_id, actor=current_actor())
    return render("api_clients/new_hook.html", program=row, form=HookForm())


@programs.post("/<public_id>/webhooks/new")
@requires(MANAGE_PROGRAMS, step_up=True)
def create_hook(public_id: str) -> ResponseReturnValue:
    """Add the webhook and show its secret, this once."""
    form, actor = HookForm(), current_actor()
    row = own_program(public_id, actor=actor)
    if form.validate():
        try:
            hook, secret = subscribe(public_id, form.url.data or "", form.events.data or [], actor=actor)
        except Invalid as fault:
            form.accept(fault)
        else:
            return _secret_page(hook, secret)
    return render("api_clients/new_hook.html", program=row, form=form), 422


@programs.get("/webhooks/<public_id>")
@requires(MANAGE_PROGRAMS)
def hook(public_id: str) -> str:
    """Show the log of an address."""
    found, program = own_subscription(public_id, actor=current_actor())
    page = deliveries(found, after=request.args.get("after"), before=request.args.get("before"))
    kinds = event_kinds()
    return render(
        "api_clients/hook.html", hook=found, program=program, page=page, kinds=kinds, outcomes=OUTCOMES, form=DeedForm()
    )


@programs.post("/webhooks/<public_id>/rotate")
@requires(MANAGE_PROGRAMS, step_up=True)
def renew_hook(public_id: str) -> ResponseReturnValue:
    """Make a new secret for the address and show it, this once."""
    return _secret_page(public_id, change_secret(public_id, actor=current_actor()))


@programs.post("/webhooks/<public_id>/end")
@requires(MANAGE_PROGRAMS)
def end_hook(public_id: str) -> Response:
    """Tell the address nothing more."""
    program = unsubscribe(public_id, actor=current_actor())
    return redirect_to(".show", public_id=program.public_id, notice=_("Bu ünvana daha bildiriş göndərilmir."))


@programs.post("/deliveries/<public_id>/replay")
@requires(MANAGE_PROGRAMS)
def replay_delivery(public_id: str) -> Response:
    """Send a message once more."""
    hook_id = replay(public_id, actor=current_actor())
    return redirect_to(".hook", public_id=hook_id, notice=_("Bildiriş yenidən göndərilir."))


def _secret_page(hook_id: str, secret: str) -> ResponseReturnValue:
    found, program = own_subscription(hook_id, actor=current_actor())
    page = render("api_clients/secret.html", program=program, hook=found, secret=secret)
    return page, {"Cache-Control": "no-store"}
