"""A copy shown: our own pictures of its pages with what was read; the file itself only to be kept, never run."""

from flask import Response, request

from webapp.attachments.api import content
from webapp.attachments.owners import ensure_may_see, note_look, seen_by
from webapp.attachments.pictures import opened, picture
from webapp.attachments.queries import Place
from webapp.attachments.rules import INERT
from webapp.attachments.undressing import undressed
from webapp.attachments.views.blueprint import copies
from webapp.attachments.views.presenting import copy_page, list_page
from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.ui.access import requires


@copies.get("/<public_id>")
@requires(SIGNED_IN)
def show(public_id: str) -> str:
    """Show the copy, its marked places and what was read there."""
    actor = current_actor()
    row = seen_by(actor, public_id)
    note_look(row, actor)
    return copy_page(row, actor)


@copies.get("/<public_id>/picture/<int:n>")
@requires(SIGNED_IN)
def page_picture(public_id: str, n: int) -> Response:
    """Send the picture of a page, to whom the page was shown a moment ago."""
    actor = current_actor()
    row = seen_by(actor, public_id)
    opened(request.args.get("key", ""), public_id, actor)
    return Response(picture(row, n), mimetype="image/jpeg", headers=INERT)


@copies.get("/<public_id>/file")
@requires(SIGNED_IN)
def file(public_id: str) -> Response:
    """Send the file to be kept and not opened in the portal's name.

    Whoever handed it in gets it as it was; others without what a telephone wrote into it of place, time and itself.
    """
    actor = current_actor()
    row = seen_by(actor, public_id)
    note_look(row, actor, sent=True)
    own = actor.account_id is not None and actor.account_id == row.received_by
    sent = content(public_id)
    response = Response(sent if own else undressed(sent, row.media_type), mimetype=row.media_type, headers=INERT)
    response.headers.set("Content-Disposition", "attachment", filename=row.name)
    return response


@copies.get("/of/<kind>/<ref>/<slot>")
@requires(SIGNED_IN)
def of(kind: str, ref: str, slot: str) -> str:
    """List the copies in a place of an object, with the field to add one."""
    ensure_may_see(kind, ref, current_actor())
    return list_page(Place(kind, ref, slot), current_actor())
