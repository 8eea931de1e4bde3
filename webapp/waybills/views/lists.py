"""The list of one's waybills by shelf, a driver's trips."""

from typing import Any, Final

from flask import request
from werkzeug.wrappers import Response

from webapp.core.actor import Actor, current_actor
from webapp.core.errors import NotFound
from webapp.core.text import Text, _l
from webapp.ui.access import requires
from webapp.ui.figures import figure
from webapp.ui.rendering import redirect_to, render
from webapp.waybills import queries
from webapp.waybills.finding.forms import names_a_person
from webapp.waybills.finding.queries import found as find_all
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_EDIT, WAYBILLS_VIEW
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.cards import cards

SHELVES: Final[tuple[tuple[str, Text], ...]] = (
    ("needs_me", _l("Mənim növbəm")),
    ("in_progress", _l("Davam edir")),
    ("done", _l("Bitib")),
    ("drafts", _l("Qaralamalar")),
)


@waybills.get("")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def index() -> Response | str:
    """Show one shelf; words are looked for on all shelves. Who acts as oneself is led to their trips."""
    actor = current_actor()
    if not actor.has(WAYBILLS_VIEW.code) or actor.party_id is None:
        return redirect_to(".trips")
    if names_a_person():
        return redirect_to("waybills.find", **request.args.to_dict(flat=False))
    shelf, search = request.args.get("shelf", "needs_me"), request.args.get("q", "").strip()
    if shelf not in dict(SHELVES):
        raise NotFound
    return render("waybills/index.html", shelf=shelf, search=search, **_listed(actor.party_id, shelf, search))


def waiting(actor: Actor) -> int:
    """Return how many waybills wait for whom the actor acts for, for the badge of the menu."""
    return figure("waybills.waiting", actor)


def _listed(party_id: int, shelf: str, search: str) -> dict[str, Any]:
    cursors: dict[str, Any] = {"after": request.args.get("after"), "before": request.args.get("before")}
    asked = Wanted(words=search)
    found = find_all(party_id, asked, **cursors) if search else queries.shelf(party_id, shelf, **cursors)
    may_edit = current_actor().has(WAYBILLS_EDIT.code)
    return {"lines": found, "cards": cards(found.rows), "shelves": SHELVES, "may_edit": may_edit}
