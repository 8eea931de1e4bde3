"""The open register of permits: by number, VÖEN or plate; nothing of persons but the holder's name (law 176-VQ)."""

from flask import request

from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import today
from webapp.permits import wording
from webapp.permits.queries import by_plate, cards_of_permits, register
from webapp.permits.views.blueprint import public_pages
from webapp.permits.views.office import search_typed
from webapp.permits.views.presenting import card_line, permit_line
from webapp.ui.access import public
from webapp.ui.rendering import render


@public_pages.get("")
@public
def index() -> str:
    """Show a page of the open register; a plate is answered first with what its vehicle may do today."""
    search = search_typed()
    plate = normal_plate(search.q) if search.q else None
    found = register(search, after=request.args.get("after"), before=request.args.get("before"))
    cards = cards_of_permits([one.id for one in found.rows])
    return render(
        "permits/open.html",
        search=search,
        found=found,
        lines=[permit_line(one, cards[one.id]) for one in found.rows],
        plate=plate,
        on_plate=[card_line(one) for one in by_plate(plate, today())] if plate else [],
        wording=wording,
    )
