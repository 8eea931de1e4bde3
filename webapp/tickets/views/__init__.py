"""The pages of the room."""

from webapp.tickets.views import buying, carrier, public
from webapp.tickets.views.blueprint import cabinet_pages, carrier_pages, public_pages

PAGES = (buying, carrier, public)  # importing them adds their views
BLUEPRINTS = (public_pages, cabinet_pages, carrier_pages)
