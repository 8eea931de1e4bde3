"""Pages of this room. Importing the package adds every view to its blueprint."""

from flask import url_for

from webapp.inspections.views import acts, cabinet, ending, figures, looking, scanner, syncing
from webapp.inspections.views.blueprint import cabinet_pages, office_pages, open_pages

BLUEPRINTS = (office_pages, cabinet_pages, open_pages)
MODULES = (acts, cabinet, ending, figures, looking, scanner, syncing)


def return_to(ref: str) -> str:
    """Return the page to go to when a signature is given or given up."""
    return url_for("inspections_office.act", public_id=ref)
