"""Pages of the room, and the machine API of validators."""

from typing import Final

from webapp.transport_card.views import cabinet, deeds, devices, machine, office, prices, public
from webapp.transport_card.views.blueprint import cabinet_pages, machine_pages, office_pages, public_pages

MODULES: Final = (cabinet, deeds, devices, machine, office, prices, public)
BLUEPRINTS: Final = (public_pages, cabinet_pages, office_pages, machine_pages)
