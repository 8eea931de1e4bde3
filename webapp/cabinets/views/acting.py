"""The choice of whom one acts for."""

from typing import Final
from urllib.parse import urlsplit

from flask import request, url_for
from werkzeug.wrappers import Response

from webapp.cabinets import acting
from webapp.cabinets.describing import KINDS
from webapp.cabinets.entering import refresh
from webapp.cabinets.parties import find
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.ui import htmx
from webapp.ui.access import in_any_role, requires
from webapp.ui.rendering import redirect_to, render

MANY: Final = 8
LONGEST: Final = 2_000


@cabinets.get("/cabinet/act-as")
@requires(SIGNED_IN)
def act_as() -> str | Response:
    """Show everybody for whom the person may act; with one possibility there is nothing to ask."""
    actor, search = current_actor(), request.args.get("q", "")[:100]
    offered, everything = acting.choices(actor, search), acting.choices(actor)
    if everything.only_one and actor.party_id is not None:
        return htmx.go_to(_onward() or url_for(".home"))
    return render(
        "cabinets/act_as.html",
        actor=actor,
        offered=offered,
        kinds=KINDS,
        search=search,
        searchable=len(everything.parties) > MANY,
        onward=_onward(),
    )


@cabinets.post("/cabinet/act-as")
@in_any_role
@requires(SIGNED_IN)
def choose() -> Response:
    """Act for the chosen one from now on; asked anew from the tables, never believed."""
    actor = current_actor()
    chosen = acting.choose(request.form.get("as", ""), actor=actor)
    if chosen is None:
        return redirect_to(".office")
    refresh(find(chosen.party_id), actor.account_id or 0)
    return htmx.go_to(_onward() or url_for(".home"))


def _onward() -> str:
    """Return the path of ours to go on to, an empty text when none or a foreign one was asked for."""
    asked = request.values.get("next", "")
    parts = urlsplit(asked)
    ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    clean = asked.isascii() and asked.isprintable() and "\\" not in asked and len(asked) <= LONGEST
    return asked if ours and clean else ""
