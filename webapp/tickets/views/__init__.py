"""The pages of the room."""

from webapp.tickets.views import (
    buying,
    carrier,
    change_terms,
    changing,
    claims,
    door,
    door_machine,
    exchanging,
    figures,
    guests,
    passes,
    passing_on,
    public,
    seating,
    waiting,
)
from webapp.tickets.views.blueprint import (
    cabinet_pages,
    carrier_pages,
    claim_pages,
    guest_pages,
    machine_pages,
    public_pages,
    term_pages,
)

PAGES = (
    buying,
    carrier,
    change_terms,
    changing,
    claims,
    door,
    door_machine,
    exchanging,
    figures,
    guests,
    passes,
    passing_on,
    public,
    seating,
    waiting,
)  # importing them adds their views
BLUEPRINTS = (public_pages, guest_pages, cabinet_pages, carrier_pages, claim_pages, term_pages, machine_pages)
