"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from flask import url_for

from webapp.catalogue.views import (
    applying,
    blank,
    bodies,
    cabinet,
    discussion,
    drafts,
    machine,
    office,
    proposing,
    public,
)
from webapp.catalogue.views.blueprint import cabinet_pages, machine_pages, office_pages, public_pages

BLUEPRINTS: Final = (public_pages, cabinet_pages, office_pages, machine_pages)
MODULES: Final = (blank, bodies, public, discussion, cabinet, applying, proposing, drafts, office, machine)

__all__ = ["BLUEPRINTS", "MODULES", "return_to"]


def return_to(ref: str) -> str:
    """Return the page to go to when an application is signed or given up."""
    return url_for("catalogue_cabinet.show", public_id=ref)
