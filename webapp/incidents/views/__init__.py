"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.incidents.views import office, public, reports, requests, security, upkeep
from webapp.incidents.views.blueprint import office as office_pages
from webapp.incidents.views.blueprint import public_pages
from webapp.incidents.views.blueprint import security as security_pages

BLUEPRINTS: Final = (office_pages, security_pages, public_pages)
MODULES: Final = (office, requests, reports, security, upkeep, public)

__all__ = ["BLUEPRINTS", "MODULES"]
