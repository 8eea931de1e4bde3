"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.payments.views import books, cabinet, guest, machine, office, paying, refunds
from webapp.payments.views.blueprint import cabinet_pages, guest_pages, machine_pages, office_pages

BLUEPRINTS: Final = (cabinet_pages, guest_pages, office_pages, machine_pages)
MODULES: Final = (cabinet, paying, guest, machine, office, refunds, books)

__all__ = ["BLUEPRINTS", "MODULES"]
