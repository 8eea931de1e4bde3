"""After the sign-in: the form that was under way is shown and can be sent on with one button."""

from flask import redirect, request
from werkzeug.wrappers import Response

from webapp.auth.browser import known_browser
from webapp.auth.forms import ContinueForm
from webapp.auth.parked import newest_kept, release
from webapp.auth.roles import session_choice
from webapp.auth.rules import local_path
from webapp.auth.views.blueprint import auth
from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@auth.get("/auth/continue")
@requires(SIGNED_IN)
def continue_form() -> Response | str:
    """Show that a form was kept, with its hidden fields; without one go on."""
    kept = newest_kept(_account(), known_browser())
    if kept is None:
        return redirect(local_path(request.args.get("next")), code=303)
    choice = session_choice()
    other_role = (kept.party_id, kept.office) != (choice.party_id, choice.office)
    return render("auth/kept_form.html", kept=kept, other_role=other_role, form=ContinueForm())


@auth.post("/auth/continue/<public_id>")
@requires(SIGNED_IN)
def send_kept_form(public_id: str) -> Response:
    """Send the kept form on to where it was going: 307 makes the browser repeat the very same fields there."""
    path = release(public_id, account_id=_account(), browser=known_browser())
    if path is None:
        return redirect_to("auth.continue_form", notice=_("Bu form artıq göndərilib və ya saxlanma vaxtı bitib."))
    return redirect(path, code=307)


@auth.post("/auth/continue/<public_id>/discard")
@requires(SIGNED_IN)
def discard_kept_form(public_id: str) -> Response:
    """Give the kept form up and go to the page that it stood on."""
    kept = newest_kept(_account(), known_browser())
    release(public_id, account_id=_account(), browser=known_browser())
    return redirect(kept.back if kept else local_path(None), code=303)


def _account() -> int:
    account_id = current_actor().account_id
    assert account_id is not None  # the access rule asks for a signed-in person
    return account_id
