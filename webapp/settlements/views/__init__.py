"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.settlements.views import cabinet, days, office, reports, statements
from webapp.settlements.views.blueprint import cabinet_pages, office_pages

BLUEPRINTS: Final = (cabinet_pages, office_pages)
MODULES: Final = (cabinet, office, statements, days, reports)

__all__ = ["BLUEPRINTS", "MODULES"]
