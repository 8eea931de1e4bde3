"""The person's notices: shelves, search, one notice, and what is done with one or with many."""

from collections.abc import Callable
from typing import Any, Final

from flask import request, url_for
from werkzeug.wrappers import Response

from webapp.core.actor import Actor, current_actor
from webapp.core.errors import NotFound
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import Text, _, _l
from webapp.core.transaction import afterwards
from webapp.notifications import queries, reading
from webapp.notifications.forms import FilterForm, filter_form
from webapp.notifications.queries import Wanted
from webapp.notifications.views.blueprint import notifications
from webapp.notifications.wording import area_titles
from webapp.ui import htmx
from webapp.ui.access import in_any_role, requires
from webapp.ui.figures import figure
from webapp.ui.filters import day
from webapp.ui.rendering import redirect_to, render

SHELVES: Final[dict[str, Text]] = {
    "new": _l("Yeni"),
    "read": _l("Oxunmuş"),
    "archive": _l("Arxiv"),
    "all": _l("Hamısı"),
}
DEEDS: Final[dict[str, tuple[Callable[[Any, Actor], None], Text]]] = {
    "read": (reading.read, _l("Seçilənlər oxunmuş sayıldı.")),
    "archive": (reading.archive, _l("Seçilənlər arxivə qoyuldu.")),
    "unarchive": (reading.unarchive, _l("Seçilənlər arxivdən çıxarıldı.")),
}


def unread_count(actor: Actor) -> int:
    """Return how many notices wait, at most a hundred."""
    return figure("notifications.unread", actor)


@notifications.get("/cabinet/notices")
@requires(SIGNED_IN)
def notices() -> str:
    """Show what waits first; what was read, and what was put away, stand on shelves of their own."""
    actor = current_actor()
    waiting = unread_count(actor)
    form, wanted = _wanted("new" if waiting else "read")
    found = queries.notices(actor, wanted, after=request.args.get("after"), before=request.args.get("before"))
    asked = {name: value for name in ("area", "since", "until", "q") if (value := request.args.get(name))}
    context = {"form": form, "wanted": wanted, "areas": area_titles(), "shelves": SHELVES, "asked": asked}
    return render(
        "notifications/notices.html", found=found, waiting=waiting, applied=_applied(wanted, asked), **context
    )


@notifications.get("/cabinet/notices/<public_id>")
@requires(SIGNED_IN)
def notice(public_id: str) -> str:
    """Show one notice whole; having opened it, the person has read it."""
    actor = current_actor()
    shown, address = queries.notice(public_id, actor)
    if shown.unread:
        afterwards(lambda: reading.read([shown.id], actor))
    return render("notifications/notice.html", notice=shown, address=address, areas=area_titles())


@notifications.post("/cabinet/notices/<public_id>")
@in_any_role
@requires(SIGNED_IN)
def read(public_id: str) -> Response:
    """Mark one as read; `open` goes on to its matter, `archive` puts it away, `unarchive` back."""
    actor = current_actor()
    shown, address = queries.notice(public_id, actor)
    deed = next((name for name in ("archive", "unarchive") if name in request.form), "read")
    DEEDS[deed][0]([shown.id], actor)
    if address and "open" in request.form:
        return htmx.go_to(address)
    return redirect_to(".notices", **_shelf())


@notifications.post("/cabinet/notices/read-all")
@requires(SIGNED_IN)
def read_all() -> Response:
    """Mark everything as read."""
    reading.read_all(current_actor())
    return redirect_to(".notices", notice=_("Bütün bildirişlər oxunmuş sayıldı."))


@notifications.post("/cabinet/notices/chosen")
@requires(SIGNED_IN)
def chosen() -> Response:
    """Do one thing with every notice that was ticked."""
    actor, deed = current_actor(), request.form.get("deed", "")
    if deed not in DEEDS:
        raise NotFound
    ticked = [one for one in request.form.getlist("chosen")[: queries.ON_A_PAGE] if one.isalnum() and one.isascii()]
    ids = queries.theirs(ticked, actor)
    if not ids:
        return redirect_to(".notices", notice=_("Əvvəlcə bildiriş seçin."), **_shelf())
    do, said = DEEDS[deed]
    do(ids, actor)
    return redirect_to(".notices", notice=said, **_shelf())


def _shelf() -> dict[str, str]:
    shelf = request.form.get("show", "")
    return {"show": shelf} if shelf in SHELVES else {}


def _wanted(usual: str) -> tuple[FilterForm, Wanted]:
    """Return the filters of the address; what is none narrows nothing."""
    form = filter_form()
    shelf = request.args.get("show", "")
    return form, Wanted(
        shelf if shelf in SHELVES else usual,
        form.area.data if form.area.data in area_titles() else "",
        None if form.since.errors else form.since.data,
        None if form.until.errors else form.until.data,
        (form.q.data or "")[:100],
    )


def _applied(wanted: Wanted, asked: dict[str, str]) -> list[tuple[str, str]]:
    """Return (words, address without it) of each filter that narrows."""
    words = {
        "area": str(area_titles().get(wanted.area, "")),
        "since": wanted.since and _("%(day)s tarixindən", day=day(wanted.since)),
        "until": wanted.until and _("%(day)s tarixinədək", day=day(wanted.until)),
        "q": wanted.words,
    }
    return [(said, _without(name, wanted, asked)) for name, said in words.items() if said]


def _without(name: str, wanted: Wanted, asked: dict[str, str]) -> str:
    left: dict[str, Any] = {key: value for key, value in asked.items() if key != name}
    return url_for(".notices", show=wanted.shelf, **left)
