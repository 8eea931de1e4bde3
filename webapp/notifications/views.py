"""Pages: notices, reading them, what comes by SMS."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from webapp.core.actor import Actor, current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.notifications import preferences, queries
from webapp.notifications.forms import settings_form
from webapp.ui import htmx
from webapp.ui.access import requires
from webapp.ui.figures import figure
from webapp.ui.rendering import redirect_to, render

notifications = Blueprint("notifications", __name__, template_folder="templates")


def unread_count(actor: Actor) -> int:
    """Return how many notices wait, at most a hundred."""
    return figure("notifications.unread", actor)


@notifications.get("/cabinet/notices")
@requires(SIGNED_IN)
def notices() -> str:
    """Show what waits first; what was read stands on the second tab."""
    actor = current_actor()
    waiting = unread_count(actor)
    unread = {"new": True, "read": False}.get(request.args.get("show", ""), waiting > 0)
    found = queries.notices(actor, unread=unread, after=request.args.get("after"), before=request.args.get("before"))
    return render("notifications/notices.html", found=found, unread=unread, waiting=waiting)


@notifications.post("/cabinet/notices/<public_id>")
@requires(SIGNED_IN)
def read(public_id: str) -> Response:
    """Mark one as read; `open` goes on to its matter."""
    address = queries.read(public_id, current_actor())
    if address and "open" in request.form:
        return htmx.go_to(address)
    return redirect_to(".notices")


@notifications.post("/cabinet/notices/read-all")
@requires(SIGNED_IN)
def read_all() -> Response:
    """Mark everything as read."""
    queries.read_all(current_actor())
    return redirect_to(".notices", notice=_("Bütün bildirişlər oxunmuş sayıldı."))


@notifications.get("/cabinet/notices/settings")
@requires(SIGNED_IN)
def settings() -> str:
    """Offer the areas of SMS."""
    form = settings_form(preferences.areas_on(current_actor().account_id or 0))
    return render("notifications/settings.html", form=form)


@notifications.post("/cabinet/notices/settings")
@requires(SIGNED_IN)
def change_settings() -> Response | tuple[str, int]:
    """Keep the choice."""
    form = settings_form()
    if not form.validate():
        return render("notifications/settings.html", form=form), 422
    preferences.choose_areas(current_actor().account_id or 0, form.areas.data or [])
    return redirect_to(".settings", notice=_("Seçiminiz yadda saxlanıldı."))
