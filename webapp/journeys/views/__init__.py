"""Pages of this room. Importing the package adds every view to its blueprint."""

from flask import url_for

from webapp.journeys.views import cabinet, drawing, office
from webapp.journeys.views.blueprint import journeys, office_pages

BLUEPRINTS = (journeys, office_pages)
MODULES = (cabinet, drawing, office)


def return_to(ref: str) -> str:
    """Return the page to go to when a signature is given or given up."""
    return url_for("journeys.show", public_id=ref)
