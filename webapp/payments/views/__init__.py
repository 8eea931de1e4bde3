"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.payments.views import cabinet, machine, office, paying
from webapp.payments.views.blueprint import cabinet_pages, machine_pages, office_pages

BLUEPRINTS: Final = (cabinet_pages, office_pages, machine_pages)
MODULES: Final = (cabinet, paying, machine, office)

__all__ = ["BLUEPRINTS", "MODULES"]
