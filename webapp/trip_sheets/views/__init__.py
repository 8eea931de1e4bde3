"""Pages of this room. Importing the package adds every view to its blueprint."""

from flask import url_for

from webapp.trip_sheets.views import cabinet, drawing, office, readings
from webapp.trip_sheets.views.blueprint import office_pages, sheets

BLUEPRINTS = (sheets, office_pages)
MODULES = (cabinet, drawing, readings, office)


def return_to(ref: str) -> str:
    """Return the page to go to when a signature is given or given up."""
    return url_for("trip_sheets.show", public_id=ref)
