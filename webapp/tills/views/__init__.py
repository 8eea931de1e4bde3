"""Pages: the cashier's desk and sale, the keeper's tills and reports, the operator's office."""

from typing import Final

from webapp.tills.views import cards, carrying, desk, managing, office, printed, reports, returning, selling
from webapp.tills.views.blueprint import desk_pages, office_pages

BLUEPRINTS: Final = (desk_pages, office_pages)
__all__ = [
    "BLUEPRINTS",
    "cards",
    "carrying",
    "desk",
    "managing",
    "office",
    "printed",
    "reports",
    "returning",
    "selling",
]
