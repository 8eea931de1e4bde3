"""Drafts on the whole site, switched on and off."""

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import Forbidden
from webapp.translations.permissions import VIEW
from webapp.translations.showing.modes import COOKIE, DRAFTS, may_use, secure
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to

showing: Final = Blueprint("texts_showing", __name__, template_folder="templates", url_prefix="/office/texts")


@showing.post("/preview")
@requires(VIEW)
def preview() -> Response:
    """Show the site with drafts in place (`on`), or as everybody sees it, until the browser is closed."""
    if not may_use(current_actor()):
        raise Forbidden
    wanted = bool(request.form.get("on"))
    answer = go_to("/") if wanted else redirect_to("texts.index")
    if wanted:
        answer.set_cookie(COOKIE, DRAFTS, httponly=True, samesite="Lax", secure=secure())
    else:
        answer.delete_cookie(COOKIE)
    return answer
