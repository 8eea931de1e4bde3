"""Pages of this room, by their three blueprints. Importing the package adds every view to its blueprint."""

from typing import Final

from flask import url_for

from webapp.waybills.driving import views as driving
from webapp.waybills.finding import views as finding
from webapp.waybills.views import acts, beginning, editor, importing, lists, office, road, show
from webapp.waybills.views.blueprint import office as office_pages
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.lists import waiting

BLUEPRINTS: Final = (waybills, office_pages)
MODULES: Final = (lists, beginning, importing, editor, show, acts, road, office, finding, driving)

__all__ = ["BLUEPRINTS", "MODULES", "return_to", "waiting"]


def return_to(ref: str) -> str:
    """Return the page to go to when a signature of the waybill is given or given up."""
    return url_for("waybills.show", public_id=ref)
