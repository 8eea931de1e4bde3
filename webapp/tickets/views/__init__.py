"""The pages of the room."""

from webapp.tickets.views import (
    buying,
    carrier,
    door,
    door_machine,
    figures,
    guests,
    passes,
    public,
    seating,
)
from webapp.tickets.views.blueprint import cabinet_pages, carrier_pages, guest_pages, machine_pages, public_pages

PAGES = (
    buying,
    carrier,
    door,
    door_machine,
    figures,
    guests,
    passes,
    public,
    seating,
)  # importing them adds their views
BLUEPRINTS = (public_pages, guest_pages, cabinet_pages, carrier_pages, machine_pages)
