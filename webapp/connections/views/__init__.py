"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from flask import url_for

from webapp.connections.queries import case_of_paper
from webapp.connections.services.papers import COUNTERSIGN
from webapp.connections.views import applying, cabinet, groups, office, office_services, providing, public, terms
from webapp.connections.views.blueprint import connections, exchange
from webapp.connections.views.blueprint import office as office_pages

BLUEPRINTS: Final = (connections, office_pages, exchange)
MODULES: Final = (cabinet, applying, groups, providing, office, office_services, public, terms)

__all__ = ["BLUEPRINTS", "COUNTERSIGN", "MODULES", "return_to_case", "return_to_office"]


def return_to_case(ref: str) -> str:
    """Return the applicant's page to go to when a paper is signed or given up."""
    return url_for("connections.show", public_id=case_of_paper(ref))


def return_to_office(ref: str) -> str:
    """Return the office's page to go to when the contract is signed or given up."""
    return url_for("connections_office.show", public_id=case_of_paper(ref))
