"""The provider's cabinet: its applications and what it has in the register."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.catalogue import labels, wording
from webapp.catalogue.document_data import answers
from webapp.catalogue.errors import NoSuchApplication
from webapp.catalogue.models import Application
from webapp.catalogue.offer import offers
from webapp.catalogue.permissions import PREPARE, SIGN
from webapp.catalogue.queries import entry, entry_of_offer, history, own_application, own_applications, own_entries
from webapp.catalogue.services.applying import withdraw_application
from webapp.catalogue.views.blueprint import cabinet_pages
from webapp.catalogue.views.presenting import term, way
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@cabinet_pages.get("")
@requires(PREPARE, SIGN)
def index() -> str:
    """List applications and registered services; the agency sees which of its definitions nobody registered yet."""
    actor = current_actor()
    unregistered = [offer for offer in offers() if entry_of_offer(offer.code) is None] if actor.office_roles else []
    return render(
        "catalogue/cabinet.html",
        applications=[
            (found, term(found.due_on if found.state == "applied" else None)) for found in own_applications(actor)
        ],
        entries=own_entries(actor),
        unregistered=unregistered,
        labels=labels,
        wording=wording,
    )


@cabinet_pages.get("/<public_id>")
@requires(PREPARE, SIGN)
def show(public_id: str) -> str:
    """Show an application: how far it is, until when it is decided, what it says."""
    found = own_application(public_id, actor=current_actor())
    return render("catalogue/application.html", **application_context(found))


@cabinet_pages.post("/<public_id>/withdraw")
@requires(PREPARE, SIGN)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the application back."""
    withdraw_application(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət geri götürüldü."))


@cabinet_pages.get("/<public_id>/paper")
@requires(PREPARE, SIGN)
def paper(public_id: str) -> Response:
    """Give the signed application."""
    return paper_of(own_application(public_id, actor=current_actor()))


def paper_of(found: Application) -> Response:
    """Return the newest signed file. Raises NoSuchApplication when it was never signed."""
    token = found.document_token
    known = documents.versions(token) if token else []
    if token is None or not known:
        raise NoSuchApplication
    headers = {"Content-Disposition": 'attachment; filename="muraciet.pdf"'}
    return Response(documents.pdf(token, known[-1].n), mimetype="application/pdf", headers=headers)


def application_context(found: Application) -> dict[str, object]:
    """Return what a page about one application shows, the provider's and the office's."""
    return {
        "application": found,
        "state": wording.STATES[found.state],
        "term": term(found.due_on if found.state == "applied" else None),
        "answers": answers(found),
        "entry": entry(found.entry_id) if found.entry_id else None,
        "way": way(history(application=found.id)),
        "title": labels.REQUEST_TITLES[found.request],
        "labels": labels,
    }
