"""The first page of the cabinet, and that of the office."""

from werkzeug.wrappers import Response

from webapp.auth import api as auth
from webapp.cabinets.acting import choices
from webapp.cabinets.blocks import blocks
from webapp.cabinets.queries import open_invitations
from webapp.cabinets.tiles import entries
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.ui.access import requires
from webapp.ui.figures import figure
from webapp.ui.navigation import links
from webapp.ui.rendering import redirect_to, render


@cabinets.get("/cabinet")
@requires(SIGNED_IN)
def home() -> str | Response:
    """Show who one is, for whom one acts and what can be done; a person who must choose first is led to the choice."""
    actor = current_actor()
    if actor.office_roles:
        return redirect_to(".office")
    if _must_choose():
        return redirect_to(".act_as")
    invitations = open_invitations(actor.account_id or 0) if figure("cabinets.invited", actor) else []
    return render(
        "cabinets/home.html", actor=actor, entries=entries(actor), blocks=blocks(actor), invitations=invitations
    )


@cabinets.get("/office")
@requires(SIGNED_IN)
def office() -> str | Response:
    """Show what the posts of the person let them do; others are led to the choice."""
    actor = current_actor()
    if not actor.office_roles:
        return redirect_to(".act_as")
    work = [link for link in links("office") if not link.current]
    return render("cabinets/office.html", actor=actor, work=work)


def _must_choose() -> bool:
    """Whether the person chose nothing yet though there is a choice, or the right to what they chose is gone."""
    actor, choice = current_actor(), auth.session_choice()
    if actor.party_id is None:
        return True
    return choice.party_id is None and not choice.office and not choices(actor).only_one
