"""Papers: the list, one with its changes, its signature and its file."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attachments.api import copies_of
from webapp.civil_service.entering import wording
from webapp.civil_service.entering.drafting import fates_of, give_up, own_paper
from webapp.civil_service.entering.errors import NoSuchPaper, OrderMissing
from webapp.civil_service.entering.models import ServicePaper
from webapp.civil_service.entering.ordering import needs_order
from webapp.civil_service.entering.queries import changes_of, papers_of, table_of
from webapp.civil_service.entering.rules import DOCUMENT, ORDER, SHOWN_ROWS
from webapp.civil_service.entering.signing import ask_signature
from webapp.civil_service.entering.stating import from_json, group_of
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.entering.views.people import own_body
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.permissions import ENTER, STAFF
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@personnel.get("/papers")
@requires(STAFF, ENTER)
def papers() -> str:
    """Show the body's papers, newest first."""
    body = own_body()
    page = papers_of(body, after=request.args.get("after"), before=request.args.get("before"))
    return render("civil_service/entering/papers.html", page=page, body=body, wording=wording, groups=BY_CODE)


@personnel.get("/papers/<public_id>")
@requires(STAFF, ENTER)
def paper(public_id: str) -> str:
    """Show a paper of the body."""
    own_body()
    found = own_paper(public_id, current_actor())
    return render("civil_service/entering/paper.html", layout="cabinet", **shown(found, "civil_service_personnel"))


@personnel.post("/papers/<public_id>/sign")
@requires(ENTER, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the signature; a missing copy of the order is said on the paper's page."""
    own_body()
    try:
        request_id = ask_signature(public_id, current_actor())
    except OrderMissing as missing:
        found = shown(own_paper(public_id, current_actor()), "civil_service_personnel")
        return render("civil_service/entering/paper.html", layout="cabinet", refusal=str(missing), **found), 422
    return redirect_to("signing.show", public_id=request_id)


@personnel.post("/papers/<public_id>/withdraw")
@requires(ENTER)
def put_away(public_id: str) -> ResponseReturnValue:
    """Put a paper away that was not signed."""
    give_up(public_id, actor=current_actor())
    return redirect_to(".paper", public_id=public_id, notice=_("Təqdimat geri götürüldü."))


@personnel.get("/papers/<public_id>/pdf/<int:n>")
@requires(STAFF, ENTER)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed paper."""
    own_body()
    return pdf_of(own_paper(public_id, current_actor()), n)


def shown(found: ServicePaper, room: str) -> dict[str, Any]:
    """Return what the page of a paper shows, the body's and the operator's; `room` is the blueprint of its routes."""
    rows = []
    for change, servant in changes_of(found, SHOWN_ROWS):
        given = from_json(change.stated)
        of = group_of(given.group)
        rows.append((change, servant, of, given, wording.rows_of(of, given)))
    return {
        "paper": found,
        "of": group_of(found.group_code),
        "rows": rows,
        "fates": fates_of(found.id),
        "table": table_of(found),
        "copies": copies_of(DOCUMENT, found.public_id, ORDER),
        "needs_order": needs_order(found),
        "order_page": url_for("attachments.of", kind=DOCUMENT, ref=found.public_id, slot=ORDER),
        "versions": documents.versions(found.document_token),
        "address": documents.verification_url(found.document_token),
        "room": room,
        "wording": wording,
        "may_sign": current_actor().has(ENTER.code) or found.body_id is None,
    }


def pdf_of(found: ServicePaper, n: int) -> Response:
    """Return version `n` of the paper as a file. Raises NoSuchPaper when there is none."""
    if n not in {version.n for version in documents.versions(found.document_token)}:
        raise NoSuchPaper
    headers = {"Content-Disposition": f'attachment; filename="{found.number}.pdf"'}
    return Response(documents.pdf(found.document_token, n), mimetype="application/pdf", headers=headers)
