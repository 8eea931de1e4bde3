"""For anybody: how a carrier stands, whose a plate is. Nothing can be listed, only what is named is found."""

from flask import request

from webapp.carriers import wording
from webapp.carriers.cards import public_cards
from webapp.carriers.listing import find_for_anybody
from webapp.carriers.views import public_pages
from webapp.ui.access import public
from webapp.ui.rendering import render

LONGEST = 100


@public_pages.get("")
@public
def search() -> str:
    """Find a carrier by VÖEN or name, or by the plate of a vehicle."""
    typed = " ".join(request.args.get("q", "").split())[:LONGEST]
    found = find_for_anybody(typed)
    cards = public_cards(found.plate) if found.plate else ()
    return render("carriers/search.html", typed=typed, found=found, cards=cards, wording=wording)
