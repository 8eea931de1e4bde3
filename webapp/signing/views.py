"""The page on which a person follows their own signature: control code, live state, giving up, trying again."""

from typing import Any, Final

from flask import Blueprint, Response, current_app, make_response
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.signing.forms import AgainForm, CancelForm
from webapp.signing.queries import own_pdf, own_request
from webapp.signing.rules import Means
from webapp.signing.services.requesting import cancel, repeat
from webapp.ui.access import requires
from webapp.ui.htmx import is_fragment
from webapp.ui.rendering import redirect_to, render

STOP_ASKING: Final = 286
signing = Blueprint("signing", __name__, url_prefix="/signing", template_folder="templates")


@signing.get("/<public_id>")
@requires(SIGNED_IN)
def show(public_id: str) -> Response:
    """Show the request; to the page's own asking, only its changing part, and at the end the word to stop."""
    request_view = own_request(public_id, actor=current_actor())
    response = make_response(render("signing/show.html", wish=request_view, **_extras()))
    if is_fragment() and not request_view.live:
        response.status_code = STOP_ASKING
    return response


@signing.get("/<public_id>/document.pdf")
@requires(SIGNED_IN)
def document(public_id: str) -> Response:
    """Send what is being signed, or the signed file once it is."""
    content = own_pdf(public_id, actor=current_actor())
    headers = {"Content-Disposition": 'inline; filename="document.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@signing.post("/<public_id>/cancel")
@requires(SIGNED_IN)
def give_up(public_id: str) -> AnyResponse:
    """Give up."""
    cancel(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("İmzalama ləğv edildi. Sənəd dəyişməyib."))


@signing.post("/<public_id>/again")
@requires(SIGNED_IN)
def again(public_id: str) -> AnyResponse:
    """Try again with the same document, by the means chosen."""
    form = AgainForm()
    if not form.validate():
        raise NotFound
    repeat(public_id, means=Means(form.means.data or ""), actor=current_actor())
    return redirect_to(".show", public_id=public_id)


def _extras() -> dict[str, Any]:
    """Return the forms, and in development the way to the signer's demo telephone."""
    settings = current_app.settings  # type: ignore[attr-defined] # our Flask has settings
    fin = current_actor().fin
    phone = None if settings.production or fin is None else f"{settings.signing_url}/phone/{fin}"
    return {"cancel_form": CancelForm(formdata=None), "again_form": AgainForm(formdata=None), "phone_url": phone}
